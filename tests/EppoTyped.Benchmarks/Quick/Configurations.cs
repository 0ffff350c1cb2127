using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace EppoTyped.Benchmarks.Quick;

/// <summary>The configurations of the benchmarks, as Eppo serves them.</summary>
internal static class Configurations
{
    /// <summary>The number of handles that are evaluated in turn.</summary>
    public const int Handles = 8;

    /// <summary>The key of a flag; a new string each time, because a caller's string is not the configuration's.</summary>
    public static string Key(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-flag-{number:00}");

    public static string[] Keys(string kind) => [.. Enumerable.Range(0, Handles).Select(number => Key(kind, number))];

    /// <summary>A configuration of flags.</summary>
    public static string Of(IEnumerable<(string Key, JsonObject Flag)> flags)
    {
        JsonObject byKey = [];
        foreach ((string key, JsonObject flag) in flags)
        {
            flag["key"] = key;
            byKey[key] = flag;
        }

        return new JsonObject
        {
            ["createdAt"] = "2026-11-01T00:00:00.000Z",
            ["format"] = "SERVER",
            ["environment"] = new JsonObject { ["name"] = "Production" },
            ["flags"] = byKey,
        }.ToJsonString();
    }

    /// <summary>A configuration of 100 flags of one kind.</summary>
    public static string Of(string kind, Func<int, JsonObject> flag) =>
        Of([.. Enumerable.Range(0, 100).Select(number => (Key(kind, number), flag(number)))]);

    public static JsonObject Constant(bool doLog = false) =>
        Flag("BOOLEAN", Values(true, false), Allocation("everyone", doLog, null, Split("on")));

    public static JsonObject ConstantJson() => Flag(
        "JSON",
        new JsonObject
        {
            ["on"] = new JsonObject { ["key"] = "on", ["value"] = """{"hero":true,"hero_image":"hero.png","tags":["a","b"]}""" },
        },
        Allocation("everyone", false, null, Split("on")));

    /// <summary>Two halves by the subject's key.</summary>
    public static JsonObject Halves(string salt, bool doLog = false) =>
        Flag("STRING", Texts("on", "off"), Allocation("halves", doLog, null, Half("on", salt, 0), Half("off", salt, 5000)));

    /// <summary>Three allocations with rules, of which the last matches and has two halves.</summary>
    public static JsonObject Rules(string salt, string pattern = "@example\\.com$") => Flag(
        "STRING",
        Texts("on", "off"),
        Allocation("staff", false, [Rule(Condition("email", "MATCHES", pattern))], Split("on")),
        Allocation("countries", false, [Rule(Condition("country", "ONE_OF", new JsonArray("NL", "BE", "LU")))], Split("on")),
        Allocation(
            "adults",
            false,
            [Rule(Condition("age", "GTE", 18), Condition("plan", "NOT_ONE_OF", new JsonArray("free", "trial")))],
            Half("on", salt, 0),
            Half("off", salt, 5000)));

    /// <summary>A thousand flags, about 600 KB; with <paramref name="changed"/> a quarter of them has other salts.</summary>
    public static byte[] Thousand(bool withPatterns, bool changed = false)
    {
        // 50 patterns that need a regular expression.
        string Pattern(int number) =>
            withPatterns && number < 200
                ? string.Create(CultureInfo.InvariantCulture, $"^(user|guest){number / 4}[0-9]+(-[a-z]{{2,4}})?$")
                : "@example\\.com$";
        JsonObject Make(int number) => (number % 4) switch
        {
            0 => Rules($"salt-{number:0000}", Pattern(number)),
            1 => Halves(changed ? $"tlas-{number:0000}" : $"salt-{number:0000}", doLog: true),
            2 => Constant(doLog: true),
            _ => Rules($"other-{number:0000}", "^beta-"),
        };
        return Encoding.UTF8.GetBytes(Of(Enumerable.Range(0, 1000).Select(number => (Key("read", number), Make(number)))));
    }

    /// <summary>A configuration of this many flags, with rules and splits.</summary>
    public static byte[] Many(int flags) =>
        Encoding.UTF8.GetBytes(Of(Enumerable.Range(0, flags).Select(number => (Key("many", number), RulesOrHalves(number)))));

    private static JsonObject RulesOrHalves(int number) =>
        number % 2 == 0 ? Rules($"salt-{number:0000}") : Halves($"salt-{number:0000}", doLog: true);

    public static JsonObject Flag(string type, JsonObject variations, params JsonNode[] allocations) => new()
    {
        ["enabled"] = true,
        ["variationType"] = type,
        ["variations"] = variations,
        ["allocations"] = new JsonArray([.. allocations]),
        ["totalShards"] = 10000,
    };

    public static JsonObject Allocation(string key, bool doLog, JsonNode[]? rules, params JsonNode[] splits)
    {
        JsonObject allocation = new() { ["key"] = key, ["doLog"] = doLog, ["splits"] = new JsonArray(splits) };
        if (rules is not null)
        {
            allocation["rules"] = new JsonArray(rules);
        }

        return allocation;
    }

    public static JsonObject Split(string variation) => new() { ["variationKey"] = variation, ["shards"] = new JsonArray() };

    private static JsonObject Half(string variation, string salt, int start) => new()
    {
        ["variationKey"] = variation,
        ["shards"] = new JsonArray(new JsonObject
        {
            ["salt"] = salt,
            ["ranges"] = new JsonArray(new JsonObject { ["start"] = start, ["end"] = start + 5000 }),
        }),
    };

    public static JsonObject Texts(params string[] keys)
    {
        JsonObject variations = [];
        foreach (string key in keys)
        {
            variations[key] = new JsonObject { ["key"] = key, ["value"] = key };
        }

        return variations;
    }

    private static JsonObject Values(bool on, bool off) => new()
    {
        ["on"] = new JsonObject { ["key"] = "on", ["value"] = on },
        ["off"] = new JsonObject { ["key"] = "off", ["value"] = off },
    };

    private static JsonObject Rule(params JsonNode[] conditions) => new() { ["conditions"] = new JsonArray(conditions) };

    private static JsonObject Condition(string attribute, string @operator, JsonNode value) =>
        new() { ["attribute"] = attribute, ["operator"] = @operator, ["value"] = value };
}
