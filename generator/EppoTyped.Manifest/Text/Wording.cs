using System.Globalization;
using System.Text;

namespace EppoTyped.Manifest.Text;

/// <summary>Formats keys, texts and numbers for messages.</summary>
internal static class Wording
{
    private const int LongestText = 80;

    /// <summary>A text in double quotes, on one line and shortened.</summary>
    public static string Quote(string text)
    {
        StringBuilder shown = new("\"");
        foreach (char c in text)
        {
            if (shown.Length > LongestText)
            {
                shown.Append("...");
                break;
            }

            shown.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c);
        }

        return shown.Append('"').ToString();
    }

    /// <summary>A list of quoted texts, the first few of many.</summary>
    public static string QuoteAll(IReadOnlyList<string> texts) =>
        string.Join(", ", texts.Take(6).Select(Quote)) + (texts.Count > 6 ? ", ..." : "");

    /// <summary>A number, independent of the culture.</summary>
    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The line of a place, counted from 1 as editors do.</summary>
    public static string Line(SourceRange range) => "line " + Number(range.StartLine + 1);

    /// <summary>An owner (<c>flag "checkout"</c>) as the beginning of a sentence.</summary>
    public static string Sentence(string owner) => owner.Length == 0 ? owner : char.ToUpperInvariant(owner[0]) + owner.Substring(1);

    /// <summary>A whole sentence: the owner and a message about it.</summary>
    public static string Sentence(string owner, string message) =>
        $"{Sentence(owner)}: {message}{(message.EndsWith("?", StringComparison.Ordinal) ? "" : ".")}";
}
