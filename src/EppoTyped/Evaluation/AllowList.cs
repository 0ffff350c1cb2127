using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EppoTyped;

/// <summary>Subjects, known by the MD5 of their keys alone, that get a split whatever the rules say: the allow list of the formats before UFC.</summary>
/// <param name="splits">The splits by hash.</param>
/// <param name="othersAreAsked">False where the flag is switched off and answers nobody else.</param>
internal sealed class AllowList(FrozenDictionary<UInt128, int> splits, bool othersAreAsked)
{
    private const int HexDigits = 32;
    private const int LongestOnStack = 256;

    /// <summary>False where the flag is switched off and answers nobody else.</summary>
    public bool OthersAreAsked { get; } = othersAreAsked;

    /// <summary>Reads a hash as configurations list it. Anything else is the hash of no key.</summary>
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

    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The protocol's naming of subjects, no security.")]
    private static UInt128 Hash(string key)
    {
        int most = Encoding.UTF8.GetMaxByteCount(key.Length);
        byte[]? rented = most > LongestOnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        Span<byte> bytes = rented ?? stackalloc byte[LongestOnStack];
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(bytes[..Encoding.UTF8.GetBytes(key, bytes)], digest);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return BinaryPrimitives.ReadUInt128BigEndian(digest);
    }
}
