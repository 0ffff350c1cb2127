using System.Text.Json.Nodes;

namespace EppoTyped.Tests.Configuration;

/// <summary>Obfuscates a configuration as Eppo's servers do for client tokens (specs/eppo.md 8.2), written apart from the code under test.</summary>
internal static class Obfuscation
{
    public static string Of(string ufc, bool formatFirst = true)
    {
        JsonObject document = JsonNode.Parse(ufc)!.AsObject();
        JsonObject flags = [];
        foreach ((string key, JsonNode? flag) in document["flags"]!.AsObject().ToList())
        {
            flags[Md5(key)] = FlagOf(flag!.DeepClone().AsObject(), key);
        }

        if (document["banditReferences"] is JsonObject references)
        {
            document["banditReferences"] = new JsonObject(references.Select(reference => KeyValuePair.Create(Md5(reference.Key), (JsonNode?)ReferenceOf(reference.Value!.AsObject()))));
        }

        document.Remove("flags");
        document.Remove("format");
        document[formatFirst ? "format" : "flags"] = formatFirst ? "CLIENT" : flags;
        document[formatFirst ? "flags" : "format"] = formatFirst ? flags : "CLIENT";
        return document.ToJsonString();
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The format is made of it.")]
    public static string Md5(string text) =>
        string.Concat(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(text)).Select(unit => unit.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));

    public static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    private static JsonObject ReferenceOf(JsonObject reference) => new()
    {
        ["modelVersion"] = Md5((string)reference["modelVersion"]!),
        ["flagVariations"] = new JsonArray([.. reference["flagVariations"]!.AsArray().Select(variation =>
            new JsonObject(variation!.AsObject().Select(part => KeyValuePair.Create(part.Key, (JsonNode?)Md5((string)part.Value!)))))]),
    };

    private static JsonObject FlagOf(JsonObject flag, string key)
    {
        flag["key"] = Md5(key);
        JsonObject variations = [];
        foreach ((string name, JsonNode? variation) in flag["variations"]!.AsObject().ToList())
        {
            variations[Base64(name)] = new JsonObject { ["key"] = Base64(name), ["value"] = Base64(TextOf(variation!["value"]!)) };
        }

        flag["variations"] = variations;
        foreach (JsonObject allocation in flag["allocations"]!.AsArray().Cast<JsonObject>())
        {
            Encode(allocation, "key");
            Encode(allocation, "startAt");
            Encode(allocation, "endAt");
            foreach (JsonObject condition in (allocation["rules"]?.AsArray() ?? []).SelectMany(rule => rule!["conditions"]!.AsArray()).Cast<JsonObject>())
            {
                Obfuscate(condition);
            }

            foreach (JsonObject split in allocation["splits"]!.AsArray().Cast<JsonObject>())
            {
                Encode(split, "variationKey");
                foreach (JsonObject shard in split["shards"]!.AsArray().Cast<JsonObject>())
                {
                    Encode(shard, "salt");
                }

                if (split["extraLogging"] is JsonObject extra)
                {
                    split["extraLogging"] = new JsonObject(extra.Select(pair => KeyValuePair.Create(Base64(pair.Key), (JsonNode?)Base64((string)pair.Value!))));
                }
            }
        }

        return flag;
    }

    private static void Obfuscate(JsonObject condition)
    {
        string operatorName = (string)condition["operator"]!;
        condition["attribute"] = Md5((string)condition["attribute"]!);
        condition["operator"] = Md5(operatorName);
        JsonNode value = condition["value"]!;
        condition["value"] = operatorName switch
        {
            "ONE_OF" or "NOT_ONE_OF" => new JsonArray([.. value.AsArray().Select(item => (JsonNode)Md5(TextOf(item!)))]),
            "IS_NULL" => Md5(TextOf(value)),
            _ => Base64(TextOf(value)),
        };
    }

    private static void Encode(JsonObject from, string property)
    {
        if (from[property] is { } text)
        {
            from[property] = Base64((string)text!);
        }
    }

    private static string TextOf(JsonNode node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : node.ToJsonString();
}
