namespace EppoTyped.Amplitude;

/// <summary>Distributes the users of a segment by the hash of what a selector finds (docs/protocols/amplitude.md, section 4.6).</summary>
/// <param name="source">The value that is hashed.</param>
/// <param name="salt">The text that is hashed before it.</param>
/// <param name="allocations">The shares of the traffic.</param>
internal sealed class Bucket(BucketSource source, string salt, BucketAllocation[] allocations)
{
    /// <summary>The number of parts of the traffic; the quotient of the hash is the place in a distribution.</summary>
    private const uint Percents = 100;

    private readonly Murmur3 _hash = new(salt + "/");

    /// <summary>Finds the split of a user.</summary>
    /// <param name="target">The user.</param>
    /// <param name="split">The split; negative where the bucket names a variant that the flag does not have.</param>
    /// <returns>False where there is nothing to hash, or no range contains the hash.</returns>
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

/// <summary>A share of an allocation, and its split; negative for a variant that the flag does not have.</summary>
internal readonly record struct BucketDistribution(BucketRange Range, int Split);

/// <summary>A range, <c>Start &lt;= place &lt; End</c>.</summary>
internal readonly record struct BucketRange(long Start, long End)
{
    public bool Contains(uint place) => place >= Start && place < End;
}

/// <summary>The value that a bucket hashes: of the user, or of another flag's variant.</summary>
internal abstract class BucketSource
{
    public abstract TargetValue Read(scoped in EvaluationTarget target);
}

/// <summary>A value of the user.</summary>
internal sealed class SelectorSource(Selector selector) : BucketSource
{
    public override TargetValue Read(scoped in EvaluationTarget target) => selector.Read(target);
}

/// <summary>A value of another flag's variant.</summary>
internal sealed class ResultSource(int slot, TargetValue[] bySplit) : BucketSource
{
    public override TargetValue Read(scoped in EvaluationTarget target)
    {
        int split = target.Results.SplitOf(slot);
        return split < 0 ? default : bySplit[split];
    }
}
