namespace EppoTyped.Manifest.Json;

/// <summary>The kind of a token.</summary>
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

    /// <summary>A bare word, which can be a name without quotes.</summary>
    Word,

    /// <summary>Anything else that is not JSON.</summary>
    Garbage,
}

/// <summary>A token: its place, its text (unescaped for a string), and for an invalid one the message where a value is expected.</summary>
internal readonly record struct JsonToken(JsonTokenKind Kind, int Start, int End, string Text, string? Mistake = null);
