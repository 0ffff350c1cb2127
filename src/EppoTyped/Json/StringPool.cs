using System.Text.Json;

namespace EppoTyped;

/// <summary>Returns one string for texts that a configuration repeats: attributes, operators, variations, salts.</summary>
internal sealed class StringPool
{
    private const int Size = 512;
    private const int MaxLength = 32;

    private readonly string?[] _texts = new string?[Size];

    /// <summary>Returns the text of the current token, a property name or a string.</summary>
    public string GetString(ref Utf8JsonReader json)
    {
        ReadOnlySpan<byte> utf8 = json.ValueSpan;
        if (json.ValueIsEscaped || utf8.Length is 0 or > MaxLength)
        {
            return json.GetString()!;
        }

        // A collision only costs an extra string.
        uint hash = (uint)utf8.Length;
        foreach (byte unit in utf8)
        {
            hash = (hash * 31) + unit;
        }

        ref string? text = ref _texts[(hash ^ (hash >> 9) ^ (hash >> 18)) % Size];
        if (text is null || !json.ValueTextEquals(text))
        {
            text = json.GetString()!;
        }

        return text;
    }
}
