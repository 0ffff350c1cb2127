using System.Globalization;
using System.Text.Json;
using EppoTyped.CompilerServices;

namespace EppoTyped;

internal sealed class BooleanFlag(string key, bool defaultValue) : Flag<bool>(key, VariationType.Boolean, defaultValue)
{
    internal override bool TryConvert(Variation variation, out bool value, out string? refusal)
    {
        (value, refusal) = (variation.Boolean, null);
        return true;
    }

    internal override Variation? Express(bool value) => WireValue.As(JsonScalar.Of(value), Type);
}

internal sealed class TextFlag(string key, string defaultValue) : Flag<string>(key, VariationType.String, defaultValue)
{
    internal override bool TryConvert(Variation variation, out string value, out string? refusal)
    {
        (value, refusal) = (variation.Text!, null);
        return true;
    }

    internal override Variation? Express(string value) => WireValue.As(JsonScalar.Of(value), Type);
}

internal sealed class ChoiceFlag<T>(string key, T defaultValue, ChoiceParser<T> tryParse, Func<T, string>? toText) : Flag<T>(key, VariationType.String, defaultValue)
    where T : struct, Enum
{
    internal override bool TryConvert(Variation variation, out T value, out string? refusal)
    {
        bool known = tryParse(variation.Text!, out value);
        value = known ? value : Default;
        refusal = known ? null : $"Variation ({variation.Key}) has the value \"{variation.Text}\", which the manifest does not list";
        return known;
    }

    // Code generated for an older runtime hands over no writer; the live variations still tell the text then.
    internal override Variation? Express(T value) => toText is null ? null : WireValue.As(JsonScalar.Of(toText(value)), Type);
}

internal sealed class IntegerFlag(string key, long defaultValue, long minimum, long maximum) : Flag<long>(key, VariationType.Integer, defaultValue)
{
    internal override bool TryConvert(Variation variation, out long value, out string? refusal)
    {
        bool inRange = variation.Integer >= minimum && variation.Integer <= maximum;
        value = inRange ? variation.Integer : Default;
        refusal = inRange ? null : OutOfRange.Describe(variation, minimum, maximum);
        return inRange;
    }

    internal override Variation? Express(long value) => WireValue.As(JsonScalar.Of(value), Type);
}

internal sealed class NumberFlag(string key, double defaultValue, double minimum, double maximum) : Flag<double>(key, VariationType.Numeric, defaultValue)
{
    internal override bool TryConvert(Variation variation, out double value, out string? refusal)
    {
        bool inRange = variation.Number >= minimum && variation.Number <= maximum;
        value = inRange ? variation.Number : Default;
        refusal = inRange ? null : OutOfRange.Describe(variation, minimum, maximum);
        return inRange;
    }

    internal override Variation? Express(double value) => WireValue.As(JsonScalar.Of(value), Type);
}

internal sealed class RawJsonFlag(string key, JsonElement defaultValue) : Flag<JsonElement>(key, VariationType.Json, defaultValue)
{
    internal override bool TryConvert(Variation variation, out JsonElement value, out string? refusal)
    {
        (value, refusal) = (variation.Raw, null);
        return true;
    }

    internal override Variation? Express(JsonElement value) => WireValue.As(value, Type);

    internal override bool AreSame(JsonElement left, JsonElement right) =>
        left.ValueKind == right.ValueKind && (left.ValueKind == JsonValueKind.Undefined || string.Equals(left.GetRawText(), right.GetRawText(), StringComparison.Ordinal));
}

internal sealed class ObjectFlag<T>(string key, T defaultValue, Func<JsonPlace, T?, T> read) : Flag<T>(key, VariationType.Json, defaultValue)
    where T : class
{
    internal override bool TryConvert(Variation variation, out T value, out string? refusal)
    {
        JsonPlace root = JsonPlace.Root(variation.Raw);
        T live = root.Object(Default, read);
        string? problem = root.Problem;
        value = problem is null ? live : Default;
        refusal = problem is null ? null : $"Variation ({variation.Key}) does not fit the manifest's schema: {problem}";
        return problem is null;
    }

    // Readers are generated, writers are not: an object has the wire's form only where a live variation gives it.
    internal override Variation? Express(T value) => null;
}

internal static class OutOfRange
{
    public static string Describe<TNumber>(Variation variation, TNumber minimum, TNumber maximum)
        where TNumber : IFormattable =>
        string.Create(CultureInfo.InvariantCulture, $"Variation ({variation.Key}) has the value {variation.Raw.GetRawText()}, outside the manifest's range from {minimum} to {maximum}");
}
