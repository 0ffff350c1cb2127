namespace EppoTyped;

/// <summary>An allocation of the format before UFC: a share of all subjects, some of whom a holdout keeps apart, spread over variations.</summary>
internal sealed class RacAllocation
{
    /// <summary>From 0 to 1.</summary>
    public double PercentExposure { get; init; }

    public string? StatusQuoVariationKey { get; init; }

    public string? ShippedVariationKey { get; init; }

    public IReadOnlyList<RacHoldout> Holdouts { get; init; } = [];

    public IReadOnlyList<RacVariation> Variations { get; init; } = [];

    /// <summary>The allocation in the terms of UFC: who is exposed gets the first holdout that takes him, else his variation.</summary>
    public List<SplitSpec> Splits(string flagKey, uint totalShards)
    {
        string behindKey = "-" + flagKey;
        // At most, not less than: a shard at the bound itself is exposed, so that 0 % still lets shard 0 in.
        double bound = Math.Floor(PercentExposure * totalShards);
        long end = double.IsNaN(bound) || bound < 0 ? 0 : (long)Math.Min(bound, totalShards) + 1;
        ShardSpec exposure = new("exposure", [new ShardRange(0, end)], behindKey);
        List<SplitSpec> splits = new(Variations.Count + (2 * Holdouts.Count));
        foreach (RacHoldout holdout in Holdouts)
        {
            // Only a rollout has shipped anything, and only there its two sides have names.
            string? name = holdout.Shipped is null ? null : "status_quo";
            Hold(splits, exposure, holdout.Key, name, holdout.StatusQuo, StatusQuoVariationKey);
            Hold(splits, exposure, holdout.Key, "all_shipped_variants", holdout.Shipped, ShippedVariationKey);
        }

        foreach (RacVariation variation in Variations)
        {
            splits.Add(new SplitSpec(variation.Value.Text, [exposure, new ShardSpec("assignment", [variation.Range], behindKey)], null));
        }

        return splits;
    }

    /// <summary>A holdout without its variation holds nobody.</summary>
    private void Hold(List<SplitSpec> splits, ShardSpec exposure, string holdoutKey, string? holdoutVariation, ShardRange? range, string? variationKey)
    {
        if (range is not { } held || variationKey is null)
        {
            return;
        }

        foreach (RacVariation variation in Variations)
        {
            if (string.Equals(variation.Key, variationKey, StringComparison.Ordinal))
            {
                Dictionary<string, string> logged = new(StringComparer.Ordinal) { ["holdout"] = holdoutKey };
                if (holdoutVariation is not null)
                {
                    logged.Add("holdoutVariation", holdoutVariation);
                }

                splits.Add(new SplitSpec(variation.Value.Text, [exposure, new ShardSpec("holdout", [held])], logged));
                return;
            }
        }
    }
}

/// <summary>A variation: the key that holdouts know it by, its value, and its share of those assigned.</summary>
internal sealed record RacVariation(string? Key, RacValue Value, ShardRange Range);

/// <summary>A holdout: whom it keeps at the status quo, and in a rollout whom it gives everything that was shipped.</summary>
internal sealed record RacHoldout(string Key, ShardRange? StatusQuo, ShardRange? Shipped);
