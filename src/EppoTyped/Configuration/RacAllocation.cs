namespace EppoTyped;

/// <summary>
/// An allocation of the format before UFC: a percentage of all subjects, without those in holdouts, divided among variations.
/// </summary>
internal sealed class RacAllocation
{
    /// <summary>The share of subjects that are exposed, from 0 to 1.</summary>
    public double PercentExposure { get; init; }

    public string? StatusQuoVariationKey { get; init; }

    public string? ShippedVariationKey { get; init; }

    public IReadOnlyList<RacHoldout> Holdouts { get; init; } = [];

    public IReadOnlyList<RacVariation> Variations { get; init; } = [];

    /// <summary>
    /// The allocation as splits of UFC: an exposed subject gets the first holdout that it is in, otherwise its variation.
    /// </summary>
    public List<SplitSpec> ToSplits(string flagKey, uint totalShards)
    {
        string suffix = "-" + flagKey;
        // The bound is inclusive: a shard at the bound is exposed, so that 0 % still exposes shard 0.
        double bound = Math.Floor(PercentExposure * totalShards);
        long end = double.IsNaN(bound) || bound < 0 ? 0 : (long)Math.Min(bound, totalShards) + 1;
        ShardSpec exposure = new("exposure", [new ShardRange(0, end)], suffix);
        List<SplitSpec> splits = new(Variations.Count + (2 * Holdouts.Count));
        foreach (RacHoldout holdout in Holdouts)
        {
            // Only the holdout of a rollout has shipped variations, and only there events name the two sides.
            string? name = holdout.Shipped is null ? null : "status_quo";
            AddHoldout(splits, exposure, holdout.Key, name, holdout.StatusQuo, StatusQuoVariationKey);
            AddHoldout(splits, exposure, holdout.Key, "all_shipped_variants", holdout.Shipped, ShippedVariationKey);
        }

        foreach (RacVariation variation in Variations)
        {
            splits.Add(new SplitSpec(variation.Value.Text, [exposure, new ShardSpec("assignment", [variation.Range], suffix)], null));
        }

        return splits;
    }

    /// <summary>
    /// Adds the split of one side of a holdout; nothing where the side has no range, or the allocation does not have its variation.
    /// </summary>
    private void AddHoldout(
        List<SplitSpec> splits, ShardSpec exposure, string holdoutKey, string? holdoutVariation, ShardRange? range, string? variationKey)
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

/// <summary>A variation: the key that holdouts refer to, its value, and its range of the assigned shards.</summary>
internal sealed record RacVariation(string? Key, RacValue Value, ShardRange Range);

/// <summary>A holdout: the shards that keep the status quo, and in a rollout the shards that get everything that was shipped.</summary>
internal sealed record RacHoldout(string Key, ShardRange? StatusQuo, ShardRange? Shipped);
