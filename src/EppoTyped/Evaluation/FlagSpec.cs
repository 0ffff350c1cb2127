namespace EppoTyped;

/// <summary>A flag as a reader found it, before it is compiled.</summary>
internal sealed class FlagSpec
{
    public required string Key { get; init; }

    public required VariationType Type { get; init; }

    public required bool Enabled { get; init; }

    public long? EntityId { get; init; }

    /// <summary>See <see cref="CompiledFlag.Fingerprint"/>.</summary>
    public ulong Fingerprint { get; init; }

    /// <summary>Not 0 where a split has shards.</summary>
    public required uint TotalShards { get; init; }

    /// <summary>
    /// By the key under which the flag lists them. Used during compilation only, so that readers can reuse the dictionary.
    /// </summary>
    public required Dictionary<string, Variation> Variations { get; init; }

    public required AllocationSpec[] Allocations { get; init; }

    /// <summary>See <see cref="CompiledFlag.Untyped"/>.</summary>
    public bool Untyped { get; init; }

    /// <summary>The variations that single subjects get whatever the rules are, by the MD5 of the subjects' keys.</summary>
    public IReadOnlyDictionary<UInt128, Variation>? AllowList { get; init; }
}

/// <summary>An allocation as a reader found it.</summary>
internal sealed class AllocationSpec
{
    public required string Key { get; init; }

    public Rule[] Rules { get; init; } = [];

    public long StartTicks { get; init; } = long.MinValue;

    public long EndTicks { get; init; } = long.MaxValue;

    public bool DoLog { get; init; } = true;

    public required SplitSpec[] Splits { get; init; }

    /// <summary>See <see cref="Allocation.EndsEvaluation"/>.</summary>
    public bool EndsEvaluation { get; init; }
}

/// <summary>A split as a reader found it.</summary>
internal readonly record struct SplitSpec(string VariationKey, ShardSpec[] Shards, IReadOnlyDictionary<string, string>? ExtraLogging);

/// <summary>A shard as a reader found it, and what is hashed after the subject's key.</summary>
internal readonly record struct ShardSpec(string Salt, ShardRange[] Ranges, string? Suffix = null);
