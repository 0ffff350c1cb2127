using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Json;

/// <summary>Walks through a text token by token.</summary>
internal sealed class JsonCursor
{
    private readonly JsonLexer _lexer;
    private readonly JsonErrorList _errors;

    public JsonCursor(string text, JsonErrorList errors)
    {
        _errors = errors;
        _lexer = new JsonLexer(text, (start, end, message) => errors.Report(start, end, message));
        Token = _lexer.Next();
    }

    /// <summary>The current token.</summary>
    public JsonToken Token { get; private set; }

    /// <summary>The end offset of the token before it.</summary>
    public int PreviousEnd { get; private set; }

    /// <summary>True after a text whose closing quote is missing: the comma is probably inside that text.</summary>
    public bool IsBehindUnclosedText { get; private set; }

    public void Advance()
    {
        PreviousEnd = Token.End;
        IsBehindUnclosedText = Token is { Kind: JsonTokenKind.String, Mistake: not null };
        Token = _lexer.Next();
    }

    public bool TakeComma()
    {
        if (Token.Kind != JsonTokenKind.Comma)
        {
            return false;
        }

        Advance();
        return true;
    }

    /// <summary>Skips whole values up to a comma or the end of the open object or array.</summary>
    public void SkipToSeparator()
    {
        int open = 0;
        while (Token.Kind != JsonTokenKind.End)
        {
            if (open == 0 && Token.Kind is JsonTokenKind.Comma or JsonTokenKind.CloseBrace or JsonTokenKind.CloseBracket)
            {
                return;
            }

            if (Token.Kind is JsonTokenKind.OpenBrace or JsonTokenKind.OpenBracket)
            {
                open++;
            }
            else if (Token.Kind is JsonTokenKind.CloseBrace or JsonTokenKind.CloseBracket)
            {
                open--;
            }

            Advance();
        }
    }

    /// <summary>Reports that the current token is not what is expected here.</summary>
    public void ReportToken(string expected, JsonErrorKind kind = JsonErrorKind.Syntax)
    {
        string found = Token.Kind == JsonTokenKind.End ? "the end of the file" : Wording.Quote(Token.Text);
        _errors.Report(Token.Start, Token.End, $"{expected}, found {found}", kind);
    }
}
