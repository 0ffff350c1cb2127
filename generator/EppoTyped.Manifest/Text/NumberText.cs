using System.Globalization;

namespace EppoTyped.Manifest.Text;

/// <summary>Reads the text of a JSON number exactly, independent of the culture.</summary>
internal static class NumberText
{
    // Far beyond 64 bits, and small enough not to overflow itself.
    private const int LargestExponent = 100_000_000;

    /// <summary>True for the grammar of RFC 8259.</summary>
    public static bool IsJson(string text) => TrySplit(text, out _);

    /// <summary>True for an integer of 64 bits, however it is written: <c>3</c>, <c>3.0</c>, <c>30e-1</c>.</summary>
    public static bool TryGetInteger(string text, out long value)
    {
        value = 0;
        if (!TrySplit(text, out Parts parts))
        {
            return false;
        }

        string digits = parts.Digits.TrimStart('0');
        int exponent = parts.Exponent;
        string significant = digits.TrimEnd('0');
        if (significant.Length == 0)
        {
            return true;
        }

        exponent += digits.Length - significant.Length;
        if (exponent < 0 || significant.Length + exponent > 19)
        {
            return false;
        }

        string whole = (parts.Negative ? "-" : "") + significant + new string('0', exponent);
        return long.TryParse(whole, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>True for a number that is finite as a double.</summary>
    public static bool TryGetDouble(string text, out double value)
    {
        value = 0;
        if (!IsJson(text)
            || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double read)
            || double.IsInfinity(read))
        {
            return false;
        }

        value = read;
        return true;
    }

    private static bool TrySplit(string text, out Parts parts)
    {
        parts = default;
        int at = 0;
        bool negative = Take(text, ref at, '-');
        string whole = Digits(text, ref at);
        if (whole.Length == 0 || (whole.Length > 1 && whole[0] == '0'))
        {
            return false;
        }

        string fraction = "";
        if (Take(text, ref at, '.'))
        {
            fraction = Digits(text, ref at);
            if (fraction.Length == 0)
            {
                return false;
            }
        }

        int exponent = 0;
        if (Take(text, ref at, 'e') || Take(text, ref at, 'E'))
        {
            bool down = Take(text, ref at, '-');
            if (!down)
            {
                Take(text, ref at, '+');
            }

            string power = Digits(text, ref at);
            if (power.Length == 0)
            {
                return false;
            }

            exponent = Clamped(power) * (down ? -1 : 1);
        }

        parts = new Parts(negative, whole + fraction, exponent - fraction.Length);
        return at == text.Length;
    }

    private static int Clamped(string digits)
    {
        int value = 0;
        foreach (char digit in digits)
        {
            value = Math.Min((value * 10) + (digit - '0'), LargestExponent);
        }

        return value;
    }

    private static bool Take(string text, ref int at, char c)
    {
        if (at >= text.Length || text[at] != c)
        {
            return false;
        }

        at++;
        return true;
    }

    private static string Digits(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && text[at] is >= '0' and <= '9')
        {
            at++;
        }

        return text.Substring(start, at - start);
    }

    private readonly record struct Parts(bool Negative, string Digits, int Exponent);
}
