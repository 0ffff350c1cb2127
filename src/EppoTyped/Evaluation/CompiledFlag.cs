namespace EppoTyped;

/// <summary>A flag as a call needs it. Immutable; made by a reader when a configuration arrives.</summary>
internal sealed class CompiledFlag
{
    /// <summary>The key under which the configuration lists it.</summary>
    public required string Key { get; init; }

    public VariationType Type { get; init; }

    public bool Enabled { get; init; }

    /// <summary>Echoed in assignment events.</summary>
    public long? EntityId { get; init; }

    /// <summary>Tells the flag from itself as another configuration has it, by its text; 0 where the reader does not say.</summary>
    public ulong ContentHash { get; init; }

    /// <summary>Why the flag could not be read; null when it could. A flag set aside gives every caller the default.</summary>
    public string? Defect { get; init; }

    public Allocation[] Allocations { get; init; } = [];

    /// <summary>The splits of all allocations in order; an outcome is an index into them.</summary>
    public Split[] Splits { get; init; } = [];

    /// <summary>Into how many shards a hash is cut; never 0 where a split has shards.</summary>
    public uint TotalShards { get; init; } = 1;

    /// <summary>The distinct salts, each as <c>salt-</c> in UTF-8. A shard names its own by index, so that a call hashes each at most once.</summary>
    public byte[][] Salts { get; init; } = [];

    /// <summary>Whether some allocation has a start or an end: only then is the clock read.</summary>
    public bool HasDates { get; init; }

    /// <summary>What every subject gets at any time, or <see cref="Outcome.Ask"/> when it depends.</summary>
    public int Fixed { get; init; } = Outcome.Ask;

    /// <summary>The same flag under the key that its callers know: a configuration of hashes does not.</summary>
    public CompiledFlag Named(string key) => new()
    {
        Key = key,
        Type = Type,
        Enabled = Enabled,
        EntityId = EntityId,
        ContentHash = ContentHash,
        Defect = Defect,
        Allocations = Allocations,
        Splits = Array.ConvertAll(Splits, split => split.InFlag(key)),
        TotalShards = TotalShards,
        Salts = Salts,
        HasDates = HasDates,
        Fixed = Fixed,
    };

    /// <summary>Decides. Throws what the subject throws; nothing else.</summary>
    public int Evaluate(scoped in SubjectView subject, TimeProvider clock)
    {
        if (Salts.Length <= ShardMemory.Length)
        {
            ShardMemory memory = default;
            return Decide(subject, clock, memory);
        }

        return DecideManySalts(subject, clock);
    }

    private int DecideManySalts(scoped in SubjectView subject, TimeProvider clock)
    {
        // The bound keeps a hostile configuration off the stack; salts behind it are hashed anew.
        Span<ulong> memory = stackalloc ulong[Math.Min(Salts.Length, 512)];
        return Decide(subject, clock, memory);
    }

    private int Decide(scoped in SubjectView subject, TimeProvider clock, scoped Span<ulong> memory)
    {
        bool hasDates = HasDates;
        long now = hasDates ? clock.GetUtcNow().UtcTicks : 0;
        foreach (Allocation allocation in Allocations)
        {
            if ((hasDates && !allocation.IsOpen(now)) || !allocation.Takes(subject))
            {
                continue;
            }

            int end = allocation.FirstSplit + allocation.SplitCount;
            for (int split = allocation.FirstSplit; split < end; split++)
            {
                bool takes = true;
                foreach (Shard shard in Splits[split].AskedShards)
                {
                    if (subject.Key is not { } key)
                    {
                        return Outcome.KeyMissing;
                    }

                    if (!shard.Contains(ShardOf(shard.SaltIndex, key, memory)))
                    {
                        takes = false;
                        break;
                    }
                }

                if (takes)
                {
                    return split;
                }
            }
        }

        return Outcome.NoAllocation;
    }

    private uint ShardOf(int salt, string key, scoped Span<ulong> memory)
    {
        if ((uint)salt >= (uint)memory.Length)
        {
            return SubjectHash.Shard(Salts[salt], key, TotalShards);
        }

        ref ulong remembered = ref memory[salt];
        if (remembered == 0)
        {
            // A bit above the 32 of the shard tells a remembered 0 from nothing.
            remembered = (1UL << 32) | SubjectHash.Shard(Salts[salt], key, TotalShards);
        }

        return (uint)remembered;
    }
}
