using System.Text.Json;

namespace EppoTyped;

/// <summary>Gives one string for texts that a configuration repeats: attributes, operators, variations, salts.</summary>
internal sealed class StringPool
{
    private const int Places = 512;
    private const int LongestKept = 32;

    private readonly string?[] _texts = new string?[Places];

    /// <summary>The text of the current token, a property's name or a string.</summary>
    public string Read(ref Utf8JsonReader json)
    {
        ReadOnlySpan<byte> utf8 = json.ValueSpan;
        if (json.ValueIsEscaped || utf8.Length is 0 or > LongestKept)
        {
            return json.GetString()!;
        }

        // A collision only costs a string of its own.
        uint hash = (uint)utf8.Length;
        foreach (byte unit in utf8)
        {
            hash = (hash * 31) + unit;
        }

        ref string? text = ref _texts[(hash ^ (hash >> 9) ^ (hash >> 18)) % Places];
        if (text is null || !json.ValueTextEquals(text))
        {
            text = json.GetString()!;
        }

        return text;
    }
}
