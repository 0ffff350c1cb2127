using System.Globalization;

namespace EppoTyped;

/// <summary>Converts numbers to the text that rules compare, and texts to numbers.</summary>
/// <remarks>
/// The text is JavaScript's: the shortest digits that parse to the same double, a plain decimal for 1e-6 &lt;= |x| &lt; 1e21, an exponent
/// as in <c>1e-7</c> and <c>1e+21</c> outside that range, <c>0</c> for minus zero.
/// </remarks>
internal static class NumberText
{
    /// <summary>The largest number of characters that any number needs.</summary>
    public const int MaxLength = 32;

    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>
    /// True for a text that is a finite number: no spaces, no thousands separators, no hexadecimals, and no NUL at the end, which the
    /// platform ignores.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, Style, CultureInfo.InvariantCulture, out number) && double.IsFinite(number) && text[^1] != '\0';

    public static string Of(double number)
    {
        Span<char> text = stackalloc char[MaxLength];
        return text[..Format(number, text)].ToString();
    }

    /// <summary>Writes the text of a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="text">A buffer of at least <see cref="MaxLength"/> characters.</param>
    /// <returns>The number of characters written.</returns>
    public static int Format(double number, Span<char> text)
    {
        int written;
        if (Math.Abs(number) < 1e15 && number == Math.Truncate(number))
        {
            // Converted to a long, so that minus zero becomes zero.
            ((long)number).TryFormat(text, out written, default, CultureInfo.InvariantCulture);
            return written;
        }

        number.TryFormat(text, out written, default, CultureInfo.InvariantCulture);
        int exponentAt = text[..written].IndexOf('E');
        return exponentAt < 0 ? written : Rewrite(text, written, exponentAt);
    }

    /// <summary>Turns the platform's form, such as <c>-1.25E-07</c>, into JavaScript's.</summary>
    private static int Rewrite(Span<char> text, int length, int exponentAt)
    {
        Span<char> digits = stackalloc char[MaxLength];
        int count = 0;
        int at = text[0] == '-' ? 1 : 0;
        int sign = at;
        for (; at < exponentAt; at++)
        {
            if (text[at] != '.')
            {
                digits[count++] = text[at];
            }
        }

        // The platform writes one digit before the point, so the point's position is the exponent plus one.
        int point = int.Parse(text[(exponentAt + 1)..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) + 1;
        digits = digits[..count];
        Span<char> rest = text[sign..];
        return sign + (point is > -6 and <= 21 ? WritePlain(rest, digits, point) : WriteExponent(rest, digits, point - 1));
    }

    private static int WritePlain(Span<char> text, ReadOnlySpan<char> digits, int point)
    {
        if (point >= digits.Length)
        {
            digits.CopyTo(text);
            text[digits.Length..point].Fill('0');
            return point;
        }

        if (point > 0)
        {
            digits[..point].CopyTo(text);
            text[point] = '.';
            digits[point..].CopyTo(text[(point + 1)..]);
            return digits.Length + 1;
        }

        "0.".CopyTo(text);
        text[2..(2 - point)].Fill('0');
        digits.CopyTo(text[(2 - point)..]);
        return 2 - point + digits.Length;
    }

    private static int WriteExponent(Span<char> text, ReadOnlySpan<char> digits, int exponent)
    {
        int at = 0;
        text[at++] = digits[0];
        if (digits.Length > 1)
        {
            text[at++] = '.';
            digits[1..].CopyTo(text[at..]);
            at += digits.Length - 1;
        }

        text[at++] = 'e';
        text[at++] = exponent < 0 ? '-' : '+';
        Math.Abs(exponent).TryFormat(text[at..], out int written, default, CultureInfo.InvariantCulture);
        return at + written;
    }
}
