using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Json;

/// <summary>A text token by token.</summary>
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

    /// <summary>The token to read next.</summary>
    public JsonToken Token { get; private set; }

    /// <summary>Where the token before it ended.</summary>
    public int PreviousEnd { get; private set; }

    /// <summary>True behind a text whose closing quote is missing: the comma is likely inside it.</summary>
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

    /// <summary>Passes whole values until a comma or an end of what is open.</summary>
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

    /// <summary>Reports that something else stands where this was expected.</summary>
    public void ReportToken(string expected, JsonErrorKind kind = JsonErrorKind.Syntax)
    {
        string found = Token.Kind == JsonTokenKind.End ? "the end of the file" : Wording.Quote(Token.Text);
        _errors.Report(Token.Start, Token.End, $"{expected}, found {found}", kind);
    }
}
