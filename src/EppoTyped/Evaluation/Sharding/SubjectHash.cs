using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace EppoTyped;

/// <summary>
/// The shard of a subject with a salt: the first 32 bits, big-endian, of the MD5 of <c>salt-key</c> in UTF-8, modulo the number of shards.
/// </summary>
internal static class SubjectHash
{
    /// <summary>The bytes with which every hash of a salt begins.</summary>
    public static byte[] Prefix(string salt) => Encoding.UTF8.GetBytes(salt + "-");

    /// <summary>The shard of a subject.</summary>
    /// <param name="prefix">What is hashed before the key: a salt as <see cref="Prefix"/> returns it.</param>
    /// <param name="key">The subject's key. Half a surrogate pair is hashed as U+FFFD, as in other SDKs.</param>
    /// <param name="totalShards">The number of shards, not 0.</param>
    /// <param name="suffix">What is hashed after the key; null for nothing.</param>
    public static uint Shard(ReadOnlySpan<byte> prefix, string key, uint totalShards, byte[]? suffix = null) =>
        Hash(prefix, key, suffix) % totalShards;

    /// <summary>The hash that <see cref="Shard"/> reduces to a shard.</summary>
    public static uint Hash(ReadOnlySpan<byte> prefix, string key, byte[]? suffix)
    {
        Md5Message message = default;
        Span<byte> bytes = message;
        if (prefix.Length < Md5.LongestMessage)
        {
            prefix.CopyTo(bytes);
            Span<byte> rest = bytes[prefix.Length..Md5.LongestMessage];
            if (Utf8.FromUtf16(key, rest, out _, out int written) == OperationStatus.Done)
            {
                int length = prefix.Length + written;
                if (suffix is null || (length += suffix.Length) <= Md5.LongestMessage)
                {
                    suffix?.CopyTo(bytes[(length - suffix.Length)..]);
                    return BinaryPrimitives.ReverseEndianness(Md5.FirstWord(bytes, length));
                }
            }
        }

        return HashLong(prefix, key, suffix ?? []);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    [SuppressMessage("Security", "CA5351", Justification = "The protocol's sharding; nothing is secured by it.")]
    private static uint HashLong(ReadOnlySpan<byte> prefix, string key, byte[] suffix)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(prefix.Length + Encoding.UTF8.GetByteCount(key) + suffix.Length);
        prefix.CopyTo(rented);
        int length = prefix.Length + Encoding.UTF8.GetBytes(key, rented.AsSpan(prefix.Length));
        suffix.CopyTo(rented, length);
        length += suffix.Length;
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(rented.AsSpan(0, length), digest);
        ArrayPool<byte>.Shared.Return(rented);
        return BinaryPrimitives.ReadUInt32BigEndian(digest);
    }

    [InlineArray(Md5.LongestPadded)]
    private struct Md5Message
    {
        private byte _first;
    }
}
