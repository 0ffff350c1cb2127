using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EppoTyped;

/// <summary>
/// Makes text of a configuration, a source or a caller safe for a log: one line, no invisible or misleading characters, bounded in length.
/// </summary>
internal static class LogText
{
    /// <summary>Enough to tell a key or a value from others.</summary>
    private const int MaxLength = 200;

    /// <param name="text">The text.</param>
    /// <param name="maxLength">The number of characters that are kept; "..." is appended to a longer text.</param>
    /// <returns>
    /// The text with U+FFFD for characters that end the line, control a terminal, change the reading direction, or are invisible.
    /// </returns>
    public static string Sanitize(string text, int maxLength = MaxLength)
    {
        string kept = text.Length <= maxLength ? text : text[..maxLength];
        bool plain = true;
        foreach (Rune character in kept.EnumerateRunes())
        {
            plain &= !IsUnsafe(character);
        }

        // Half of a surrogate pair, also of one that was cut in two here, is read as U+FFFD.
        if (!plain)
        {
            StringBuilder sanitized = new(kept.Length);
            foreach (Rune character in kept.EnumerateRunes())
            {
                sanitized.Append(IsUnsafe(character) ? Rune.ReplacementChar.ToString() : character.ToString());
            }

            kept = sanitized.ToString();
        }

        return text.Length <= maxLength ? kept : kept + "...";
    }

    /// <summary>Describes where a text is not JSON, and why.</summary>
    /// <param name="exception">What the reader threw.</param>
    /// <param name="what">What was read, as the subject of the sentence.</param>
    public static string Describe(JsonException exception, string what = "The configuration is")
    {
        string why = Sanitize(exception.Message.Split(" LineNumber:")[0]);
        return string.Create(
            CultureInfo.InvariantCulture, $"{what} no JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}: {why}");
    }

    private static bool IsUnsafe(Rune character) => character == Rune.ReplacementChar || Rune.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
