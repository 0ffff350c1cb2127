using System.Globalization;

namespace EppoTyped;

/// <summary>Text of a configuration, a source or a caller as a log may show it: on one line, without control characters, not endless.</summary>
internal static class OneLine
{
    /// <summary>As much as a key or a value needs to be told from others.</summary>
    private const int Longest = 200;

    /// <param name="text">The text.</param>
    /// <param name="longest">How many characters are kept.</param>
    public static string Of(string text, int longest = Longest)
    {
        bool plain = text.Length <= longest && !text.Any(BreaksOut);
        return plain ? text : string.Concat(text.Take(longest).Select(character => BreaksOut(character) ? '\uFFFD' : character)) + (text.Length > longest ? "..." : "");
    }

    private static bool BreaksOut(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
