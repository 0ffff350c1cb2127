using System.Buffers.Binary;
using System.Numerics;

namespace EppoTyped;

/// <summary>A hash of 64 bits: different hashes show that a flag's definition changed; equal hashes do not prove that it did not.</summary>
internal static class Fingerprint
{
    private const ulong First = 0x9E3779B185EBCA87;
    private const ulong Second = 0xC2B2AE3D27D4EB4F;

    public static ulong Of(ReadOnlySpan<byte> text)
    {
        // Eight bytes at a time, because every flag of every configuration is hashed.
        ulong hash = (ulong)text.Length * First;
        while (text.Length >= sizeof(ulong))
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(text));
            text = text[sizeof(ulong)..];
        }

        foreach (byte rest in text)
        {
            hash = Mix(hash, rest);
        }

        hash = (hash ^ (hash >> 33)) * Second;
        return hash ^ (hash >> 29);
    }

    private static ulong Mix(ulong hash, ulong word) => BitOperations.RotateLeft(hash ^ (word * Second), 31) * First;
}
