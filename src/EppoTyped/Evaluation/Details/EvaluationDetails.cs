using System.Text.Json;

namespace EppoTyped;

/// <summary>Every step of an evaluation: Eppo's evaluation details, and in addition every rule, condition, split and shard value.</summary>
public sealed record EvaluationDetails
{
    /// <summary>The key of the flag.</summary>
    public required string FlagKey { get; init; }

    /// <summary>The subject's key; null when the call has none.</summary>
    public required string? SubjectKey { get; init; }

    /// <summary>The subject's attributes by name, as the caller passed them.</summary>
    public required IReadOnlyDictionary<string, AttributeValue> SubjectAttributes { get; init; }

    /// <summary>When the flag was evaluated, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The environment of the configuration; null when the configuration does not name it.</summary>
    public string? EnvironmentName { get; init; }

    /// <summary>When the configuration was fetched, UTC; null before the first one.</summary>
    public DateTimeOffset? ConfigFetchedAt { get; init; }

    /// <summary>When the configuration was published, UTC; null when the configuration has no date.</summary>
    public DateTimeOffset? ConfigPublishedAt { get; init; }

    /// <summary>The result of the evaluation.</summary>
    public required EvaluationCode FlagEvaluationCode { get; init; }

    /// <summary>The result as a sentence.</summary>
    public required string FlagEvaluationDescription { get; init; }

    /// <summary>Why the value is what it is.</summary>
    public required EvaluationReason Reason { get; init; }

    /// <summary>What went wrong; <see cref="EvaluationError.None"/> when nothing did.</summary>
    public EvaluationError Error { get; init; }

    /// <summary>True when the configuration is the last good one from disk, or older than the staleness limit.</summary>
    public bool Stale { get; init; }

    /// <summary>The key of the selected variation; null when none was selected.</summary>
    public string? VariationKey { get; init; }

    /// <summary>
    /// The live value of the selected variation, parsed for JSON flags; <see cref="JsonValueKind.Undefined"/> when none was selected.
    /// </summary>
    public JsonElement VariationValue { get; init; }

    /// <summary>The bandit of the assigned variation; null in a call without actions, and when the variation has no bandit.</summary>
    public string? BanditKey { get; init; }

    /// <summary>The key of the action that the bandit chose; null when it chose none.</summary>
    public string? BanditAction { get; init; }

    /// <summary>The result of the bandit; null when no bandit was evaluated.</summary>
    public EvaluationCode? BanditEvaluationCode { get; init; }

    /// <summary>The first rule that matched; null when the matching allocation has no rules, or none matched.</summary>
    public EvaluatedRule? MatchedRule { get; init; }

    /// <summary>The allocation that matched; null when none did.</summary>
    public EvaluatedAllocation? MatchedAllocation { get; init; }

    /// <summary>Every allocation of the flag, in order.</summary>
    public IReadOnlyList<EvaluatedAllocation> Allocations { get; init; } = [];

    /// <summary>The allocations that were evaluated and did not match.</summary>
    public IEnumerable<EvaluatedAllocation> UnmatchedAllocations =>
        Allocations.Where(allocation => allocation.Code is not (AllocationEvaluationCode.Match or AllocationEvaluationCode.Unevaluated));

    /// <summary>The allocations that were not evaluated.</summary>
    public IEnumerable<EvaluatedAllocation> UnevaluatedAllocations =>
        Allocations.Where(allocation => allocation.Code == AllocationEvaluationCode.Unevaluated);

    /// <summary>All properties as a JSON object.</summary>
    public string ToJson() => EvaluationDetailsJson.Write(this, whole: true);

    /// <summary>A JSON object of exactly the fields that every Eppo SDK has.</summary>
    public string ToEppoJson() => EvaluationDetailsJson.Write(this, whole: false);
}

/// <summary>The result of one allocation.</summary>
public enum AllocationEvaluationCode
{
    /// <summary><c>UNEVALUATED</c></summary>
    Unevaluated,

    /// <summary><c>MATCH</c></summary>
    Match,

    /// <summary><c>BEFORE_START_TIME</c></summary>
    BeforeStartTime,

    /// <summary><c>AFTER_END_TIME</c></summary>
    AfterEndTime,

    /// <summary><c>FAILING_RULE</c></summary>
    FailingRule,

    /// <summary><c>TRAFFIC_EXPOSURE_MISS</c></summary>
    TrafficExposureMiss,
}

/// <summary>One allocation and its result.</summary>
/// <param name="Key">The allocation's key.</param>
/// <param name="OrderPosition">Its position in the flag, from 1.</param>
/// <param name="Code">Its result.</param>
/// <param name="EvaluatedRules">All its rules; empty when it was not evaluated.</param>
/// <param name="EvaluatedSplits">All its splits; empty when it was not evaluated, or no rule matched.</param>
public sealed record EvaluatedAllocation(
    string Key,
    int OrderPosition,
    AllocationEvaluationCode Code,
    IReadOnlyList<EvaluatedRule> EvaluatedRules,
    IReadOnlyList<EvaluatedSplit> EvaluatedSplits);

/// <summary>One rule: it matches when all its conditions do.</summary>
/// <param name="Matched">Whether it matched.</param>
/// <param name="Conditions">All its conditions.</param>
public sealed record EvaluatedRule(bool Matched, IReadOnlyList<EvaluatedCondition> Conditions);

/// <summary>One condition.</summary>
/// <param name="Attribute">The name of the attribute it tests.</param>
/// <param name="Operator">The operator as spelled on the wire, such as <c>ONE_OF</c>.</param>
/// <param name="Value">The value it compares with, as configured.</param>
/// <param name="AttributeValue">The subject's value.</param>
/// <param name="Matched">Whether the condition held.</param>
public sealed record EvaluatedCondition(string Attribute, string Operator, JsonElement Value, AttributeValue AttributeValue, bool Matched);

/// <summary>One split: it matches when all its shards do.</summary>
/// <param name="VariationKey">The variation it serves.</param>
/// <param name="Matched">Whether the subject was assigned to it.</param>
/// <param name="Shards">All its shards.</param>
public sealed record EvaluatedSplit(string VariationKey, bool Matched, IReadOnlyList<EvaluatedShard> Shards);

/// <summary>One shard: the subject's hash with a salt, and the ranges that match.</summary>
/// <param name="Salt">The salt.</param>
/// <param name="Ranges">The matching ranges, start inclusive, end exclusive.</param>
/// <param name="ShardValue">The subject's shard, from 0; null without a subject key.</param>
/// <param name="Matched">Whether the subject's shard is in a range.</param>
public sealed record EvaluatedShard(string Salt, IReadOnlyList<ShardRange> Ranges, long? ShardValue, bool Matched);

