using System.Buffers.Binary;

namespace EppoTyped;

/// <summary>A fast hash of 64 bits, to tell one text of a server we trust from another. No protection against anybody.</summary>
internal static class TextHash
{
    private const ulong First = 0x9E3779B97F4A7C15, Second = 0xD1B54A32D192ED03;

    /// <summary>The hash; never 0.</summary>
    public static ulong Of(ReadOnlySpan<byte> text)
    {
        ulong hash = First, length = (ulong)text.Length;
        for (; text.Length >= 16; text = text[16..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text), Second ^ BinaryPrimitives.ReadUInt64LittleEndian(text[8..]));
        }

        Span<byte> rest = stackalloc byte[16];
        rest.Clear();
        text.CopyTo(rest);
        hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(rest), Second ^ BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]));
        // At the end, where no bit of the text can undo it.
        hash = Mix(hash, First ^ length);
        return hash == 0 ? 1 : hash;
    }

    private static ulong Mix(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        // The halves alone would lose all when a factor happens to be 0; the sum keeps the other one.
        return (high ^ low) + left + (right * First);
    }
}
