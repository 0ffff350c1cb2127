namespace EppoTyped;

/// <summary>A part of an allocation's traffic, and the variation it gets.</summary>
internal sealed class Split
{
    public required Allocation Allocation { get; init; }

    public required string VariationKey { get; init; }

    /// <summary>Null when the configuration names a variation that the flag does not have.</summary>
    public required Variation? Variation { get; init; }

    /// <summary>Whether an assignment is to be logged.</summary>
    public required bool DoLog { get; init; }

    /// <summary>The experiment's name in events; null for the keys of flag and allocation joined.</summary>
    public string? Experiment { get; init; }

    public IReadOnlyDictionary<string, string>? ExtraLogging { get; init; }

    /// <summary>The reason of the assignment where it was made elsewhere; null where rules and shards give the reason.</summary>
    public EvaluationReason? Reason { get; init; }

    /// <summary>Why a subject gets this split.</summary>
    public EvaluationReason EffectiveReason =>
        Reason is { } reason ? reason
        : Allocation.Rules.Length > 0 ? EvaluationReason.TargetingMatch
        : Shards.Length > 0 ? EvaluationReason.Split
        : Allocation.HasDates ? EvaluationReason.Default
        : EvaluationReason.Static;

    /// <summary>All its shards, as configured; the subject must be in every one.</summary>
    public Shard[] Shards { get; init; } = [];

    /// <summary>The shards that do not cover all subjects: only these are evaluated.</summary>
    public Shard[] ExcludingShards { get; init; } = [];
}
