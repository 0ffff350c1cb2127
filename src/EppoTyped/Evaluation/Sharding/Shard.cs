namespace EppoTyped;

/// <summary>A salt and the ranges of hashes it takes.</summary>
internal sealed class Shard
{
    public required string Salt { get; init; }

    public required ShardRange[] Ranges { get; init; }

    /// <summary>Its salt's place in <see cref="CompiledFlag.Salts"/>.</summary>
    public required int SaltIndex { get; init; }

    /// <summary>True when a range covers all shards: it excludes nobody and is never asked.</summary>
    public required bool TakesAll { get; init; }

    /// <summary>Whether any range holds the shard: start inclusive, end exclusive.</summary>
    public bool Contains(uint shard)
    {
        foreach (ShardRange range in Ranges)
        {
            if (shard >= range.Start && shard < range.End)
            {
                return true;
            }
        }

        return false;
    }
}
