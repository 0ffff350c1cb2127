using System.Text.Json;

namespace EppoTyped;

/// <summary>
/// Reads <c>banditReferences</c> of a flag configuration (docs/protocols/eppo.md, section 2.7). What cannot be read is left out and named.
/// </summary>
internal static class BanditReferenceReader
{
    /// <summary>Reads the references of a whole configuration and nothing else of it. Empty where the text is not JSON.</summary>
    public static IReadOnlyList<BanditReference> ReadFrom(ReadOnlySpan<byte> configuration)
    {
        try
        {
            IReadOnlyList<BanditReference> references = [];
            Utf8JsonReader json = new(JsonSanitizer.Sanitize(configuration));
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
            {
                return [];
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                bool areReferences = json.ValueTextEquals("banditReferences"u8);
                json.Read();
                if (areReferences)
                {
                    references = Read(ref json);
                }
                else
                {
                    json.Skip();
                }
            }

            return references;
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>Reads the current value; afterwards the reader is at its last token.</summary>
    public static IReadOnlyList<BanditReference> Read(ref Utf8JsonReader json)
    {
        Dictionary<string, BanditReference> references = new(StringComparer.Ordinal);
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return [];
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string banditKey = json.GetString()!;
            json.Read();
            references[banditKey] = ReadReference(ref json, banditKey);
        }

        return [.. references.Values];
    }

    private static BanditReference ReadReference(ref Utf8JsonReader json, string banditKey)
    {
        List<(string FlagKey, string VariationValue)> variations = [];
        string? version = null;
        string? defect = json.TokenType == JsonTokenType.StartObject ? null : "it is not an object";
        if (defect is not null)
        {
            json.Skip();
            return new(banditKey, version, variations, defect);
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isVersion = json.ValueTextEquals("modelVersion"u8);
            bool areVariations = json.ValueTextEquals("flagVariations"u8);
            json.Read();
            if (isVersion && json.TokenType == JsonTokenType.String)
            {
                version = json.GetString();
            }
            else if (areVariations && json.TokenType == JsonTokenType.StartArray)
            {
                defect = ReadVariations(ref json, variations);
            }
            else
            {
                defect = areVariations ? "its flagVariations are not an array" : defect;
                json.Skip();
            }
        }

        return new(banditKey, version, variations, defect);
    }

    private static string? ReadVariations(ref Utf8JsonReader json, List<(string FlagKey, string VariationValue)> variations)
    {
        string? defect = null;
        variations.Clear();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            string? flagKey = null;
            string? value = null;
            if (json.TokenType == JsonTokenType.StartObject)
            {
                ReadVariation(ref json, out flagKey, out value);
            }
            else
            {
                json.Skip();
            }

            if (flagKey is not null && value is not null)
            {
                variations.Add((flagKey, value));
            }
            else
            {
                defect = "one of its flagVariations lacks a flagKey or a variationValue that is a string";
            }
        }

        return defect;
    }

    private static void ReadVariation(ref Utf8JsonReader json, out string? flagKey, out string? value)
    {
        (flagKey, value) = (null, null);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isFlag = json.ValueTextEquals("flagKey"u8);
            bool isValue = json.ValueTextEquals("variationValue"u8);
            json.Read();
            string? text = (isFlag || isValue) && json.TokenType == JsonTokenType.String ? json.GetString() : null;
            (flagKey, value) = (isFlag ? text : flagKey, isValue ? text : value);
            json.Skip();
        }
    }
}
