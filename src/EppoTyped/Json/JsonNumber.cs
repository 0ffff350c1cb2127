using System.Text.Json;

namespace EppoTyped;

/// <summary>Reads numbers of JSON as flags use them: <c>3.0</c> is the integer 3, and an infinity is not a number.</summary>
internal static class JsonNumber
{
    /// <summary>True for a number without a fraction that fits into 64 bits.</summary>
    public static bool TryGetInteger(JsonElement element, out long value) =>
        element.TryGetInt64(out value) || (TryGetFinite(element, out double number) && IsWhole(number, out value));

    /// <inheritdoc cref="TryGetInteger(JsonElement, out long)"/>
    public static bool TryGetInteger(ref Utf8JsonReader number, out long value) =>
        number.TryGetInt64(out value) || (TryGetFinite(ref number, out double real) && IsWhole(real, out value));

    /// <summary>True for a number that is finite as a double.</summary>
    public static bool TryGetFinite(JsonElement element, out double value) => element.TryGetDouble(out value) && double.IsFinite(value);

    /// <inheritdoc cref="TryGetFinite(JsonElement, out double)"/>
    public static bool TryGetFinite(ref Utf8JsonReader number, out double value) =>
        number.TryGetDouble(out value) && double.IsFinite(value);

    private static bool IsWhole(double number, out long value)
    {
        // At the bounds a double also represents numbers beyond them.
        bool isWhole = number == Math.Truncate(number) && number is > -9223372036854775808.0 and < 9223372036854775808.0;
        value = isWhole ? (long)number : 0;
        return isWhole;
    }
}
