using System.Globalization;
using System.Text;

namespace EppoTyped.Manifest.Json;

/// <summary>Reads one JSON string, and continues after errors in it.</summary>
internal sealed class JsonStringReader(string text, Action<int, int, string> report)
{
    public JsonToken Read(ref int at)
    {
        if (TryReadSimple(ref at, out JsonToken simple))
        {
            return simple;
        }

        int start = at;
        char quote = text[at++];
        StringBuilder value = new();
        if (quote == '\'')
        {
            report(start, start + 1, "text is written in double quotes, not in single ones");
        }

        while (at < text.Length)
        {
            char c = text[at];
            if (c == quote)
            {
                at++;
                return Token(start, at, value);
            }

            if (c is '\n' or '\r')
            {
                break;
            }

            if (c == '\\')
            {
                ReadEscape(ref at, value);
            }
            else
            {
                ReadPlain(ref at, value);
            }
        }

        report(start, at, "the text is not closed on its line; a \" is missing");
        return Token(start, at, value, "unclosed");
    }

    /// <summary>The case of nearly every text: no escape and no error.</summary>
    private bool TryReadSimple(ref int at, out JsonToken token)
    {
        token = default;
        if (text[at] != '"')
        {
            return false;
        }

        int end = at + 1;
        while (end < text.Length && text[end] is >= ' ' and not '"' and not '\\' && !char.IsSurrogate(text[end]))
        {
            end++;
        }

        if (end >= text.Length || text[end] != '"')
        {
            return false;
        }

        token = new JsonToken(JsonTokenKind.String, at, end + 1, text.Substring(at + 1, end - at - 1));
        at = end + 1;
        return true;
    }

    private JsonToken Token(int start, int end, StringBuilder value, string? mistake = null)
    {
        string read = value.ToString();
        if (mistake is null && HasHalfPair(read))
        {
            report(start, end, "the text holds one half of a surrogate pair; write the whole character");
        }

        return new JsonToken(JsonTokenKind.String, start, end, read, mistake);
    }

    private void ReadPlain(ref int at, StringBuilder value)
    {
        char c = text[at];
        if (c < ' ')
        {
            string code = ((int)c).ToString("x4", CultureInfo.InvariantCulture);
            report(at, at + 1, $"a control character in a text is written \\u{code}{(c == '\t' ? " or \\t" : "")}");
        }

        value.Append(c);
        at++;
    }

    private void ReadEscape(ref int at, StringBuilder value)
    {
        int start = at++;
        char c = at < text.Length ? text[at] : '\n';
        char plain = c switch
        {
            '"' or '\\' or '/' => c,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => '\0',
        };
        if (plain != '\0')
        {
            value.Append(plain);
            at++;
        }
        else if (c == 'u' && TryReadHex(at + 1, out char unit))
        {
            value.Append(unit);
            at += 5;
        }
        else
        {
            // What follows the backslash is kept as it is, except a line end, which ends the text.
            bool lineEnds = c is '\n' or '\r';
            report(start, lineEnds ? at : at + 1, "an unknown escape; a backslash itself is written \\\\");
            if (!lineEnds)
            {
                value.Append(c);
                at++;
            }
        }
    }

    private bool TryReadHex(int at, out char unit)
    {
        unit = '\0';
        if (at + 4 > text.Length)
        {
            return false;
        }

        int number = 0;
        for (int i = at; i < at + 4; i++)
        {
            int digit = text[i] switch
            {
                >= '0' and <= '9' => text[i] - '0',
                >= 'a' and <= 'f' => text[i] - 'a' + 10,
                >= 'A' and <= 'F' => text[i] - 'A' + 10,
                _ => -1,
            };
            if (digit < 0)
            {
                return false;
            }

            number = (number * 16) + digit;
        }

        unit = (char)number;
        return true;
    }

    private static bool HasHalfPair(string read)
    {
        for (int i = 0; i < read.Length; i++)
        {
            if (!char.IsSurrogate(read[i]))
            {
                continue;
            }

            if (i + 1 >= read.Length || !char.IsSurrogatePair(read[i], read[i + 1]))
            {
                return true;
            }

            i++;
        }

        return false;
    }
}
