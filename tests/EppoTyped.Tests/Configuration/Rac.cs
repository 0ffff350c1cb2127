using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EppoTyped.Tests.Legacy;

/// <summary>Small configurations of the format before UFC, and its hash by the platform's own means.</summary>
internal static class Rac
{
    public const string Halves = """
        { "name": "control", "value": "control", "typedValue": "control", "shardRange": { "start": 0, "end": 5000 }, "variationKey": "v-1" },
        { "name": "treatment", "value": "treatment", "typedValue": "treatment", "shardRange": { "start": 5000, "end": 10000 }, "variationKey": "v-2" }
        """;

    public static string Document(params string[] flags) => $$"""{ "flags": { {{string.Join(", ", flags)}} } }""";

    /// <summary>A flag of one allocation <c>a</c>. The variations and conditions are the insides of their arrays, the overrides of their objects.</summary>
    public static string Flag(
        string key, string variations = Halves, double exposure = 1, string conditions = "", bool enabled = true, string overrides = "", string typedOverrides = "", string more = "") => $$"""
        "{{key}}": { "subjectShards": 10000, "enabled": {{(enabled ? "true" : "false")}}, "overrides": { {{overrides}} }, "typedOverrides": { {{typedOverrides}} },
          "rules": [{ "allocationKey": "a", "conditions": [{{conditions}}] }],
          "allocations": { "a": { "percentExposure": {{exposure.ToString(CultureInfo.InvariantCulture)}}, {{more}} "variations": [{{variations}}] } } }
        """;

    /// <summary>One variation for everybody; the value is a JSON literal.</summary>
    public static string Only(string text, string typed) =>
        $$"""{ "name": "only", "value": {{text}}, "typedValue": {{typed}}, "shardRange": { "start": 0, "end": 10000 } }""";

    public static string Condition(string attribute, string operatorName, string value) => $$"""{ "attribute": "{{attribute}}", "operator": "{{operatorName}}", "value": {{value}} }""";

    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The protocol's bucketing, no security.")]
    public static string Md5(string text) => Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();

    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The protocol's bucketing, no security.")]
    public static uint Shard(string input) => BinaryPrimitives.ReadUInt32BigEndian(MD5.HashData(Encoding.UTF8.GetBytes(input))) % 10_000;

    /// <summary>The first of <c>user-0</c>, <c>user-1</c>, ... for whom something is so.</summary>
    public static string Subject(Func<string, bool> isSo) => Enumerable.Range(0, 1_000_000).Select(number => $"user-{number}").First(isSo);
}
