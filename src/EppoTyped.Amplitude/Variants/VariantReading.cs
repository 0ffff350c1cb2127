using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>Reads a variant by the type of a call, because flags declare no type (docs/protocols/amplitude.md, section 5.1).</summary>
internal sealed class VariantReading
{
    private static readonly JsonElement True = JsonScalar.Of(true);
    private static readonly JsonElement False = JsonScalar.Of(false);

    private readonly Variant _variant;

    // Filled on first use; two threads that fill one place at once write equal values.
    private readonly Variation?[] _byType = new Variation?[Enum.GetValues<VariationType>().Length];

    private VariantReading(Variant variant) => _variant = variant;

    /// <summary>The variant as a variation of the runtime.</summary>
    public static Variation ToVariation(Variant variant) =>
        new() { Key = KeyOf(variant), Json = [], ReadAs = new VariantReading(variant).In };

    /// <summary>Whether the variant means that nothing was assigned, so that callers get the manifest's default.</summary>
    public static bool IsNone(Variant variant) => variant is { IsDefault: true, Value: null };

    /// <summary>The name of the variant in details and events.</summary>
    public static string KeyOf(Variant variant) => variant.Key ?? variant.Value ?? "";

    private Variation In(VariationType type) => _byType[(int)type] ??= Read(type);

    private Variation Read(VariationType type) => type switch
    {
        VariationType.Boolean => BooleanOf(_variant.Value) is { } flag
            ? Of(flag ? True : False, boolean: flag)
            : Unreadable("not on, off, true or false"),
        VariationType.Integer => IntegerOf(_variant.Value) is { } integer
            ? Of(JsonScalar.Of(integer), integer: integer, number: integer)
            : Unreadable("not a whole number of 64 bits"),
        VariationType.Numeric => NumberOf(_variant.Value) is { } number
            ? Of(JsonScalar.Of(number), number: number)
            : Unreadable("not a number"),
        VariationType.Json => _variant.Payload is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } payload
            ? Of(payload, text: payload.GetRawText())
            : Defective($"Variant ({KeyOf(_variant)}) has no payload, which object flags are read from"),
        _ => (_variant.Value ?? _variant.Key) is { } text
            ? Of(JsonScalar.Of(text), text: text)
            : Defective("The variant has neither a value nor a key"),
    };

    private static bool? BooleanOf(string? value) => value?.ToUpperInvariant() switch
    {
        "ON" or "TRUE" => true,
        "OFF" or "FALSE" => false,
        _ => null,
    };

    private static long? IntegerOf(string? value)
    {
        if (long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out long integer))
        {
            return integer;
        }

        // 3.0 and 3e2 are whole too, as in JSON.
        return NumberOf(value) is { } number
            && number == Math.Truncate(number)
            && number is >= -9223372036854775808.0 and < 9223372036854775808.0
                ? (long)number
                : null;
    }

    private static double? NumberOf(string? value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : null;

    private Variation Of(JsonElement raw, string? text = null, long integer = 0, double number = 0, bool boolean = false) =>
        new() { Key = KeyOf(_variant), Json = Utf8(raw), Text = text, Integer = integer, Number = number, Boolean = boolean };

    private static byte[] Utf8(JsonElement value) => Encoding.UTF8.GetBytes(value.GetRawText());

    private Variation Unreadable(string what) =>
        Defective(_variant.Value is { } value
            ? $"Variant ({KeyOf(_variant)}) has the value \"{value}\", which is {what}"
            : $"Variant ({KeyOf(_variant)}) has no value");

    private Variation Defective(string defect) =>
        new()
        {
            Key = KeyOf(_variant),
            Json = (_variant.Value ?? _variant.Key) is { } text ? Utf8(JsonScalar.Of(text)) : [],
            Defect = defect,
        };
}
