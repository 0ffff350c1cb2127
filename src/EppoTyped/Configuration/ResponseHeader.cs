using System.Text.Json;

namespace EppoTyped;

/// <summary>What a response of the flag-config endpoint says about itself, read past its flags.</summary>
internal sealed record ResponseHeader(string? EnvironmentName, DateTimeOffset? PublishedAt)
{
    /// <summary>Reads it. Text that is no JSON says nothing.</summary>
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
                bool isEnvironment = json.ValueTextEquals("environment"u8), isPublished = json.ValueTextEquals("createdAt"u8);
                json.Read();
                if (isEnvironment)
                {
                    JsonElement element = JsonElement.ParseValue(ref json);
                    environment = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("name", out JsonElement name) && name.ValueKind == JsonValueKind.String
                        ? name.GetString() : null;
                    continue;
                }

                published = !isPublished ? published : json.TokenType == JsonTokenType.String ? UfcDate.ToMoment(json.GetString()) : null;
                json.Skip();
            }
        }
        catch (JsonException)
        {
            // Whoever uses the configuration says why it cannot be read.
        }

        return new ResponseHeader(environment, published);
    }
}
