using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EppoTyped;

/// <summary>
/// Reads and writes Eppo's exchange format (ConfigurationWire), version 1: the responses as opaque texts, with time and ETag of the fetch.
/// </summary>
internal static class ConfigurationWire
{
    private const int Version = 1;

    // A response is full of quotes: escaping them as \u0022 would triple the size of the file.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="FormatException">The text is not in this format; the message says what was found.</exception>
    public static EppoResponse Read(string wire)
    {
        try
        {
            Utf8JsonReader json = new(JsonSanitizer.Sanitize(Encoding.UTF8.GetBytes(wire)));
            JsonElement root = JsonElement.ParseValue(ref json);
            return json.Read() ? throw Invalid("has more text after its end") : Read(root, wire);
        }
        catch (JsonException exception)
        {
            string message = string.Create(
                CultureInfo.InvariantCulture,
                $"The configuration wire is not JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.");
            throw new FormatException(message, exception);
        }
    }

    public static string Write(EppoResponse response)
    {
        ArrayBufferWriter<byte> buffer = new(response.Content.Length + (response.Content.Length / 4) + 256);
        using (Utf8JsonWriter json = new(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteNumber("version"u8, Version);
            WritePart(json, "config", response.Content, response.Revision, response.FetchedAt);
            if (response.Bandits is { } bandits)
            {
                WritePart(json, "bandits", bandits, null, response.FetchedAt);
            }

            if (response.Precomputed is { } precomputed)
            {
                json.WritePropertyName("precomputed"u8);
                json.WriteRawValue(precomputed);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static EppoResponse Read(JsonElement root, string wire)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Invalid("is not an object");
        }

        if (!root.TryGetProperty("version", out JsonElement version))
        {
            throw Invalid("has no \"version\". Pass a response of the flag-config endpoint to EppoConfiguration.FromResponses instead");
        }

        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out int number) || number != Version)
        {
            throw Invalid($"is of version {LogText.Sanitize(version.GetRawText())}; this library reads version 1");
        }

        bool hasFlags = root.TryGetProperty("config", out JsonElement flags) && flags.ValueKind == JsonValueKind.Object;
        if (!hasFlags)
        {
            throw Invalid("has no \"config\": it may be one for browsers, with precomputed assignments only");
        }

        bool hasBandits = root.TryGetProperty("bandits", out JsonElement bandits) && bandits.ValueKind != JsonValueKind.Null;
        bool hasPrecomputed =
            root.TryGetProperty("precomputed", out JsonElement precomputed) && precomputed.ValueKind != JsonValueKind.Null;
        byte[] config = ResponseOf(flags, "config");
        byte[] models = hasBandits ? ResponseOf(bandits, "bandits") : [];
        return new EppoResponse(config)
        {
            Bandits = models.Length == 0 ? default(ReadOnlyMemory<byte>?) : models,
            // Eppo's PHP SDK spells it eTag.
            Revision = TextOf(flags, "etag") ?? TextOf(flags, "eTag"),
            FetchedAt = UfcDate.ToMoment(TextOf(flags, "fetchedAt")),
            Precomputed = hasPrecomputed ? precomputed.GetRawText() : null,
            Wire = wire,
        };
    }

    private static byte[] ResponseOf(JsonElement part, string name) =>
        part.ValueKind == JsonValueKind.Object && TextOf(part, "response") is { } response
            ? Encoding.UTF8.GetBytes(response)
            : throw Invalid($"has no string in \"{name}.response\"");

    private static string? TextOf(JsonElement part, string name) =>
        part.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void WritePart(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> response, string? etag, DateTimeOffset? fetchedAt)
    {
        json.WriteStartObject(name);
        // Converted to a string, because the writer throws on bytes that are not UTF-8.
        json.WriteString("response"u8, Encoding.UTF8.GetString(response.Span));
        if (etag is not null)
        {
            json.WriteString("etag"u8, etag);
        }

        if (fetchedAt is { } moment)
        {
            json.WriteString("fetchedAt"u8, UfcDate.ToText(moment));
        }

        json.WriteEndObject();
    }

    private static FormatException Invalid(string what) => new($"The configuration wire {what}.");
}
