using System.Globalization;
using System.Text;

namespace EppoTyped;

/// <summary>Text of a configuration, a source or a caller as a log may show it: on one line, as what it is, not endless.</summary>
internal static class LogText
{
    /// <summary>As much as a key or a value needs to be told from others.</summary>
    private const int Longest = 200;

    /// <param name="text">The text.</param>
    /// <param name="longest">How many characters are kept.</param>
    /// <returns>The text with U+FFFD for what would end the line, command a terminal, turn the reading direction, or show nothing at all.</returns>
    public static string Sanitize(string text, int longest = Longest)
    {
        string kept = text.Length <= longest ? text : text[..longest];
        bool plain = true;
        foreach (Rune character in kept.EnumerateRunes())
        {
            plain &= !Deceives(character);
        }

        // Half of a pair, also of one that was cut in two here, is read as U+FFFD.
        if (!plain)
        {
            StringBuilder mended = new(kept.Length);
            foreach (Rune character in kept.EnumerateRunes())
            {
                mended.Append(Deceives(character) ? Rune.ReplacementChar.ToString() : character.ToString());
            }

            kept = mended.ToString();
        }

        return text.Length <= longest ? kept : kept + "...";
    }

    private static bool Deceives(Rune character) => character == Rune.ReplacementChar || Rune.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
