using System.Globalization;
using System.Text.Json.Nodes;

namespace EppoTyped.Tests.Differential;

/// <summary>Small seeded configurations, subjects and attributes, so similar that rules hold about as often as they fail.</summary>
internal sealed class RandomConfiguration(Random random)
{
    /// <summary>Patterns of configurations, and the same in .NET's dialect; null for an invalid one.</summary>
    public static readonly Dictionary<string, string?> Patterns = new(StringComparer.Ordinal)
    {
        ["@example\\.com$"] = "@example\\.com\\z", ["^1"] = "\\A1", ["true"] = "true", ["^US$"] = "\\AUS\\z",
        ["^(US|NL)$"] = "\\A(US|NL)\\z", [".*u.*"] = "u", ["é|😀"] = "é|😀",
        ["[0-9]+\\.[0-9]+"] = "[0-9]+\\.[0-9]+", ["^user-[0-9]+$"] = "\\Auser-[0-9]+\\z", ["a(?=b)"] = "a(?=b)", ["(a)\\1"] = "(a)\\1",
        ["("] = null, ["a{2"] = "a\\{2", ["*"] = null,
    };

    private static readonly string[] Attributes = ["country", "age", "email", "version", "beta", "id"];

    private static readonly object?[] Values =
    [
        "US", "NL", "us", "", "true", "1", "10", "10.5", "1e3", " 1", "user-7", "a@example.com", "a@example.com\n", "aab", "é", "😀", "a{2",
        "1.2.3", "1.10.0", "1.2.3-rc.1", "1.2.3-rc.1.0", "1.2.3-rc.beta", "1.2.3+build", "1.02.3", "1.2", "v1.2.3",
        "99999999999999999999.0.0",
        1L, 10L, -3L, 0L, 18L, long.MaxValue, 10.0, 10.5, 0.1, 1e21, 1e20, 1e-7, 1e-6, -0.0, 123456789.0, double.NaN, true, false, null,
        (string[])["US"],
    ];

    private static readonly string[] Types = ["STRING", "BOOLEAN", "INTEGER", "NUMERIC", "JSON"];
    private static readonly string[] Operators = ["ONE_OF", "NOT_ONE_OF", "MATCHES", "NOT_MATCHES", "GTE", "GT", "LTE", "LT", "IS_NULL"];

    public string Make(int flags)
    {
        JsonObject byKey = [];
        for (int number = 0; number < flags; number++)
        {
            byKey[$"f{number}"] = Flag($"f{number}");
        }

        return new JsonObject
        {
            ["createdAt"] = "2026-11-01T00:00:00.000Z",
            ["environment"] = new JsonObject { ["name"] = "Test" },
            ["flags"] = byKey,
        }.ToJsonString();
    }

    /// <summary>A distinct key; one in 50 is null, a few are not ASCII or longer than the vector lanes support.</summary>
    public string? SubjectKey(int number) => random.Next(50) switch
    {
        0 => null,
        1 => "",
        2 => $"é-😀-{number}",
        3 => new string('k', random.Next(300)) + number.ToString(CultureInfo.InvariantCulture),
        4 => $"half-{(char)0xD800}-{number}",
        < 25 => new Guid(number, 7, 9, 1, 2, 3, 4, 5, 6, 7, 8).ToString(),
        _ => $"user-{number}",
    };

    public Dictionary<string, object?> SubjectAttributes()
    {
        Dictionary<string, object?> attributes = new(StringComparer.Ordinal);
        foreach (string name in Attributes.Where(name => random.Next(name == "id" ? 8 : 3) < (name == "id" ? 1 : 2)))
        {
            attributes[name] = Pick(Values);
        }

        return attributes;
    }

    private JsonObject Flag(string key)
    {
        string type = Pick(Types);
        JsonObject variations = [];
        foreach (string variation in (string[])["a", "b", "c"])
        {
            variations[variation] = new JsonObject
            {
                ["key"] = variation,
                ["value"] = Value(random.Next(10) == 0 ? Pick(Types) : type, variation),
            };
        }

        int totalShards = Pick([1, 7, 100, 10_000]);
        return new JsonObject
        {
            ["key"] = key, ["enabled"] = random.Next(12) > 0, ["variationType"] = type, ["variations"] = variations,
            ["totalShards"] = totalShards,
            ["allocations"] = new JsonArray(
                [.. Enumerable.Range(0, random.Next(4)).Select(number => Allocation($"allocation-{number}", totalShards))]),
        };
    }

    private JsonNode Value(string type, string variation) => type switch
    {
        "STRING" => "text " + variation,
        "BOOLEAN" => variation == "a",
        "INTEGER" => variation[0] * 1000L,
        "NUMERIC" => variation[0] + 0.25,
        _ => $$"""{"name":"{{variation}}"}""",
    };

    private JsonObject Allocation(string key, int totalShards)
    {
        JsonObject allocation = new()
        {
            ["key"] = key, ["doLog"] = random.Next(2) == 0,
            ["splits"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Split(totalShards))]),
        };
        if (random.Next(3) > 0)
        {
            allocation["rules"] = new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Rule())]);
        }

        if (random.Next(6) == 0)
        {
            allocation["startAt"] = Pick(["2020-01-01T00:00:00Z", "2090-01-01T00:00:00.000Z"]);
        }

        if (random.Next(6) == 0)
        {
            allocation["endAt"] = Pick(["2020-01-01T00:00:00Z", "2090-01-01T00:00:00.000Z"]);
        }

        return allocation;
    }

    private JsonObject Split(int totalShards) => new()
    {
        ["variationKey"] = random.Next(30) == 0 ? "future" : Pick(["a", "b", "c"]),
        ["shards"] = new JsonArray([.. Enumerable.Range(0, random.Next(4) == 0 ? 0 : random.Next(1, 3)).Select(_ => Shard(totalShards))]),
    };

    private JsonObject Shard(int totalShards)
    {
        int[] borders = [.. Enumerable.Range(0, 4).Select(_ => random.Next(totalShards + 1)).Order()];
        JsonObject Range(int start, int end) => new() { ["start"] = start, ["end"] = end };
        return new JsonObject
        {
            // Some salts are shared, some fill a block or two, one is longer than the vector lanes support.
            ["salt"] = Pick(["salt", "salt-é", "traffic", new string('s', random.Next(130)), new string('l', 260)]),
            ["ranges"] = random.Next(8) switch
            {
                0 => new JsonArray(),
                1 => new JsonArray(Range(0, totalShards)),
                < 5 => new JsonArray(Range(borders[0], borders[3])),
                _ => new JsonArray(Range(borders[0], borders[1]), Range(borders[2], borders[3])),
            },
        };
    }

    private JsonObject Rule() =>
        new() { ["conditions"] = new JsonArray([.. Enumerable.Range(0, random.Next(4) == 0 ? 2 : 1).Select(_ => Condition())]) };

    private JsonObject Condition()
    {
        string name = random.Next(300) == 0 ? "BETWEEN" : Pick(Operators);
        JsonNode? value = random.Next(30) == 0 ? Pick<JsonNode?>([null, 7, "x(", true, new JsonArray("US", new JsonObject())]) : name switch
        {
            "ONE_OF" or "NOT_ONE_OF" => new JsonArray([.. Enumerable.Range(0, random.Next(12)).Select(_ => Operand())]),
            "MATCHES" or "NOT_MATCHES" => Pick([.. Patterns.Keys]),
            "IS_NULL" => random.Next(2) == 0,
            _ => Operand(),
        };
        if (
            name.EndsWith("MATCHES", StringComparison.Ordinal) && value is JsonValue text
                && text.TryGetValue(out string? pattern) && !Patterns.ContainsKey(pattern))
        {
            value = "(";
        }

        return new JsonObject { ["attribute"] = Pick(Attributes), ["operator"] = name, ["value"] = value };
    }

    private JsonNode Operand()
    {
        object? value;
        do
        {
            value = Pick(Values);
        }
        while (value is null or string[] or double.NaN);
        return value switch
        {
            string text => text,
            long integer => integer,
            double number => number,
            _ => (bool)value,
        };
    }

    private T Pick<T>(T[] items) => items[random.Next(items.Length)];
}
