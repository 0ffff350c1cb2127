using System.Globalization;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Json;

/// <summary>Splits a text into the tokens of RFC 8259. What JSON does not have (comments, single quotes) is reported and skipped.</summary>
internal sealed class JsonLexer(string text, Action<int, int, string> report)
{
    private const int ConflictMarkLength = 7;

    private readonly JsonStringReader _strings = new(text, report);
    private bool _inConflict;
    private int _at = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;

    public JsonToken Next()
    {
        SkipBlanks();
        if (_at >= text.Length)
        {
            return new JsonToken(JsonTokenKind.End, text.Length, text.Length, "");
        }

        char c = text[_at];
        (JsonTokenKind Kind, string Text) mark = c switch
        {
            '{' => (JsonTokenKind.OpenBrace, "{"),
            '}' => (JsonTokenKind.CloseBrace, "}"),
            '[' => (JsonTokenKind.OpenBracket, "["),
            ']' => (JsonTokenKind.CloseBracket, "]"),
            ':' => (JsonTokenKind.Colon, ":"),
            ',' => (JsonTokenKind.Comma, ","),
            _ => (JsonTokenKind.Garbage, ""),
        };
        if (mark.Kind != JsonTokenKind.Garbage)
        {
            return new JsonToken(mark.Kind, _at, ++_at, mark.Text);
        }

        if (c is '"' or '\'')
        {
            return _strings.Read(ref _at);
        }

        return c is '-' or '+' or '.' or (>= '0' and <= '9') ? ReadNumber() : ReadWord();
    }

    private void SkipBlanks()
    {
        while (_at < text.Length)
        {
            char c = text[_at];
            if (c is ' ' or '\t' or '\n' or '\r')
            {
                _at++;
            }
            else if (c == '/' && _at + 1 < text.Length && text[_at + 1] is '/' or '*')
            {
                SkipComment();
            }
            else if (c is '<' or '=' or '>' or '|' && IsConflictMark(c))
            {
                SkipConflictMark(c);
            }
            else if (char.IsWhiteSpace(c) || c is '\uFEFF' or '\u200B')
            {
                ReportBlank(c);
            }
            else
            {
                return;
            }
        }
    }

    private void ReportBlank(char c)
    {
        report(
            _at,
            _at + 1,
            $"the character U+{((int)c).ToString("X4", CultureInfo.InvariantCulture)} is not white space in JSON; replace it with a space");
        _at++;
    }

    private void SkipComment()
    {
        int start = _at;
        if (text[_at + 1] == '/')
        {
            SkipLine();
        }
        else
        {
            int end = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
            _at = end < 0 ? text.Length : end + 2;
        }

        report(start, _at, "JSON has no comments; remove it (a \"description\" can hold the text)");
    }

    /// <summary>True for a line that git writes into a file with a merge conflict.</summary>
    private bool IsConflictMark(char c) =>
        (_at == 0 || text[_at - 1] is '\n' or '\r')
            && string.CompareOrdinal(text, _at, new string(c, ConflictMarkLength), 0, ConflictMarkLength) == 0;

    private void SkipConflictMark(char c)
    {
        int start = _at;
        SkipLine();
        if (!_inConflict)
        {
            report(start, _at, "a merge conflict is left here; keep one side and remove the marks");
        }

        _inConflict = c != '>';
    }

    private void SkipLine()
    {
        while (_at < text.Length && text[_at] is not ('\n' or '\r'))
        {
            _at++;
        }
    }

    private JsonToken ReadNumber()
    {
        int start = _at;
        while (_at < text.Length && (text[_at] is '+' or '-' or '.' or '_' || char.IsLetterOrDigit(text[_at])))
        {
            _at++;
        }

        string number = text.Substring(start, _at - start);
        return NumberText.IsJson(number)
            ? new JsonToken(JsonTokenKind.Number, start, _at, number)
            : new JsonToken(
                JsonTokenKind.Garbage,
                start,
                _at,
                number,
                $"{Wording.Quote(number)} is not a JSON number; write it like 12, -0.5 or 1e3");
    }

    private JsonToken ReadWord()
    {
        int start = _at;
        bool bare = true;
        while (_at < text.Length && !IsBoundary(text[_at]))
        {
            bare &= char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '-' or '$' or '.';
            _at++;
        }

        // A slash that does not begin a comment is a boundary too.
        if (_at == start)
        {
            (_at, bare) = (start + 1, false);
        }

        string word = text.Substring(start, _at - start);
        JsonTokenKind kind = word switch
        {
            "true" => JsonTokenKind.True,
            "false" => JsonTokenKind.False,
            "null" => JsonTokenKind.Null,
            _ => bare ? JsonTokenKind.Word : JsonTokenKind.Garbage,
        };
        string meant = word.ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "ON" => "write true",
            "FALSE" or "NO" or "OFF" => "write false",
            "NULL" or "NONE" or "NIL" or "UNDEFINED" => "write null",
            "NAN" or "INFINITY" => "JSON has finite numbers only",
            _ => "text is written in double quotes",
        };
        return new JsonToken(kind, start, _at, word, $"{Wording.Quote(word)} is not a JSON value; {meant}");
    }

    private static bool IsBoundary(char c) =>
        c is '{' or '}' or '[' or ']' or ':' or ',' or '"' or '\'' or '/' or '\uFEFF' || char.IsWhiteSpace(c);
}
