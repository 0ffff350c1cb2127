namespace EppoTyped;

/// <summary>A flag laid out for evaluation. Immutable; a reader makes it when a configuration arrives.</summary>
internal sealed record CompiledFlag
{
    /// <summary>The key under which the configuration lists it.</summary>
    public required string Key { get; init; }

    public VariationType Type { get; init; }

    public bool Enabled { get; init; }

    /// <summary>Copied into assignment events.</summary>
    public long? EntityId { get; init; }

    /// <summary>A hash of the definition's text, to see that a flag changed; 0 where the reader does not compute one.</summary>
    public ulong Fingerprint { get; init; }

    /// <summary>Why the flag could not be read; null when it could. Callers of a flag with a defect get their default.</summary>
    public string? Defect { get; init; }

    public Allocation[] Allocations { get; init; } = [];

    /// <summary>The splits of all allocations in order; an outcome of 0 or more is an index into them.</summary>
    public Split[] Splits { get; init; } = [];

    /// <summary>The number of shards that hashes are reduced to; not 0 where a split has shards.</summary>
    public uint TotalShards { get; init; } = 1;

    /// <summary>The distinct salts. A shard names its salt by index, so that a call hashes each at most once.</summary>
    public Salt[] Salts { get; init; } = [];

    /// <summary>True when an allocation has a start or an end: only then is the clock read.</summary>
    public bool HasDates { get; init; }

    /// <summary>The outcome of every subject at any time, or <see cref="Outcome.DependsOnSubject"/>.</summary>
    public int ConstantOutcome { get; init; } = Outcome.DependsOnSubject;

    /// <summary>
    /// The variation of every subject at any time, where it is usable and not logged, so that a call only has to return it; null otherwise.
    /// </summary>
    public Variation? Constant { get; init; }

    /// <summary>
    /// True where the configuration declares no type, as before UFC: an untyped call returns the variation's key, and whole numbers are
    /// numbers too.
    /// </summary>
    public bool Untyped { get; init; }

    /// <summary>
    /// True where every variation reads its value by the type of the call (<see cref="Variation.ReadAs"/>), as Amplitude's flags do.
    /// </summary>
    public bool AcceptsAnyType { get; init; }

    /// <summary>Subjects that get a split without evaluation; null for nearly every flag.</summary>
    public AllowList? AllowList { get; init; }

    /// <summary>Evaluates instead of the allocations' rules and shards, for an engine with other rules; null for Eppo's.</summary>
    public CustomEvaluator? CustomEvaluator { get; init; }

    /// <summary>True when there is no allow list and one <see cref="ShardCache"/> holds all salts.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Whether a call of another type than the flag's gets its value too.</summary>
    public bool AcceptsType(VariationType type) =>
        AcceptsAnyType || (Untyped && Type == VariationType.Integer && type == VariationType.Numeric);

    /// <summary>Evaluates. Throws what the subject throws; nothing else.</summary>
    /// <returns>The index of a split, or one of the constants of <see cref="Outcome"/>.</returns>
    public int Evaluate(scoped in SubjectView subject, TimeProvider clock)
    {
        if (IsPlain)
        {
            ShardCache cache = default;
            EvaluationState state = default;
            return EvaluateAllocations(subject, clock, cache, ref state);
        }

        return CustomEvaluator is { } evaluator ? evaluator.Evaluate(subject) : EvaluateGeneral(subject, clock);
    }

    /// <summary>Evaluates a plain flag until it needs a hash that is not cached. Throws what the subject throws; nothing else.</summary>
    /// <param name="subject">The subject to evaluate for.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cache">The shards computed so far, by salt.</param>
    /// <param name="state">Where the evaluation begins, and where it pauses.</param>
    /// <returns>
    /// <see cref="Outcome.NeedsHash"/> when the shard of the salt in <paramref name="state"/> must be cached before the next call.
    /// </returns>
    public int EvaluateUntilHash(
        scoped in SubjectView subject, TimeProvider clock, scoped ref ShardCache cache, scoped ref EvaluationState state)
    {
        state.MayPause = true;
        return EvaluateAllocations(subject, clock, cache, ref state);
    }

    /// <summary>A hash's shard as the cache stores it: a bit above the 32 of the shard tells a cached 0 from an empty entry.</summary>
    public ulong CacheEntryOf(uint hash) => (1UL << 32) | (hash % TotalShards);

    private int EvaluateGeneral(scoped in SubjectView subject, TimeProvider clock)
    {
        if (AllowList is { } allowList)
        {
            if (allowList.TryFind(subject.Key, out int split))
            {
                return split;
            }

            if (!allowList.IsFlagEnabled)
            {
                return Outcome.Disabled;
            }
        }

        // The bound keeps a hostile configuration from overflowing the stack; salts beyond it are hashed each time.
        Span<ulong> cache = stackalloc ulong[Math.Min(Salts.Length, 512)];
        EvaluationState state = default;
        return EvaluateAllocations(subject, clock, cache, ref state);
    }

    private int EvaluateAllocations(
        scoped in SubjectView subject, TimeProvider clock, scoped Span<ulong> cache, scoped ref EvaluationState state)
    {
        bool hasDates = HasDates;
        long now = hasDates ? clock.GetUtcNow().UtcTicks : 0;
        Allocation[] allocations = Allocations;
        for (int index = state.Allocation; index < allocations.Length; index++)
        {
            Allocation allocation = allocations[index];
            if (state.IsPaused)
            {
                // It matched before the pause.
                state.IsPaused = false;
            }
            else if ((hasDates && !allocation.IsOpen(now)) || !allocation.Matches(subject))
            {
                continue;
            }

            int end = allocation.FirstSplit + allocation.SplitCount;
            for (int split = allocation.FirstSplit; split < end; split++)
            {
                bool matches = true;
                foreach (Shard shard in Splits[split].ExcludingShards)
                {
                    if (subject.Key is not { } key)
                    {
                        return Outcome.KeyMissing;
                    }

                    if (state.MayPause && cache[shard.SaltIndex] == 0)
                    {
                        (state.IsPaused, state.Allocation, state.Salt) = (true, index, shard.SaltIndex);
                        return Outcome.NeedsHash;
                    }

                    if (!shard.Contains(ShardOf(shard.SaltIndex, key, cache)))
                    {
                        matches = false;
                        break;
                    }
                }

                if (matches)
                {
                    return split;
                }
            }

            if (allocation.EndsEvaluation)
            {
                break;
            }
        }

        return Outcome.NoAllocation;
    }

    private uint ShardOf(int salt, string key, scoped Span<ulong> cache)
    {
        if ((uint)salt >= (uint)cache.Length)
        {
            return Salts[salt].ShardOf(key, TotalShards);
        }

        ref ulong cached = ref cache[salt];
        if (cached == 0)
        {
            cached = CacheEntryOf(Salts[salt].HashOf(key));
        }

        return (uint)cached;
    }
}
