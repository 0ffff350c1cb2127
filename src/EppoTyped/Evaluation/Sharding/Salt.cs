using System.Text;

namespace EppoTyped;

/// <summary>A salt as it is hashed: the UTF-8 before the subject's key, and what the older formats hash behind it.</summary>
internal readonly struct Salt(string text, string? suffix)
{
    private readonly byte[] _prefix = SubjectHash.Prefix(text);
    private readonly byte[]? _suffix = suffix is null ? null : Encoding.UTF8.GetBytes(suffix);

    /// <summary>What is hashed before the key.</summary>
    public ReadOnlySpan<byte> Prefix => _prefix;

    /// <summary>What is hashed behind the key.</summary>
    public ReadOnlySpan<byte> Suffix => _suffix;

    public uint HashOf(string key) => SubjectHash.Hash(_prefix, key, _suffix);

    public uint ShardOf(string key, uint totalShards) => SubjectHash.Shard(_prefix, key, totalShards, _suffix);
}
