namespace EppoTyped;

/// <summary>A share of an allocation's traffic, and the variation it gets.</summary>
internal sealed class Split
{
    public required Allocation Allocation { get; init; }

    public required string VariationKey { get; init; }

    /// <summary>Null when the configuration names a variation that the flag does not have.</summary>
    public required Variation? Variation { get; init; }

    /// <summary>Whether an assignment is to be logged.</summary>
    public required bool DoLog { get; init; }

    /// <summary>The experiment's name in events; null for the flag and the allocation joined.</summary>
    public string? Experiment { get; init; }

    public IReadOnlyDictionary<string, string>? ExtraLogging { get; init; }

    /// <summary>Why subjects get it, where its rules and shards do not tell: somebody else has decided.</summary>
    public EvaluationReason? Reason { get; init; }

    /// <summary>All its shards, as configured; the subject must be in every one.</summary>
    public Shard[] Shards { get; init; } = [];

    /// <summary>Those that can exclude somebody: a call asks no other.</summary>
    public Shard[] AskedShards { get; init; } = [];
}
