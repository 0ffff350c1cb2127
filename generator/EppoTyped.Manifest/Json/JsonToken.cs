namespace EppoTyped.Manifest.Json;

/// <summary>What a token is.</summary>
internal enum JsonTokenKind
{
    End,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    Colon,
    Comma,
    String,
    Number,
    True,
    False,
    Null,

    /// <summary>A bare word, which may have been meant as a name.</summary>
    Word,

    /// <summary>Anything else that JSON does not know.</summary>
    Garbage,
}

/// <summary>A token: its place, its text (a string's unescaped), and for a wrong one what to say where a value was expected.</summary>
internal readonly record struct JsonToken(JsonTokenKind Kind, int Start, int End, string Text, string? Mistake = null);
