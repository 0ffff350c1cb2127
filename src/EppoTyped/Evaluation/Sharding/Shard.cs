namespace EppoTyped;

/// <summary>A salt and the ranges of shards that match.</summary>
internal sealed class Shard
{
    public required string Salt { get; init; }

    public required ShardRange[] Ranges { get; init; }

    /// <summary>The index of its salt in <see cref="CompiledFlag.Salts"/>.</summary>
    public required int SaltIndex { get; init; }

    /// <summary>True when one range covers all shards: it matches every subject and is not evaluated.</summary>
    public required bool CoversAll { get; init; }

    /// <summary>Whether a range contains the shard: start inclusive, end exclusive.</summary>
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
