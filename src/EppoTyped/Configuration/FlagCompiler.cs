namespace EppoTyped;

/// <summary>Lays a flag out as a call needs it: flat splits, numbered salts, and the answer itself where it depends on nothing.</summary>
internal static class FlagCompiler
{
    public static CompiledFlag Compile(FlagSource source)
    {
        Allocation[] allocations = new Allocation[source.Allocations.Count];
        List<Split> splits = new(allocations.Length);
        List<string> salts = [];
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

        Split[] flat = [.. splits];
        return new CompiledFlag
        {
            Key = source.Key,
            Type = source.Type,
            Enabled = source.Enabled,
            EntityId = source.EntityId,
            ContentHash = source.ContentHash,
            Allocations = allocations,
            Splits = flat,
            TotalShards = source.TotalShards,
            Salts = [.. salts.Select(SubjectHash.Prefix)],
            HasDates = Array.Exists(allocations, allocation => allocation.HasDates),
            Fixed = FixedOutcome(allocations, flat),
        };
    }

    private static Shard[] Shards(ShardSource[] sources, uint totalShards, List<string> salts)
    {
        if (sources.Length == 0)
        {
            return [];
        }

        Shard[] shards = new Shard[sources.Length];
        for (int index = 0; index < shards.Length; index++)
        {
            (string salt, ShardRange[] ranges) = sources[index];
            int saltIndex = salts.IndexOf(salt);
            if (saltIndex < 0)
            {
                saltIndex = salts.Count;
                salts.Add(salt);
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
            if (allocation.SplitCount == 0)
            {
                continue;
            }

            bool takesEverybody = !allocation.HasDates && allocation.Rules.Length == 0 && splits[allocation.FirstSplit].AskedShards.Length == 0;
            return takesEverybody ? allocation.FirstSplit : Outcome.Ask;
        }

        return Outcome.NoAllocation;
    }
}
