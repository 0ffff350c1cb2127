using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>Reads and writes variants as Amplitude serves them (docs/protocols/amplitude.md, section 2.2).</summary>
internal static class VariantJson
{
    /// <summary>Reads a response: an object of variants by flag key. Members that are not objects are ignored.</summary>
    /// <param name="json">The response, JSON in UTF-8.</param>
    /// <param name="variants">The variants by flag key.</param>
    /// <returns>False where the response is not a JSON object.</returns>
    public static bool TryReadAll(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out Dictionary<string, Variant>? variants)
    {
        variants = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            // The variants outlive the document, and share one copy of it.
            JsonElement root = document.RootElement.Clone();
            variants = new Dictionary<string, Variant>(StringComparer.Ordinal);
            foreach (JsonProperty flag in root.EnumerateObject().Where(flag => flag.Value.ValueKind == JsonValueKind.Object))
            {
                variants[flag.Name] = Read(flag.Value);
            }

            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair is valid JSON and not a .NET text.
            variants = null;
            return false;
        }
    }

    /// <summary>Reads one variant.</summary>
    public static Variant Read(JsonElement json) => new()
    {
        Key = json.TryGetProperty("key", out JsonElement key) ? ToText(key) : null,
        Value = json.TryGetProperty("value", out JsonElement value) ? ToText(value) : null,
        Payload = json.TryGetProperty("payload", out JsonElement payload) && payload.ValueKind != JsonValueKind.Null ? payload : null,
        Metadata = json.TryGetProperty("metadata", out JsonElement metadata) && metadata.ValueKind == JsonValueKind.Object
            ? metadata.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)
            : [],
    };

    /// <summary>Writes one variant.</summary>
    public static void Write(Utf8JsonWriter writer, Variant variant)
    {
        writer.WriteStartObject();
        if (variant.Key is { } key)
        {
            writer.WriteString("key", key);
        }

        if (variant.Value is { } value)
        {
            writer.WriteString("value", value);
        }

        if (variant.Payload is { } payload)
        {
            writer.WritePropertyName("payload");
            payload.WriteTo(writer);
        }

        if (variant.Metadata.Count > 0)
        {
            writer.WriteStartObject("metadata");
            foreach ((string name, JsonElement member) in variant.Metadata)
            {
                writer.WritePropertyName(name);
                member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>A value of any JSON type as text: a string as it is, null for null, anything else as compact JSON.</summary>
    public static string? ToText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => EcmaScriptText.Of(value),
    };
}
