using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped.Tests;

/// <summary>Small configurations as served, and evaluations with them.</summary>
internal static class Ufc
{
    /// <summary>The time of the clock where a test sets no other.</summary>
    public static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public const string OnOff = """{"on":{"key":"on","value":true},"off":{"key":"off","value":false}}""";

    public static string Document(params string[] flags) => $$"""
        {"createdAt":"2026-01-02T03:04:05.678Z","format":"SERVER","environment":{"name":"Test"},"flags":{ {{string.Join(',', flags)}} } }
        """;

    /// <summary>One flag as a property. The allocations are the items of the array, without the brackets.</summary>
    public static string Flag(string key, string type, string variations, string allocations, bool enabled = true, string totalShards = "10000") => $$"""
        "{{key}}":{"key":"{{key}}","enabled":{{(enabled ? "true" : "false")}},"variationType":"{{type}}","variations":{{variations}},"allocations":[{{allocations}}],"totalShards":{{totalShards}} }
        """;

    /// <summary>An allocation that serves one variation to all subjects that match its rules.</summary>
    public static string Allocation(string key, string variation, string conditions = "", string shards = "", string more = "") => $$"""
        {"key":"{{key}}",{{(conditions.Length == 0 ? "" : $$"""
            "rules":[{"conditions":[{{conditions}}]}],
            """)}}{{more}}"splits":[{"variationKey":"{{variation}}","shards":[{{shards}}]}],"doLog":true}
        """;

    public static string Condition(string attribute, string operatorName, string value) =>
        $$"""{"attribute":"{{attribute}}","operator":"{{operatorName}}","value":{{value}} }""";

    public static string Shard(string salt, int start, int end) =>
        $$"""{"salt":"{{salt}}","ranges":[{"start":{{start}},"end":{{end}} }]}""";

    public static FlagTable Read(string json, ILogger? diagnostics = null)
    {
        FlagTable? table = UfcReader.Read(
            Encoding.UTF8.GetBytes(json), DateTimeOffset.UnixEpoch, diagnostics ?? NullLogger.Instance, out string? problem);
        Assert.Null(problem);
        return table!;
    }

    /// <summary>A client's core, as far as an evaluation needs it.</summary>
    public static ClientCore Core(TimeProvider? clock = null) => new(null, clock ?? new FakeTimeProvider(Now), NullLogger.Instance);

    /// <summary>
    /// A configuration with one flag <c>f</c>: <c>on</c> for subjects for which the condition holds, nothing for the others.
    /// </summary>
    public static FlagTable WithCondition(string attribute, string operatorName, string value, ILogger? diagnostics = null) =>
        Read(Document(Flag("f", "BOOLEAN", OnOff, Allocation("a", "on", Condition(attribute, operatorName, value)))), diagnostics);

    /// <summary>Whether a condition holds for the attribute <c>x</c>.</summary>
    public static bool Holds(string operatorName, string value, object? attribute) =>
        WithCondition("x", operatorName, value).Evaluate("f", VariationType.Boolean, attributes: ("x", attribute)).Outcome == 0;

    /// <summary>Evaluates without and with details, which must agree.</summary>
    public static EvaluationResult Evaluate(
        this FlagTable table,
        string flagKey,
        VariationType type,
        string? key = "alice",
        TimeProvider? clock = null,
        params (string Name, object? Value)[] attributes)
    {
        clock ??= new FakeTimeProvider(Now);
        Dictionary<string, object?> bag = attributes.ToDictionary(
            attribute => attribute.Name, attribute => attribute.Value, StringComparer.Ordinal);
        EvaluationDetails details = DetailedCall.Run(Core(clock), table, flagKey, type, new SubjectView(key, bag), out int outcome);
        Variation? variation = outcome >= 0 ? table.Flags[flagKey].Splits[outcome].Variation : null;

        bool canEvaluate = table.Flags.TryGetValue(flagKey, out CompiledFlag? flag) && flag.Defect is null
            && flag.Enabled && flag.Type == type;
        if (canEvaluate)
        {
            int plain = flag!.Evaluate(new SubjectView(key, bag), clock);
            if (outcome == Outcome.Unusable)
            {
                Assert.True(plain >= 0 && flag.Splits[plain].Variation is null or { Defect: not null });
            }
            else
            {
                Assert.Equal(outcome, plain);
            }

            Assert.True(flag.ConstantOutcome == Outcome.DependsOnSubject || flag.ConstantOutcome == plain);
        }

        return new EvaluationResult(variation, details, outcome);
    }
}

/// <summary>The result of an evaluation; without a variation the caller gets the default.</summary>
internal sealed record EvaluationResult(Variation? Variation, EvaluationDetails Details, int Outcome);
