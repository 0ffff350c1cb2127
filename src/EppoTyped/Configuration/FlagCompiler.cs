using System.Collections.Frozen;

namespace EppoTyped;

/// <summary>Lays a flag out as a call needs it: flat splits, numbered salts, and the answer itself where it depends on nothing.</summary>
internal static class FlagCompiler
{
    public static CompiledFlag Compile(FlagSource source)
    {
        Allocation[] allocations = new Allocation[source.Allocations.Count];
        List<Split> splits = new(allocations.Length);
        Dictionary<(string Text, string? Suffix), int> salts = [];
        for (int index = 0; index < allocations.Length; index++)
        {
            AllocationSource from = source.Allocations[index];
            allocations[index] = new Allocation
            {
                Key = from.Key,
                Rules = from.Rules,
                StartTicks = from.StartTicks,
                EndTicks = from.EndTicks,
                FirstSplit = splits.Count,
                SplitCount = from.Splits.Count,
                IsLast = from.IsLast,
            };
            string experiment = $"{source.Key}-{from.Key}";
            foreach (SplitSource split in from.Splits)
            {
                Shard[] shards = Shards(split.Shards, source.TotalShards, salts);
                splits.Add(new Split
                {
                    Allocation = allocations[index],
                    VariationKey = split.VariationKey,
                    Variation = source.Variations.GetValueOrDefault(split.VariationKey),
                    DoLog = from.DoLog,
                    Experiment = experiment,
                    ExtraLogging = split.ExtraLogging,
                    Shards = shards,
                    AskedShards = Array.Exists(shards, shard => shard.TakesAll) ? Array.FindAll(shards, shard => !shard.TakesAll) : shards,
                });
            }
        }

        KeyOverrides? overrides = source.Overrides is { Count: > 0 } listed ? Overrides(listed, source, splits) : null;
        Split[] flat = [.. splits];
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
            Salts = [.. salts.OrderBy(salt => salt.Value).Select(salt => new Salt(salt.Key.Text, salt.Key.Suffix))],
            HasDates = Array.Exists(allocations, allocation => allocation.HasDates),
            Fixed = overrides is null ? FixedOutcome(allocations, flat) : Outcome.Ask,
            Untyped = source.Untyped,
            Overrides = overrides,
            IsPlain = overrides is null && salts.Count <= ShardMemory.Length,
        };
    }

    /// <summary>Gives every value a split of its own, behind those that allocations lead to. None of them is logged.</summary>
    private static KeyOverrides Overrides(IReadOnlyDictionary<UInt128, Variation> listed, FlagSource source, List<Split> splits)
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
                    Experiment = $"{source.Key}-{allocation.Key}",
                });
            }
        }

        return new KeyOverrides(listed.ToFrozenDictionary(entry => entry.Key, entry => places[entry.Value]), source.Enabled);
    }

    private static Shard[] Shards(ShardSource[] sources, uint totalShards, Dictionary<(string Text, string? Suffix), int> salts)
    {
        if (sources.Length == 0)
        {
            return [];
        }

        Shard[] shards = new Shard[sources.Length];
        for (int index = 0; index < shards.Length; index++)
        {
            (string salt, ShardRange[] ranges, string? suffix) = sources[index];
            if (!salts.TryGetValue((salt, suffix), out int saltIndex))
            {
                saltIndex = salts.Count;
                salts.Add((salt, suffix), saltIndex);
            }

            bool takesAll = false;
            foreach (ShardRange range in ranges)
            {
                takesAll |= range.Start == 0 && range.End >= totalShards;
            }

            shards[index] = new Shard { Salt = salt, Ranges = ranges, SaltIndex = saltIndex, TakesAll = takesAll };
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
            return takesEverybody ? allocation.FirstSplit : Outcome.Ask;
        }

        return Outcome.NoAllocation;
    }
}
