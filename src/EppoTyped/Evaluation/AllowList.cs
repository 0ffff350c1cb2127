using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EppoTyped;

/// <summary>
/// The allow list of the formats before UFC: subjects, by the MD5 of their keys, that get a split whatever the rules are.
/// </summary>
/// <param name="splits">The splits by hash.</param>
/// <param name="isFlagEnabled">False when the flag is switched off, so that subjects not on the list get the default.</param>
internal sealed class AllowList(FrozenDictionary<UInt128, int> splits, bool isFlagEnabled)
{
    private const int HexDigits = 32;
    private const int MaxBytesOnStack = 256;

    /// <summary>False when the flag is switched off, so that subjects not on the list get the default.</summary>
    public bool IsFlagEnabled { get; } = isFlagEnabled;

    /// <summary>Reads a hash as configurations list it: 32 hexadecimal digits. Any other text matches no subject.</summary>
    public static bool TryParse(string hex, out UInt128 hash)
    {
        hash = default;
        return hex.Length == HexDigits && UInt128.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out hash);
    }

    public bool TryFind(string? subjectKey, out int split)
    {
        split = 0;
        return subjectKey is not null && splits.TryGetValue(Hash(subjectKey), out split);
    }

    [SuppressMessage("Security", "CA5351", Justification = "The protocol names subjects by MD5; nothing is secured by it.")]
    private static UInt128 Hash(string key)
    {
        int maxBytes = Encoding.UTF8.GetMaxByteCount(key.Length);
        byte[]? rented = maxBytes > MaxBytesOnStack ? ArrayPool<byte>.Shared.Rent(maxBytes) : null;
        Span<byte> bytes = rented ?? stackalloc byte[MaxBytesOnStack];
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(bytes[..Encoding.UTF8.GetBytes(key, bytes)], digest);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return BinaryPrimitives.ReadUInt128BigEndian(digest);
    }
}
