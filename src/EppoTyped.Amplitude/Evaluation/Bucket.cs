namespace EppoTyped.Amplitude;

/// <summary>How a segment spreads its users (docs/protocols/amplitude.md, section 4.6): by the hash of what a selector finds.</summary>
/// <param name="source">What is hashed.</param>
/// <param name="salt">What is hashed before it.</param>
/// <param name="allocations">Who takes part.</param>
internal sealed class Bucket(BucketSource source, string salt, BucketAllocation[] allocations)
{
    /// <summary>Into how many parts traffic is cut; the rest of the hash is the distribution.</summary>
    private const uint Percents = 100;

    private readonly Murmur3 _hash = new(salt + "/");

    /// <summary>Picks the split of a user.</summary>
    /// <param name="target">The user.</param>
    /// <param name="split">The split; below 0 where the bucket names a variant that the flag does not have.</param>
    /// <returns>False when there is nothing to hash, or nobody takes it.</returns>
    public bool TryPick(scoped in EvaluationTarget target, out int split)
    {
        Span<char> room = stackalloc char[TargetValue.TextRoom];
        TargetValue value = source.Read(target);
        ReadOnlySpan<char> text = value.ToText(room);
        split = FlagResultCache.NoVariant;
        return !text.IsEmpty && TryPick(_hash.Of(text), ref split);
    }

    private bool TryPick(uint hash, ref int split)
    {
        (uint distribution, uint percent) = Math.DivRem(hash, Percents);
        foreach (BucketAllocation allocation in allocations)
        {
            if (!allocation.Range.Contains(percent))
            {
                continue;
            }

            foreach (BucketDistribution candidate in allocation.Distributions)
            {
                if (candidate.Range.Contains(distribution))
                {
                    split = candidate.Split;
                    return true;
                }
            }
        }

        return false;
    }
}

/// <summary>A share of the traffic.</summary>
internal readonly record struct BucketAllocation(BucketRange Range, BucketDistribution[] Distributions);

/// <summary>A share of the users who take part, and the split they get; below 0 for a variant that the flag does not have.</summary>
internal readonly record struct BucketDistribution(BucketRange Range, int Split);

/// <summary>A range without its end.</summary>
internal readonly record struct BucketRange(long Start, long End)
{
    public bool Contains(uint place) => place >= Start && place < End;
}

/// <summary>What a bucket hashes: a value of the user, or of another flag's variant.</summary>
internal abstract class BucketSource
{
    public abstract TargetValue Read(scoped in EvaluationTarget target);
}

/// <summary>A value of the user.</summary>
internal sealed class SelectorSource(Selector selector) : BucketSource
{
    public override TargetValue Read(scoped in EvaluationTarget target) => selector.Read(target);
}

/// <summary>A value of what another flag came to.</summary>
internal sealed class ResultSource(int slot, TargetValue[] bySplit) : BucketSource
{
    public override TargetValue Read(scoped in EvaluationTarget target)
    {
        int split = target.Results.SplitOf(slot);
        return split < 0 ? default : bySplit[split];
    }
}
