using System.Text;

namespace EppoTyped;

/// <summary>A salt in UTF-8, as it is hashed: before the subject's key, and in the older formats with a suffix after it.</summary>
internal readonly struct Salt(string text, string? suffix)
{
    private readonly byte[] _prefix = SubjectHash.Prefix(text);
    private readonly byte[]? _suffix = suffix is null ? null : Encoding.UTF8.GetBytes(suffix);

    /// <summary>What is hashed before the key.</summary>
    public ReadOnlySpan<byte> Prefix => _prefix;

    /// <summary>What is hashed after the key.</summary>
    public ReadOnlySpan<byte> Suffix => _suffix;

    public uint HashOf(string key) => SubjectHash.Hash(_prefix, key, _suffix);

    public uint ShardOf(string key, uint totalShards) => SubjectHash.Shard(_prefix, key, totalShards, _suffix);
}
