using System.Text;
using System.Text.Json;

namespace EppoTyped;

/// <summary>Reads the value of a variation once, by the type its flag declares.</summary>
internal static class VariationReader
{
    private static readonly byte[] True = "true"u8.ToArray();
    private static readonly byte[] False = "false"u8.ToArray();

    /// <summary>Reads a value. A value of another type is a defect of the variation: only calls that select it are affected.</summary>
    /// <param name="key">The key under which the flag lists the variation.</param>
    /// <param name="type">The declared type.</param>
    /// <param name="json">The value as JSON; empty when there is no value.</param>
    public static Variation Read(string key, VariationType type, ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        JsonTokenType token = !json.IsEmpty && reader.Read() ? reader.TokenType : JsonTokenType.None;
        string? text = token == JsonTokenType.String ? reader.GetString() : null;
        switch (type)
        {
            case VariationType.String when text is not null:
                return new Variation { Key = key, Json = json.ToArray(), Text = text };
            case VariationType.Boolean when token is JsonTokenType.True or JsonTokenType.False:
                bool isTrue = token == JsonTokenType.True;
                return new Variation { Key = key, Json = isTrue ? True : False, Boolean = isTrue };
            case VariationType.Integer when token == JsonTokenType.Number && JsonNumber.TryGetInteger(ref reader, out long integer):
                return new Variation { Key = key, Json = json.ToArray(), Integer = integer, Number = integer };
            case VariationType.Numeric when token == JsonTokenType.Number && JsonNumber.TryGetFinite(ref reader, out double number):
                return new Variation { Key = key, Json = json.ToArray(), Number = number };
            case VariationType.Json when text is not null && TryReadDocument(text, out byte[] document):
                return new Variation { Key = key, Json = document, Text = text };
            default:
                string found = text ?? (json.IsEmpty ? "undefined" : Encoding.UTF8.GetString(json));
                return new Variation
                {
                    Key = key,
                    Json = json.ToArray(),
                    Defect = $"Variation ({key}) is configured for type {type.ToWire()}, but is set to incompatible value ({found})",
                };
        }
    }

    /// <summary>
    /// Whether a text is one JSON document. The document <c>null</c> is not a value: the caller's default applies instead.
    /// </summary>
    private static bool TryReadDocument(string text, out byte[] document)
    {
        document = JsonSanitizer.Sanitize(Encoding.UTF8.GetBytes(text)).ToArray();
        try
        {
            Utf8JsonReader reader = new(document);
            reader.Read();
            bool isNull = reader.TokenType == JsonTokenType.Null;
            reader.Skip();
            // The second read fails where more text follows the value.
            return !isNull && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
