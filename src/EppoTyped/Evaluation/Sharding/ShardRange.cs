namespace EppoTyped;

/// <summary>A range of shards.</summary>
/// <param name="Start">The first shard in the range.</param>
/// <param name="End">The first shard after the range.</param>
public readonly record struct ShardRange(long Start, long End);
