using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace EppoTyped.Amplitude;

/// <summary>MurmurHash3 (x86, 32 bits) of texts with a common beginning, which is mixed once, so that a call only mixes the rest.</summary>
internal sealed class Murmur3
{
    private const uint First = 0xcc9e2d51;
    private const uint Second = 0x1b873593;
    private const int BlockSize = sizeof(uint);
    private const int OnStack = 128;

    private readonly byte[] _rest;
    private readonly uint _state;
    private readonly uint _mixed;

    /// <summary>A hash of texts with a common beginning.</summary>
    /// <param name="beginning">The beginning of every text.</param>
    /// <param name="seed">The seed.</param>
    public Murmur3(string beginning, uint seed = 0)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(beginning);
        int whole = bytes.Length / BlockSize * BlockSize;
        (_state, _mixed, _rest) = (MixBlocks(seed, bytes.AsSpan(0, whole)), (uint)whole, bytes[whole..]);
    }

    /// <summary>The hash of the beginning followed by a text, in UTF-8. Half a surrogate pair is encoded as U+FFFD.</summary>
    public uint Of(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[OnStack];
        _rest.CopyTo(bytes);
        return Utf8.FromUtf16(text, bytes[_rest.Length..], out _, out int written) == OperationStatus.Done
            ? End(bytes[..(_rest.Length + written)])
            : OfLong(text);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private uint OfLong(ReadOnlySpan<char> text)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(_rest.Length + Encoding.UTF8.GetByteCount(text));
        _rest.CopyTo(rented, 0);
        uint hash = End(rented.AsSpan(0, _rest.Length + Encoding.UTF8.GetBytes(text, rented.AsSpan(_rest.Length))));
        ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    private uint End(ReadOnlySpan<byte> bytes)
    {
        int whole = bytes.Length & -BlockSize;
        uint hash = MixBlocks(_state, bytes[..whole]);
        uint tail = 0;
        for (int place = bytes.Length - 1; place >= whole; place--)
        {
            tail = (tail << 8) | bytes[place];
        }

        hash ^= Scramble(tail);
        hash ^= _mixed + (uint)bytes.Length;
        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }

    private static uint MixBlocks(uint hash, ReadOnlySpan<byte> blocks)
    {
        while (blocks.Length >= BlockSize)
        {
            hash ^= Scramble(BinaryPrimitives.ReadUInt32LittleEndian(blocks));
            hash = (BitOperations.RotateLeft(hash, 13) * 5) + 0xe6546b64;
            blocks = blocks[BlockSize..];
        }

        return hash;
    }

    private static uint Scramble(uint block) => BitOperations.RotateLeft(block * First, 15) * Second;
}
