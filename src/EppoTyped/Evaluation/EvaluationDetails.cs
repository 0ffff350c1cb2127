using System.Text.Json;

namespace EppoTyped;

/// <summary>The whole of an evaluation: Eppo's evaluation details, and besides them every rule, condition, split and shard value.</summary>
public sealed record EvaluationDetails
{
    /// <summary>The flag that was asked for.</summary>
    public required string FlagKey { get; init; }

    /// <summary>The subject it was asked for; null when the caller gave none.</summary>
    public required string? SubjectKey { get; init; }

    /// <summary>The subject's attributes as the caller gave them.</summary>
    public required IReadOnlyDictionary<string, AttributeValue> SubjectAttributes { get; init; }

    /// <summary>When it was evaluated, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The environment of the configuration; null when it does not say.</summary>
    public string? EnvironmentName { get; init; }

    /// <summary>When the configuration was fetched, UTC; null before the first one.</summary>
    public DateTimeOffset? ConfigFetchedAt { get; init; }

    /// <summary>When the configuration was published, UTC; null when it does not say.</summary>
    public DateTimeOffset? ConfigPublishedAt { get; init; }

    /// <summary>What came of it.</summary>
    public required EvaluationCode FlagEvaluationCode { get; init; }

    /// <summary>What came of it, as a sentence.</summary>
    public required string FlagEvaluationDescription { get; init; }

    /// <summary>Why the value was given.</summary>
    public required EvaluationReason Reason { get; init; }

    /// <summary>What went wrong, if anything did.</summary>
    public EvaluationError Error { get; init; }

    /// <summary>True when the configuration is the last good one from disk, or older than the staleness limit.</summary>
    public bool Stale { get; init; }

    /// <summary>The key of the variation that was selected.</summary>
    public string? VariationKey { get; init; }

    /// <summary>The live value that was selected, parsed for JSON flags; undefined when none was.</summary>
    public JsonElement VariationValue { get; init; }

    /// <summary>The bandit of the variation that was assigned; null when a plain flag was asked for, or the variation has none.</summary>
    public string? BanditKey { get; init; }

    /// <summary>The action the bandit chose; null when it chose none.</summary>
    public string? BanditAction { get; init; }

    /// <summary>What came of the bandit; null when none was asked.</summary>
    public EvaluationCode? BanditEvaluationCode { get; init; }

    /// <summary>The first rule that matched; null when the allocation has none.</summary>
    public EvaluatedRule? MatchedRule { get; init; }

    /// <summary>The allocation that took the subject.</summary>
    public EvaluatedAllocation? MatchedAllocation { get; init; }

    /// <summary>Every allocation of the flag, in order.</summary>
    public IReadOnlyList<EvaluatedAllocation> Allocations { get; init; } = [];

    /// <summary>The allocations that did not take the subject.</summary>
    public IEnumerable<EvaluatedAllocation> UnmatchedAllocations =>
        Allocations.Where(allocation => allocation.Code is not (AllocationEvaluationCode.Match or AllocationEvaluationCode.Unevaluated));

    /// <summary>The allocations that were not asked.</summary>
    public IEnumerable<EvaluatedAllocation> UnevaluatedAllocations => Allocations.Where(allocation => allocation.Code == AllocationEvaluationCode.Unevaluated);

    /// <summary>The whole object as JSON.</summary>
    public string ToJson() => EvaluationDetailsJson.Write(this, whole: true);

    /// <summary>Only the fields that every Eppo SDK has.</summary>
    public string ToEppoJson() => EvaluationDetailsJson.Write(this, whole: false);
}

/// <summary>What came of one allocation.</summary>
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

/// <summary>One allocation and what came of it.</summary>
/// <param name="Key">The allocation.</param>
/// <param name="OrderPosition">Its place in the flag, from 1.</param>
/// <param name="Code">What came of it.</param>
/// <param name="EvaluatedRules">All its rules, empty when it was not asked.</param>
/// <param name="EvaluatedSplits">All its splits, empty when it was not asked or no rule matched.</param>
public sealed record EvaluatedAllocation(
    string Key, int OrderPosition, AllocationEvaluationCode Code, IReadOnlyList<EvaluatedRule> EvaluatedRules, IReadOnlyList<EvaluatedSplit> EvaluatedSplits);

/// <summary>One rule: it matches when all its conditions do.</summary>
/// <param name="Matched">Whether it matched.</param>
/// <param name="Conditions">All its conditions.</param>
public sealed record EvaluatedRule(bool Matched, IReadOnlyList<EvaluatedCondition> Conditions);

/// <summary>One condition.</summary>
/// <param name="Attribute">The attribute it asks for.</param>
/// <param name="Operator">The operator in the wire's spelling.</param>
/// <param name="Value">What it compares with, as configured.</param>
/// <param name="AttributeValue">What the subject has.</param>
/// <param name="Matched">Whether it held.</param>
public sealed record EvaluatedCondition(string Attribute, string Operator, JsonElement Value, AttributeValue AttributeValue, bool Matched);

/// <summary>One split: it takes the subject when all its shards do.</summary>
/// <param name="VariationKey">The variation it serves.</param>
/// <param name="Matched">Whether it took the subject.</param>
/// <param name="Shards">All its shards.</param>
public sealed record EvaluatedSplit(string VariationKey, bool Matched, IReadOnlyList<EvaluatedShard> Shards);

/// <summary>One shard: the subject's hash under a salt, and the ranges it takes.</summary>
/// <param name="Salt">The salt.</param>
/// <param name="Ranges">The ranges, start inclusive, end exclusive.</param>
/// <param name="ShardValue">Where the subject fell, from 0; null without a subject key.</param>
/// <param name="Matched">Whether that is in a range.</param>
public sealed record EvaluatedShard(string Salt, IReadOnlyList<ShardRange> Ranges, long? ShardValue, bool Matched);

/// <summary>A range of shards.</summary>
/// <param name="Start">The first shard in it.</param>
/// <param name="End">The first shard behind it.</param>
public readonly record struct ShardRange(long Start, long End);
