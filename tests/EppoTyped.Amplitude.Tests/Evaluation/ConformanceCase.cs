using System.Text.Json;
using System.Text.Json.Nodes;

namespace EppoTyped.Amplitude.Tests.Evaluation;

/// <summary>A line of generated.jsonl or edges.jsonl, under the profile of the majority of Amplitude's SDKs.</summary>
internal sealed class ConformanceCase(JsonElement line)
{
    public string Id => line.GetProperty("id").GetString()!;

    public string Flags => line.GetProperty("flags").GetRawText();

    public JsonElement Context => line.GetProperty("context");

    public string[] FlagKeys => line.TryGetProperty("flagKeys", out JsonElement keys) && keys.ValueKind == JsonValueKind.Array ? [.. keys.EnumerateArray().Select(key => key.GetString()!)] : [];

    /// <summary>The variants expected; null where the SDKs throw.</summary>
    public JsonElement? Expected
    {
        get
        {
            JsonElement expected = line.TryGetProperty("expectedMajority", out JsonElement majority) ? majority : line.GetProperty("expected");
            return expected.TryGetProperty("variants", out JsonElement variants) ? variants : null;
        }
    }

    public string? Error => line.GetProperty("expected").TryGetProperty("error", out JsonElement error) ? error.GetString() : null;

    /// <summary>The user; null where the context holds what no user has: fields it does not know, or lists for ids.</summary>
    public AmplitudeUser? User
    {
        get
        {
            if (line.TryGetProperty("user", out JsonElement user))
            {
                return AmplitudeUser.FromJson(user);
            }

            try
            {
                bool isWhole = Context.TryGetProperty("user", out JsonElement fields) && fields.EnumerateObject().All(member => UserField.Exists(member.Name) || member.Name is "user_properties" or "cohort_ids");
                return isWhole && !Context.TryGetProperty("groups", out _) ? AmplitudeUser.FromJson(fields) : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    public static IEnumerable<ConformanceCase> Of(string file) =>
        File.ReadLines(Path.Combine(AmplitudeData.Folder!, file)).Select(text =>
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return new ConformanceCase(document.RootElement.Clone());
        });

    /// <summary>Variants as they are compared: null and an empty object are as good as missing, and values are texts.</summary>
    public static string Normal(JsonElement variants) => Normal(variants.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, VariantJson.Read(entry.Value))));

    public static string Normal(IEnumerable<KeyValuePair<string, Variant>> variants)
    {
        JsonObject normal = [];
        foreach ((string flag, Variant variant) in variants.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            JsonObject members = new() { ["key"] = variant.Key };
            if (variant.Value is not null)
            {
                members["value"] = variant.Value;
            }

            if (variant.Payload is { ValueKind: not JsonValueKind.Null } payload)
            {
                members["payload"] = EcmaScriptText.Of(payload);
            }

            foreach ((string name, JsonElement value) in variant.Metadata.Where(member => member.Value.ValueKind != JsonValueKind.Null).OrderBy(member => member.Key, StringComparer.Ordinal))
            {
                members[$"metadata.{name}"] = EcmaScriptText.Of(value);
            }

            normal[flag] = members;
        }

        return normal.ToJsonString();
    }
}
