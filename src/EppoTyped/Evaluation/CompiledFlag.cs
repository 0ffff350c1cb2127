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

    /// <summary>Tells this definition from another of the flag, by its text; 0 where the reader does not say.</summary>
    public ulong Fingerprint { get; init; }

    /// <summary>Why the flag could not be read; null when it could. A flag set aside gives every caller the default.</summary>
    public string? Defect { get; init; }

    public Allocation[] Allocations { get; init; } = [];

    /// <summary>The splits of all allocations in order; an outcome is an index into them.</summary>
    public Split[] Splits { get; init; } = [];

    /// <summary>Into how many shards a hash is cut; never 0 where a split has shards.</summary>
    public uint TotalShards { get; init; } = 1;

    /// <summary>The distinct salts. A shard names its own by index, so that a call hashes each at most once.</summary>
    public Salt[] Salts { get; init; } = [];

    /// <summary>Whether some allocation has a start or an end: only then is the clock read.</summary>
    public bool HasDates { get; init; }

    /// <summary>What every subject gets at any time, or <see cref="Outcome.DependsOnSubject"/> when it depends.</summary>
    public int ConstantOutcome { get; init; } = Outcome.DependsOnSubject;

    /// <summary>What every subject gets at any time, where nothing is left to do but to give it: it is usable, and not logged. Null else.</summary>
    public Variation? Constant { get; init; }

    /// <summary>True where the configuration declares no type, as before UFC: an untyped call gets the key of its variation, and whole numbers are numbers too.</summary>
    public bool Untyped { get; init; }

    /// <summary>True where every variation reads its value by the type of the call (<see cref="Variation.Reads"/>), as Amplitude's flags do.</summary>
    public bool AnswersAnyType { get; init; }

    /// <summary>Subjects that are not asked; null nearly always.</summary>
    public AllowList? Overrides { get; init; }

    /// <summary>Decides instead of the allocations' rules and shards, for an engine of other rules; null for Eppo's.</summary>
    public CustomEvaluator? CustomEvaluator { get; init; }

    /// <summary>True when there are no overrides and one <see cref="ShardCache"/> holds all salts.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Whether a call of another type than the flag's gets its value all the same.</summary>
    public bool AlsoAnswers(VariationType type) => AnswersAnyType || (Untyped && Type == VariationType.Integer && type == VariationType.Numeric);

    /// <summary>The same flag under the key that its callers know: a configuration of hashes does not.</summary>
    public CompiledFlag Named(string key) => new()
    {
        Key = key,
        Type = Type,
        Enabled = Enabled,
        EntityId = EntityId,
        Fingerprint = Fingerprint,
        Defect = Defect,
        Allocations = Allocations,
        Splits = Splits,
        TotalShards = TotalShards,
        Salts = Salts,
        HasDates = HasDates,
        ConstantOutcome = ConstantOutcome,
        Untyped = Untyped,
        AnswersAnyType = AnswersAnyType,
        Overrides = Overrides,
        Constant = Constant,
        CustomEvaluator = CustomEvaluator,
        IsPlain = IsPlain,
    };

    /// <summary>Decides. Throws what the subject throws; nothing else.</summary>
    public int Evaluate(scoped in SubjectView subject, TimeProvider clock)
    {
        if (IsPlain)
        {
            ShardCache memory = default;
            EvaluationState walk = default;
            return Decide(subject, clock, memory, ref walk);
        }

        return CustomEvaluator is { } decider ? decider.Decide(subject) : DecideRare(subject, clock);
    }

    /// <summary>Decides a plain flag as far as the shards remembered lead. Throws what the subject throws; nothing else.</summary>
    /// <param name="subject">Whom for.</param>
    /// <param name="clock">The time.</param>
    /// <param name="memory">The shards of its salts.</param>
    /// <param name="walk">Where the walk begins, and where it waits.</param>
    /// <returns><see cref="Outcome.Waits"/> when the shard that the walk names is to be remembered first.</returns>
    public int Advance(scoped in SubjectView subject, TimeProvider clock, scoped ref ShardCache memory, scoped ref EvaluationState walk)
    {
        walk.MayWait = true;
        return Decide(subject, clock, memory, ref walk);
    }

    /// <summary>The shard of a hash, as a memory has it: a bit above the 32 of the shard tells a remembered 0 from nothing.</summary>
    public ulong Remembered(uint hash) => (1UL << 32) | (hash % TotalShards);

    private int DecideRare(scoped in SubjectView subject, TimeProvider clock)
    {
        if (Overrides is { } overrides)
        {
            if (overrides.TryFind(subject.Key, out int split))
            {
                return split;
            }

            if (!overrides.OthersAreAsked)
            {
                return Outcome.Disabled;
            }
        }

        // The bound keeps a hostile configuration off the stack; salts behind it are hashed anew.
        Span<ulong> memory = stackalloc ulong[Math.Min(Salts.Length, 512)];
        EvaluationState walk = default;
        return Decide(subject, clock, memory, ref walk);
    }

    private int Decide(scoped in SubjectView subject, TimeProvider clock, scoped Span<ulong> memory, scoped ref EvaluationState walk)
    {
        bool hasDates = HasDates;
        long now = hasDates ? clock.GetUtcNow().UtcTicks : 0;
        Allocation[] allocations = Allocations;
        for (int index = walk.Allocation; index < allocations.Length; index++)
        {
            Allocation allocation = allocations[index];
            if (walk.IsWaiting)
            {
                // It has been asked before the wait.
                walk.IsWaiting = false;
            }
            else if ((hasDates && !allocation.IsOpen(now)) || !allocation.Takes(subject))
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

                    if (walk.MayWait && memory[shard.SaltIndex] == 0)
                    {
                        (walk.IsWaiting, walk.Allocation, walk.Salt) = (true, index, shard.SaltIndex);
                        return Outcome.Waits;
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

            if (allocation.IsLast)
            {
                break;
            }
        }

        return Outcome.NoAllocation;
    }

    private uint ShardOf(int salt, string key, scoped Span<ulong> memory)
    {
        if ((uint)salt >= (uint)memory.Length)
        {
            return Salts[salt].ShardOf(key, TotalShards);
        }

        ref ulong remembered = ref memory[salt];
        if (remembered == 0)
        {
            remembered = Remembered(Salts[salt].HashOf(key));
        }

        return (uint)remembered;
    }
}
