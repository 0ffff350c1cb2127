using System.Text.Json;

namespace EppoTyped;

/// <summary>Numbers of JSON as flags take them: <c>3.0</c> is the integer 3, and an infinity is no number.</summary>
internal static class JsonNumber
{
    /// <summary>True for a number without a fraction that fits 64 bits.</summary>
    public static bool TryGetInteger(JsonElement element, out long value)
    {
        if (element.TryGetInt64(out value))
        {
            return true;
        }

        // Beyond 2^63 the cast saturates, so the bound is checked first; at the bound itself a double is exact.
        if (TryGetFinite(element, out double number) && number == Math.Truncate(number) && number is >= -9223372036854775808.0 and < 9223372036854775808.0)
        {
            value = (long)number;
            return true;
        }

        return false;
    }

    /// <summary>True for a number that a double holds finitely.</summary>
    public static bool TryGetFinite(JsonElement element, out double value) => element.TryGetDouble(out value) && double.IsFinite(value);
}
