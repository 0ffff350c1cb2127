using System.Text;

namespace EppoTyped;

/// <summary>A salt as it is hashed: the UTF-8 before the subject's key, and what the older formats hash behind it.</summary>
internal readonly struct Salt(string text, string? suffix)
{
    private readonly byte[] _prefix = SubjectHash.Prefix(text);
    private readonly byte[]? _suffix = suffix is null ? null : Encoding.UTF8.GetBytes(suffix);

    public uint ShardOf(string key, uint totalShards) => SubjectHash.Shard(_prefix, key, totalShards, _suffix);
}
