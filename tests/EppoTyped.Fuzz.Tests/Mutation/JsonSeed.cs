using System.Text;
using System.Text.Json;

namespace EppoTyped.Fuzz.Tests.Mutation;

/// <summary>A piece of a JSON text.</summary>
internal readonly record struct Piece(int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>A JSON text with the ranges of every value and every member, for mutations of its structure.</summary>
internal sealed class JsonSeed
{
    private readonly List<Piece> _values = [];
    private readonly List<(Piece Name, Piece Value)> _members = [];

    public JsonSeed(string name, string text)
    {
        (Name, Text) = (name, Encoding.UTF8.GetBytes(text));
        Utf8JsonReader json = new(Text);
        json.Read();
        Index(ref json);
    }

    /// <summary>Its origin, for messages.</summary>
    public string Name { get; }

    public byte[] Text { get; }

    /// <summary>Every value but the root.</summary>
    public IReadOnlyList<Piece> Values => _values;

    /// <summary>Every member of an object: its name with the quotes, and its value.</summary>
    public IReadOnlyList<(Piece Name, Piece Value)> Members => _members;

    public ReadOnlySpan<byte> this[Piece piece] => Text.AsSpan(piece.Start, piece.Length);

    private Piece Index(ref Utf8JsonReader json)
    {
        int start = (int)json.TokenStartIndex;
        if (json.TokenType == JsonTokenType.StartObject)
        {
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                // The reader's token includes the colon after the name.
                Piece name = new((int)json.TokenStartIndex, json.ValueSpan.Length + 2);
                json.Read();
                Piece value = Index(ref json);
                _members.Add((name, value));
                _values.Add(value);
            }
        }
        else if (json.TokenType == JsonTokenType.StartArray)
        {
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                _values.Add(Index(ref json));
            }
        }

        return new Piece(start, (int)json.BytesConsumed - start);
    }
}
