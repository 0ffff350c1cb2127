using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Reading;

/// <summary>
/// Finds traces of encodings other than UTF-8. The compiler passes text, not bytes: what it could not decode is U+FFFD, or was decoded with
/// the machine's code page.
/// </summary>
internal static class TextEncoding
{
    private const char Replacement = '\uFFFD';

    /// <summary>True for UTF-16 without a byte order mark that was read as UTF-8: every second character is a NUL.</summary>
    public static bool IsUnmarkedUtf16(string text) => text.Length > 1 && (text[0] == '\0') != (text[1] == '\0');

    /// <summary>Reports once, at the first place, that the file is not UTF-8.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="decodedAsUnicode">False where the compiler fell back to a code page.</param>
    /// <param name="context">Collects the findings.</param>
    public static void Report(string text, bool decodedAsUnicode, ReadingContext context)
    {
        int at = text.IndexOf(Replacement);
        if (at >= 0)
        {
            Report(
                at,
                "the character U+FFFD stands where bytes were not valid UTF-8; "
                    + "save the file as UTF-8 (or write \\ufffd where you mean that character)");
        }
        else if (!decodedAsUnicode && (at = FirstBeyondAscii(text)) >= 0)
        {
            Report(at, $"{Wording.Quote(text.Substring(at, 1))} is not valid UTF-8; save the file as UTF-8");
        }

        void Report(int start, string message) =>
            context.Report(
                FindingRules.UnreadableJson,
                new SourceLines(text).Range(start, start + 1),
                Wording.Sentence("the manifest", message));
    }

    /// <summary>The finding for a file in UTF-16 without a byte order mark.</summary>
    public static Finding OfUnmarkedUtf16(string path) =>
        new(
            FindingRules.UnreadableJson,
            "The manifest is UTF-16 without a byte order mark; save it as UTF-8.",
            path,
            new SourceLines("").Range(0, 0));

    private static int FirstBeyondAscii(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] > '\u007F')
            {
                return i;
            }
        }

        return -1;
    }
}
