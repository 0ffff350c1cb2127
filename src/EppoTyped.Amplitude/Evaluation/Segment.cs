namespace EppoTyped.Amplitude;

/// <summary>A part of a flag's users, and what they get.</summary>
/// <param name="conditions">Any inner list suffices, all of whose conditions hold; null takes everybody, no inner list nobody.</param>
/// <param name="bucket">How those that it takes are spread; null gives all the same.</param>
/// <param name="split">What those get that no bucket has; below 0 for nothing, so that the next segment is asked.</param>
internal sealed class Segment(SegmentCondition[][]? conditions, Bucket? bucket, int split)
{
    /// <summary>What everybody gets here, or <see cref="Outcome.DependsOnSubject"/> when it depends on who asks.</summary>
    public int ConstantOutcome => conditions is not null || bucket is not null ? Outcome.DependsOnSubject : split;

    /// <summary>The split of a user; below 0 where this segment has none.</summary>
    public int Decide(scoped in EvaluationTarget target)
    {
        if (!Takes(target))
        {
            return FlagResultCache.NoVariant;
        }

        return bucket is null || !bucket.TryPick(target, out int picked) ? split : picked;
    }

    private bool Takes(scoped in EvaluationTarget target)
    {
        if (conditions is null)
        {
            return true;
        }

        foreach (SegmentCondition[] all in conditions)
        {
            if (HoldAll(all, target))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HoldAll(SegmentCondition[] all, scoped in EvaluationTarget target)
    {
        foreach (SegmentCondition condition in all)
        {
            if (!condition.Holds(target))
            {
                return false;
            }
        }

        return true;
    }
}
