using System.Text;
using EppoTyped.Generator.Models;

namespace EppoTyped.Generator.Emit;

/// <summary>
/// Writes texts of a manifest as documentation: whatever they hold, the comment stays a comment and the XML stays well formed.
/// </summary>
internal static class DocComment
{
    // Every character that ends a line of C#.
    private static readonly char[] LineEnds = ['\n', '\r', '\u0085', '\u2028', '\u2029'];

    public static void Write(SourceWriter writer, Documentation documentation)
    {
        string[] lines = [.. Lines(documentation.Text).Select(Escape)];
        string facts = documentation.Facts is null ? "" : $"<para>{Escape(string.Join(" ", Lines(documentation.Facts)))}</para>";
        if (lines.Length <= 1)
        {
            writer.Line($"/// <summary>{lines.FirstOrDefault()}{facts}</summary>");
            return;
        }

        writer.Document("<summary>");
        foreach (string line in lines)
        {
            writer.Document(line);
        }

        writer.Document(facts + "</summary>");
    }

    private static IEnumerable<string> Lines(string text) => text.IndexOfAny(LineEnds) < 0 && text.Trim() is { Length: > 0 } line ? [line] :
        text.Split(LineEnds, StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()).Where(line => line.Length > 0);

    private static string Escape(string text) => text.All(IsPlain) ? text : EscapeEach(text);

    private static bool IsPlain(char c) => c is >= ' ' and not '&' and not '<' and not '>' and < '\uD800';

    private static string EscapeEach(string text)
    {
        StringBuilder escaped = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool pair = i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]);
            if (pair)
            {
                escaped.Append(c).Append(text[++i]);
            }
            else if (IsPlain(c))
            {
                escaped.Append(c);
            }
            else
            {
                escaped.Append(c switch
                {
                    '&' => "&amp;",
                    '<' => "&lt;",
                    '>' => "&gt;",
                    < ' ' or '\uFFFE' or '\uFFFF' => " ", // not a character of XML
                    _ when char.IsSurrogate(c) => "\uFFFD",
                    _ => c.ToString(),
                });
            }
        }

        return escaped.ToString();
    }
}
