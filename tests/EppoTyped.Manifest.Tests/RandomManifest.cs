using System.Text.Json.Nodes;

namespace EppoTyped.Manifest.Tests;

/// <summary>Makes manifests that are right, and then wrong in a place or two.</summary>
internal sealed class RandomManifest(Random random)
{
    private static readonly string[] FlagTypes = ["boolean", "string", "integer", "float", "object"];
    private static readonly string[] AttributeTypes = ["string", "integer", "number", "float", "boolean", "version"];

    private static readonly string[] Words =
    [
        "boolean", "string", "integer", "float", "object", "number", "numeric", "string?", "array", "a", "b", "", "class", "Name", "user", "1st", "2027-01-01", "Acme.User",
    ];

    private static readonly string[] Properties =
    [
        "flagType", "defaultValue", "description", "variations", "subject", "name", "metadata", "minimum", "maximum", "deprecated", "schema", "bandit", "type", "required",
        "values", "attributes", "value", "actionAttributes", "replaceWith", "message", "$type", "$name", "$nullable", "$what", "flags", "subjects", "other", "",
    ];

    public string Next()
    {
        JsonObject manifest = new() { ["flags"] = Some("flag", Flag) };
        if (Maybe())
            manifest["subjects"] = Some("subject", () => Filled(("description", () => "d"), ("name", () => "Name"), ("type", () => "Acme.User"), ("attributes", () => Some("at", Attribute))));
        for (int mistakes = random.Next(3); mistakes > 0; mistakes--)
            Spoil(manifest);
        if (random.Next(20) == 0)
            Slip(manifest["flags"] is JsonObject { Count: > 0 } flags ? flags.First().Value as JsonObject : null);
        return manifest.ToJsonString();
    }

    private JsonObject Flag()
    {
        string type = Pick(FlagTypes);
        JsonObject flag = Filled(("name", () => "Name"), ("description", () => "d"), ("subject", () => "user"), ("metadata", () => new JsonObject { ["owner"] = Anything(1) }));
        flag["flagType"] = type;
        flag["defaultValue"] = ValueOf(type);
        if (Maybe())
            flag["deprecated"] = random.Next(3) switch { 0 => true, 1 => "gone", _ => Filled(("message", () => "m"), ("replaceWith", () => ValueOf(type))) };
        switch (type)
        {
            case "string" when Maybe():
                flag["variations"] = new JsonArray("a", Maybe() ? "b" : new JsonObject { ["value"] = "b", ["name"] = "Bee" });
                if (Maybe())
                    flag["bandit"] = new JsonObject { ["actionAttributes"] = Some("at", Attribute) };
                break;
            case "integer" or "float" when Maybe():
                flag["minimum"] = ValueOf(type);
                flag["maximum"] = ValueOf(type);
                break;
            case "object" when Maybe():
                flag["schema"] = ObjectSchema(2);
                break;
        }

        return flag;
    }

    private JsonObject Attribute()
    {
        JsonObject attribute = Filled(("name", () => "Name"), ("description", () => "d"), ("required", () => true));
        attribute["type"] = Pick(AttributeTypes);
        if (attribute["type"]!.GetValue<string>() == "string" && Maybe())
            attribute["values"] = new JsonArray("x", "y");
        return attribute;
    }

    private JsonNode SchemaNode(int depth) => depth == 0 || Maybe() ? Pick(["boolean", "string", "integer", "number?", "float"])
        : random.Next(3) switch
        {
            0 => new JsonArray(SchemaNode(depth - 1)),
            1 => new JsonObject { ["$type"] = SchemaNode(depth - 1), ["$nullable"] = true },
            _ => ObjectSchema(depth - 1),
        };

    private JsonObject ObjectSchema(int depth) => Filled(("a", () => SchemaNode(depth)), ("b", () => SchemaNode(depth)), ("$name", () => "Name"), ("$description", () => "d"));

    private JsonNode ValueOf(string type) => type switch
    {
        "boolean" => Maybe(),
        "string" => Pick(["a", "b", "c"]),
        "integer" => random.Next(-5, 100),
        "float" => random.Next(-5, 100) + 0.5,
        _ => new JsonObject { ["a"] = Anything(1) },
    };

    /// <summary>Makes a mistake that chance alone hardly ever makes.</summary>
    private void Slip(JsonObject? flag)
    {
        if (flag is null)
            return;
        if (Maybe())
            flag["deprecated"] = new JsonObject { ["replaceWith"] = new JsonArray() };
        else if (flag["variations"] is JsonArray variations)
            variations.Add("a");
    }

    /// <summary>Puts something else into a random place, takes something away, or gives it another name.</summary>
    private void Spoil(JsonNode node)
    {
        while (true)
        {
            JsonNode? child = node switch
            {
                JsonObject { Count: > 0 } o => o.ElementAt(random.Next(o.Count)).Value,
                JsonArray { Count: > 0 } a => a[random.Next(a.Count)],
                _ => null,
            };
            if (child is JsonObject or JsonArray && random.Next(5) != 0)
                node = child;
            else
                break;
        }

        if (node is JsonArray list)
        {
            list.Add(Anything(2));
        }
        else if (node is JsonObject properties)
        {
            string name = properties.Count > 0 && random.Next(3) != 0 ? properties.ElementAt(random.Next(properties.Count)).Key : Pick(Properties);
            if (random.Next(3) == 0)
                properties.Remove(name);
            else
                properties[name] = Anything(2);
        }
    }

    private JsonNode? Anything(int depth) => random.Next(depth == 0 ? 7 : 10) switch
    {
        0 => null,
        1 => Maybe(),
        2 => random.Next(-3, 4),
        3 => random.Next(-3, 4) + 0.25,
        < 7 => Pick(Words),
        7 => new JsonArray(),
        8 => new JsonArray(Anything(depth - 1)),
        _ => new JsonObject { [Pick(Properties)] = Anything(depth - 1) },
    };

    private JsonObject Some(string key, Func<JsonObject> make)
    {
        JsonObject all = [];
        for (int i = random.Next(3); i >= 0; i--)
            all[$"{key}{i}"] = make();
        return all;
    }

    private JsonObject Filled(params (string Name, Func<JsonNode?> Value)[] properties)
    {
        JsonObject filled = [];
        foreach ((string name, Func<JsonNode?> value) in properties)
        {
            if (random.Next(3) == 0)
                filled[name] = value();
        }

        return filled;
    }

    private bool Maybe() => random.Next(2) == 0;

    private string Pick(string[] texts) => texts[random.Next(texts.Length)];
}
