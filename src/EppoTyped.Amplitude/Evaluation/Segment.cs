namespace EppoTyped.Amplitude;

/// <summary>A compiled segment: a part of a flag's users, and their variant.</summary>
/// <param name="conditions">Takes a user if all conditions of any inner list hold; null takes every user, an empty outer list none.</param>
/// <param name="bucket">Distributes the users it takes; null for one variant for all.</param>
/// <param name="split">The split of users that the bucket does not take; negative for none, so that the next segment is tried.</param>
internal sealed class Segment(SegmentCondition[][]? conditions, Bucket? bucket, int split)
{
    /// <summary>The split of every user, or <see cref="Outcome.DependsOnSubject"/>.</summary>
    public int ConstantOutcome => conditions is not null || bucket is not null ? Outcome.DependsOnSubject : split;

    /// <summary>The split of a user; negative where this segment has none.</summary>
    public int Evaluate(scoped in EvaluationTarget target)
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
            if (AllHold(all, target))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AllHold(SegmentCondition[] all, scoped in EvaluationTarget target)
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
