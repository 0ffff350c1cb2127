using System.Globalization;

namespace EppoTyped.Amplitude;

/// <summary>
/// Texts that are compared as numbers (docs/protocols/amplitude.md, section 4.12): white space around them is ignored; no hexadecimals, no
/// separators, not the empty text.
/// </summary>
internal static class OrderedNumber
{
    public static bool TryParse(ReadOnlySpan<char> text, out double number)
    {
        text = text.Trim();
        number = 0;
        if (text.IsEmpty)
        {
            return false;
        }

        // The platform accepts infinity in any case, and ignores NULs at the end.
        return char.IsAsciiDigit(text[^1]) || text[^1] == '.'
            ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            : text.TrimStart("+-").SequenceEqual("Infinity")
                && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }
}
