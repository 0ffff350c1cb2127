using System.Text.Json;

namespace EppoTyped;

/// <summary>Environment and date of publication in a response of the flag-config endpoint, read without its flags.</summary>
internal sealed record ResponseHeader(string? EnvironmentName, DateTimeOffset? PublishedAt)
{
    /// <summary>Reads the header. Both are null where the text is not JSON. Never throws.</summary>
    public static ResponseHeader Of(ReadOnlySpan<byte> utf8)
    {
        string? environment = null;
        DateTimeOffset? published = null;
        try
        {
            Utf8JsonReader json = new(JsonSanitizer.Sanitize(utf8));
            json.Read();
            while (json.TokenType != JsonTokenType.EndObject && json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                bool isEnvironment = json.ValueTextEquals("environment"u8);
                bool isPublished = json.ValueTextEquals("createdAt"u8);
                json.Read();
                if (isEnvironment)
                {
                    JsonElement element = JsonElement.ParseValue(ref json);
                    environment = element.ValueKind == JsonValueKind.Object
                        && element.TryGetProperty("name", out JsonElement name) && name.ValueKind == JsonValueKind.String
                        ? name.GetString()
                        : null;
                    continue;
                }

                published = !isPublished ? published : json.TokenType == JsonTokenType.String ? UfcDate.ToMoment(json.GetString()) : null;
                json.Skip();
            }
        }
        catch (JsonException)
        {
            // Why it cannot be read is reported when the configuration is used.
        }

        return new ResponseHeader(environment, published);
    }
}
