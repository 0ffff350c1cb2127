using System.Text.Json.Nodes;
using Json.Schema;

namespace EppoTyped.Manifest.Tests;

/// <summary>
/// OpenFeature's flag manifest v0 in our own words: <c>flags</c> is an object of keys that are not empty, a flag has a <c>flagType</c> of
/// five words and a <c>defaultValue</c> of that type (an object flag's may be anything), a <c>description</c> is text; what else stands
/// there is nobody's business. A proposal to give object flags a JSON Schema under <c>schema</c> is not part of it.
/// </summary>
internal static class OpenFeatureV0
{
    private const string Text = """
        {
          "type": "object",
          "required": ["flags"],
          "properties": {
            "flags": {
              "type": "object",
              "patternProperties": {
                "^$": { "not": {} },
                "^[^]+$": {
                  "type": "object",
                  "required": ["flagType", "defaultValue"],
                  "properties": { "description": { "type": "string" } },
                  "oneOf": [
                    { "properties": { "flagType": { "enum": ["boolean"] }, "defaultValue": { "type": "boolean" } } },
                    { "properties": { "flagType": { "enum": ["string"] }, "defaultValue": { "type": "string" } } },
                    { "properties": { "flagType": { "enum": ["integer"] }, "defaultValue": { "type": "integer" } } },
                    { "properties": { "flagType": { "enum": ["float"] }, "defaultValue": { "type": "number" } } },
                    { "properties": { "flagType": { "enum": ["object"] } } }
                  ]
                }
              }
            }
          }
        }
        """;

    // .NET's regular expressions have no [^], the ECMAScript form of any character.
    private static readonly JsonSchema Schema = JsonSchema.FromText(Text.Replace("[^]", "[\\\\s\\\\S]"));

    /// <summary>What v0 has against a manifest.</summary>
    public static IReadOnlyList<string> Complaints(string manifest) => SchemaErrors.Of(Schema, manifest);

    /// <summary>A manifest that uses all of v0 and nothing else.</summary>
    public static string Next(Random random)
    {
        JsonObject flags = [];
        for (int n = random.Next(8); n >= 0; n--)
            flags[Key(random) + n] = Flag(random);
        JsonObject manifest = new() { ["flags"] = flags };
        if (random.Next(2) == 0)
            manifest.Insert(0, "$schema", "https://raw.githubusercontent.com/open-feature/cli/main/schema/v0/flag-manifest.json");
        return manifest.ToJsonString(new() { WriteIndented = random.Next(2) == 0 });
    }

    private static string Key(Random random)
    {
        string[] words = ["enable", "checkout", "Größe", "theme", "v2", "class", "MAX_SIZE", "数", "new"];
        string Word() => words[random.Next(words.Length)];
        return Word() + new[] { "-", "_", ".", "/", " ", "" }[random.Next(6)] + Word();
    }

    private static JsonObject Flag(Random random)
    {
        (string type, JsonNode value) = random.Next(5) switch
        {
            0 => ("boolean", JsonValue.Create(random.Next(2) == 0)),
            1 => ("string", JsonValue.Create(new[] { "", "Hello there!", "\"quoted\"\n", "Grüße 😀" }[random.Next(4)])),
            2 => ("integer", JsonValue.Create(random.NextInt64(long.MinValue, long.MaxValue))),
            3 => ("float", random.Next(2) == 0 ? JsonValue.Create(random.Next(100)) : JsonValue.Create(random.NextDouble() * 1e9)),
            _ => ("object", (JsonNode)new JsonObject { ["primary color"] = "#007bff", ["sizes"] = new JsonArray(1, 2.5, null, new JsonObject { ["deep"] = new JsonArray() }) }),
        };
        List<KeyValuePair<string, JsonNode?>> properties = [new("flagType", type), new("defaultValue", value)];
        if (random.Next(2) == 0)
            properties.Add(new("description", "What it decides: \"this\" & <that>."));
        KeyValuePair<string, JsonNode?>[] shuffled = [.. properties];
        random.Shuffle(shuffled);
        return new JsonObject(shuffled);
    }
}
