using System.Collections.Frozen;

namespace EppoTyped;

/// <summary>Compiles a flag: flat splits, numbered salts, and the outcome itself where it is the same for every subject.</summary>
internal static class FlagCompiler
{
    public static CompiledFlag Compile(FlagSpec spec)
    {
        Allocation[] allocations = new Allocation[spec.Allocations.Length];
        List<Split> splits = new(2 * allocations.Length);
        Salts salts = new();
        for (int index = 0; index < allocations.Length; index++)
        {
            AllocationSpec allocation = spec.Allocations[index];
            allocations[index] = new Allocation
            {
                Key = allocation.Key,
                Rules = allocation.Rules,
                StartTicks = allocation.StartTicks,
                EndTicks = allocation.EndTicks,
                FirstSplit = splits.Count,
                SplitCount = allocation.Splits.Length,
                EndsEvaluation = allocation.EndsEvaluation,
            };
            foreach (SplitSpec split in allocation.Splits)
            {
                Shard[] shards = CompileShards(split.Shards, spec.TotalShards, salts);
                splits.Add(new Split
                {
                    Allocation = allocations[index],
                    VariationKey = split.VariationKey,
                    Variation = spec.Variations.GetValueOrDefault(split.VariationKey),
                    DoLog = allocation.DoLog,
                    ExtraLogging = split.ExtraLogging,
                    Shards = shards,
                    ExcludingShards = ExcludingShardsOf(shards),
                });
            }
        }

        AllowList? allowList = spec.AllowList is { Count: > 0 } listed ? CompileAllowList(listed, spec, splits) : null;
        Split[] flat = [.. splits];
        int constant = allowList is null ? ConstantOutcomeOf(allocations, flat) : Outcome.DependsOnSubject;
        return new CompiledFlag
        {
            Key = spec.Key,
            Type = spec.Type,
            Enabled = spec.Enabled || allowList is not null,
            EntityId = spec.EntityId,
            Fingerprint = spec.Fingerprint,
            Allocations = allocations,
            Splits = flat,
            TotalShards = spec.TotalShards,
            Salts = salts.ToArray(),
            HasDates = Array.Exists(allocations, allocation => allocation.HasDates),
            ConstantOutcome = constant,
            Constant = spec.Enabled && constant >= 0 && flat[constant] is { DoLog: false, Variation: { Defect: null } variation }
                ? variation
                : null,
            Untyped = spec.Untyped,
            AllowList = allowList,
            IsPlain = allowList is null && salts.Count <= ShardCache.Length,
        };
    }

    /// <summary>Appends a split for every variation of the list, after those of the allocations. None of them is logged.</summary>
    private static AllowList CompileAllowList(IReadOnlyDictionary<UInt128, Variation> listed, FlagSpec spec, List<Split> splits)
    {
        Allocation allocation = new() { Key = "override" };
        Dictionary<Variation, int> indexes = new(ReferenceEqualityComparer.Instance);
        foreach (Variation variation in listed.Values)
        {
            if (indexes.TryAdd(variation, splits.Count))
            {
                splits.Add(new Split
                {
                    Allocation = allocation,
                    VariationKey = variation.Key,
                    Variation = variation,
                    DoLog = false,
                });
            }
        }

        return new AllowList(listed.ToFrozenDictionary(entry => entry.Key, entry => indexes[entry.Value]), spec.Enabled);
    }

    private static Shard[] CompileShards(ShardSpec[] specs, uint totalShards, Salts salts)
    {
        if (specs.Length == 0)
        {
            return [];
        }

        Shard[] shards = new Shard[specs.Length];
        for (int index = 0; index < shards.Length; index++)
        {
            (string salt, ShardRange[] ranges, string? suffix) = specs[index];
            bool coversAll = false;
            foreach (ShardRange range in ranges)
            {
                coversAll |= range.Start == 0 && range.End >= totalShards;
            }

            shards[index] = new Shard { Salt = salt, Ranges = ranges, SaltIndex = salts.IndexOf(salt, suffix), CoversAll = coversAll };
        }

        return shards;
    }

    private static Shard[] ExcludingShardsOf(Shard[] shards) =>
        Array.Exists(shards, shard => shard.CoversAll) ? Array.FindAll(shards, shard => !shard.CoversAll) : shards;

    /// <summary>The outcome of every subject at any time, or <see cref="Outcome.DependsOnSubject"/>.</summary>
    private static int ConstantOutcomeOf(Allocation[] allocations, Split[] splits)
    {
        foreach (Allocation allocation in allocations)
        {
            if (allocation.SplitCount == 0 && !allocation.EndsEvaluation)
            {
                continue;
            }

            bool matchesAll = !allocation.HasDates && allocation.Rules.Length == 0
                && allocation.SplitCount > 0 && splits[allocation.FirstSplit].ExcludingShards.Length == 0;
            return matchesAll ? allocation.FirstSplit : Outcome.DependsOnSubject;
        }

        return Outcome.NoAllocation;
    }

    /// <summary>
    /// The distinct salts of a flag, in order of appearance. Nearly always few; a dictionary where a hostile configuration has many.
    /// </summary>
    private sealed class Salts
    {
        private const int MaxScanned = 16;

        private readonly List<(string Text, string? Suffix)> _salts = new(1);
        private Dictionary<(string Text, string? Suffix), int>? _many;

        public int Count => _salts.Count;

        public int IndexOf(string text, string? suffix)
        {
            int known = _many is null ? _salts.IndexOf((text, suffix)) : _many.GetValueOrDefault((text, suffix), -1);
            if (known >= 0)
            {
                return known;
            }

            _salts.Add((text, suffix));
            if (_many is not null)
            {
                _many.Add((text, suffix), _salts.Count - 1);
            }
            else if (_salts.Count > MaxScanned)
            {
                _many = [];
                for (int index = 0; index < _salts.Count; index++)
                {
                    _many.Add(_salts[index], index);
                }
            }

            return _salts.Count - 1;
        }

        public Salt[] ToArray()
        {
            Salt[] salts = new Salt[_salts.Count];
            for (int index = 0; index < salts.Length; index++)
            {
                salts[index] = new Salt(_salts[index].Text, _salts[index].Suffix);
            }

            return salts;
        }
    }
}
