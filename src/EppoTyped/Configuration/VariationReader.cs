using System.Text;
using System.Text.Json;

namespace EppoTyped;

/// <summary>Reads the value of a variation once, by the type its flag declares.</summary>
internal static class VariationReader
{
    private static readonly JsonElement True = Parse("true"u8);
    private static readonly JsonElement False = Parse("false"u8);

    /// <summary>Reads a value. One that is none of the type is a defect of the variation: only the call that selects it is hurt.</summary>
    /// <param name="key">The key under which the flag lists the variation.</param>
    /// <param name="type">The declared type.</param>
    /// <param name="json">The value as JSON; empty when there is none.</param>
    public static Variation Read(string key, VariationType type, ReadOnlySpan<byte> json)
    {
        JsonElement raw = json.IsEmpty ? default : json.SequenceEqual("true"u8) ? True : json.SequenceEqual("false"u8) ? False : Parse(json);
        switch (type)
        {
            case VariationType.String when raw.ValueKind == JsonValueKind.String:
                return new Variation { Key = key, Raw = raw, Text = raw.GetString() };
            case VariationType.Boolean when raw.ValueKind is JsonValueKind.True or JsonValueKind.False:
                return new Variation { Key = key, Raw = raw, Boolean = raw.GetBoolean() };
            case VariationType.Integer when raw.ValueKind == JsonValueKind.Number && JsonNumber.TryGetInteger(raw, out long integer):
                return new Variation { Key = key, Raw = raw, Integer = integer, Number = integer };
            case VariationType.Numeric when raw.ValueKind == JsonValueKind.Number && JsonNumber.TryGetFinite(raw, out double number):
                return new Variation { Key = key, Raw = raw, Number = number };
            case VariationType.Json when raw.ValueKind == JsonValueKind.String && TryParseText(raw.GetString()!, out JsonElement parsed):
                return new Variation { Key = key, Raw = parsed, Text = raw.GetString() };
            default:
                return new Variation { Key = key, Raw = raw, Defect = $"Variation ({key}) is configured for type {type.ToWire()}, but is set to incompatible value ({Describe(raw)})" };
        }
    }

    private static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        return JsonElement.ParseValue(ref reader);
    }

    private static bool TryParseText(string text, out JsonElement parsed)
    {
        try
        {
            Utf8JsonReader reader = new(JsonMending.Mend(Encoding.UTF8.GetBytes(text)));
            parsed = JsonElement.ParseValue(ref reader);
            // Reading on finds out what stands behind the value. A document that is null is no value: the caller has a default for that.
            return !reader.Read() && parsed.ValueKind != JsonValueKind.Null;
        }
        catch (JsonException)
        {
            parsed = default;
            return false;
        }
    }

    private static string Describe(JsonElement raw) => raw.ValueKind switch
    {
        JsonValueKind.Undefined => "undefined",
        JsonValueKind.String => raw.GetString()!,
        _ => raw.GetRawText(),
    };
}
