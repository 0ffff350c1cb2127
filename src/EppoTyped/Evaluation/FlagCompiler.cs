using System.Collections.Frozen;

namespace EppoTyped;

/// <summary>Lays a flag out as a call needs it: flat splits, numbered salts, and the answer itself where it depends on nothing.</summary>
internal static class FlagCompiler
{
    public static CompiledFlag Compile(FlagSpec source)
    {
        Allocation[] allocations = new Allocation[source.Allocations.Length];
        List<Split> splits = new(2 * allocations.Length);
        Salts salts = new();
        for (int index = 0; index < allocations.Length; index++)
        {
            AllocationSpec from = source.Allocations[index];
            allocations[index] = new Allocation
            {
                Key = from.Key,
                Rules = from.Rules,
                StartTicks = from.StartTicks,
                EndTicks = from.EndTicks,
                FirstSplit = splits.Count,
                SplitCount = from.Splits.Length,
                IsLast = from.IsLast,
            };
            foreach (SplitSpec split in from.Splits)
            {
                Shard[] shards = Shards(split.Shards, source.TotalShards, salts);
                splits.Add(new Split
                {
                    Allocation = allocations[index],
                    VariationKey = split.VariationKey,
                    Variation = source.Variations.GetValueOrDefault(split.VariationKey),
                    DoLog = from.DoLog,
                    ExtraLogging = split.ExtraLogging,
                    Shards = shards,
                    AskedShards = Array.Exists(shards, shard => shard.TakesAll) ? Array.FindAll(shards, shard => !shard.TakesAll) : shards,
                });
            }
        }

        AllowList? overrides = source.Overrides is { Count: > 0 } listed ? Overrides(listed, source, splits) : null;
        Split[] flat = [.. splits];
        int always = overrides is null ? FixedOutcome(allocations, flat) : Outcome.DependsOnSubject;
        return new CompiledFlag
        {
            Key = source.Key,
            Type = source.Type,
            Enabled = source.Enabled || overrides is not null,
            EntityId = source.EntityId,
            Fingerprint = source.Fingerprint,
            Allocations = allocations,
            Splits = flat,
            TotalShards = source.TotalShards,
            Salts = salts.ToArray(),
            HasDates = Array.Exists(allocations, allocation => allocation.HasDates),
            ConstantOutcome = always,
            Constant = source.Enabled && always >= 0 && flat[always] is { DoLog: false, Variation: { Defect: null } constant } ? constant : null,
            Untyped = source.Untyped,
            Overrides = overrides,
            IsPlain = overrides is null && salts.Count <= ShardCache.Length,
        };
    }

    /// <summary>Gives every value a split of its own, behind those that allocations lead to. None of them is logged.</summary>
    private static AllowList Overrides(IReadOnlyDictionary<UInt128, Variation> listed, FlagSpec source, List<Split> splits)
    {
        Allocation allocation = new() { Key = "override" };
        Dictionary<Variation, int> places = new(ReferenceEqualityComparer.Instance);
        foreach (Variation variation in listed.Values)
        {
            if (places.TryAdd(variation, splits.Count))
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

        return new AllowList(listed.ToFrozenDictionary(entry => entry.Key, entry => places[entry.Value]), source.Enabled);
    }

    private static Shard[] Shards(ShardSpec[] sources, uint totalShards, Salts salts)
    {
        if (sources.Length == 0)
        {
            return [];
        }

        Shard[] shards = new Shard[sources.Length];
        for (int index = 0; index < shards.Length; index++)
        {
            (string salt, ShardRange[] ranges, string? suffix) = sources[index];
            bool takesAll = false;
            foreach (ShardRange range in ranges)
            {
                takesAll |= range.Start == 0 && range.End >= totalShards;
            }

            shards[index] = new Shard { Salt = salt, Ranges = ranges, SaltIndex = salts.IndexOf(salt, suffix), TakesAll = takesAll };
        }

        return shards;
    }

    /// <summary>What every subject gets at any time, if that can be said.</summary>
    private static int FixedOutcome(Allocation[] allocations, Split[] splits)
    {
        foreach (Allocation allocation in allocations)
        {
            if (allocation.SplitCount == 0 && !allocation.IsLast)
            {
                continue;
            }

            bool takesEverybody = !allocation.HasDates && allocation.Rules.Length == 0 && allocation.SplitCount > 0 && splits[allocation.FirstSplit].AskedShards.Length == 0;
            return takesEverybody ? allocation.FirstSplit : Outcome.DependsOnSubject;
        }

        return Outcome.NoAllocation;
    }

    /// <summary>The distinct salts of a flag, in the order they are met. Few nearly always; a dictionary where a hostile configuration has many.</summary>
    private sealed class Salts
    {
        private const int ScanAtMost = 16;

        private readonly List<(string Text, string? Suffix)> _met = new(1);
        private Dictionary<(string Text, string? Suffix), int>? _many;

        public int Count => _met.Count;

        public int IndexOf(string text, string? suffix)
        {
            int known = _many is null ? _met.IndexOf((text, suffix)) : _many.GetValueOrDefault((text, suffix), -1);
            if (known >= 0)
            {
                return known;
            }

            _met.Add((text, suffix));
            if (_many is not null)
            {
                _many.Add((text, suffix), _met.Count - 1);
            }
            else if (_met.Count > ScanAtMost)
            {
                _many = [];
                for (int index = 0; index < _met.Count; index++)
                {
                    _many.Add(_met[index], index);
                }
            }

            return _met.Count - 1;
        }

        public Salt[] ToArray()
        {
            Salt[] salts = new Salt[_met.Count];
            for (int index = 0; index < salts.Length; index++)
            {
                salts[index] = new Salt(_met[index].Text, _met[index].Suffix);
            }

            return salts;
        }
    }
}
