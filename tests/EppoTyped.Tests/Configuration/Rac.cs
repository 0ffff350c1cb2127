using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EppoTyped.Tests.Legacy;

/// <summary>Small configurations of the format before UFC, and its hash computed by the platform.</summary>
internal static class Rac
{
    public const string Halves = """
        { "name": "control", "value": "control", "typedValue": "control", "shardRange": { "start": 0, "end": 5000 }, "variationKey": "v-1" },
        { "name": "treatment", "value": "treatment", "typedValue": "treatment", "shardRange": { "start": 5000, "end": 10000 }, "variationKey": "v-2" }
        """;

    public static string Document(params string[] flags) => $$"""{ "flags": { {{string.Join(", ", flags)}} } }""";

    /// <summary>
    /// A flag with one allocation <c>a</c>. Variations and conditions are items of arrays, overrides are properties of objects, without the
    /// brackets.
    /// </summary>
    public static string Flag(
        string key, string variations = Halves, double exposure = 1, string conditions = "", bool enabled = true, string overrides = "", string typedOverrides = "", string more = "") => $$"""
        "{{key}}": { "subjectShards": 10000, "enabled": {{(enabled ? "true" : "false")}}, "overrides": { {{overrides}} }, "typedOverrides": { {{typedOverrides}} },
          "rules": [{ "allocationKey": "a", "conditions": [{{conditions}}] }],
          "allocations": { "a": { "percentExposure": {{exposure.ToString(CultureInfo.InvariantCulture)}}, {{more}} "variations": [{{variations}}] } } }
        """;

    /// <summary>One variation for every subject; the value is a JSON literal.</summary>
    public static string Only(string text, string typed) =>
        $$"""{ "name": "only", "value": {{text}}, "typedValue": {{typed}}, "shardRange": { "start": 0, "end": 10000 } }""";

    public static string Condition(string attribute, string operatorName, string value) =>
        $$"""{ "attribute": "{{attribute}}", "operator": "{{operatorName}}", "value": {{value}} }""";

    [SuppressMessage("Security", "CA5351", Justification = "The protocol's sharding; nothing is secured by it.")]
    public static string Md5(string text) => Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();

    [SuppressMessage("Security", "CA5351", Justification = "The protocol's sharding; nothing is secured by it.")]
    public static uint Shard(string input) => BinaryPrimitives.ReadUInt32BigEndian(MD5.HashData(Encoding.UTF8.GetBytes(input))) % 10_000;

    /// <summary>The first of <c>user-0</c>, <c>user-1</c>, ... for which the condition is true.</summary>
    public static string Subject(Func<string, bool> condition) =>
        Enumerable.Range(0, 1_000_000).Select(number => $"user-{number}").First(condition);
}
