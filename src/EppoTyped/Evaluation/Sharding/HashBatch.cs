using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace EppoTyped;

/// <summary>A batch of messages that are hashed together in vector lanes, with the same results as <see cref="SubjectHash"/>.</summary>
internal ref struct HashBatch
{
    /// <summary>The largest number of messages: the lanes of the widest vectors.</summary>
    public const int Capacity = 16;

    private const int NarrowLanes = 8;

    /// <summary>
    /// The bytes a batch of this many messages needs: one row for each lane of the vectors that will hash them, and no more, because the
    /// buffer is cleared at every call.
    /// </summary>
    public static int BufferSizeFor(int messages) => (messages <= NarrowLanes ? NarrowLanes : Capacity) * Md5Lanes.RowLength;

    private readonly Span<byte> _rows;
    private Lengths _padded;

    /// <summary>Creates an empty batch.</summary>
    /// <param name="buffer">The buffer, of the size that <see cref="BufferSizeFor"/> returns.</param>
    public HashBatch(Span<byte> buffer) => _rows = buffer;

    public int Count { get; private set; }

    public readonly bool IsFull => (Count + 1) * Md5Lanes.RowLength > _rows.Length;

    /// <summary>Adds a message of three parts.</summary>
    /// <returns>False when it is longer than <see cref="Md5.LongestMessage"/>.</returns>
    public bool TryAdd(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> suffix)
    {
        int suffixStart = prefix.Length + key.Length;
        int length = suffixStart + suffix.Length;
        if (length > Md5.LongestMessage)
        {
            return false;
        }

        Span<byte> row = _rows.Slice(Count * Md5Lanes.RowLength, Md5Lanes.RowLength);
        prefix.CopyTo(row);
        key.CopyTo(row[prefix.Length..]);
        suffix.CopyTo(row[suffixStart..]);
        row[length..Md5.PaddedLength(length)].Clear();
        _padded[Count++] = Md5.Pad(row, length);
        return true;
    }

    /// <summary>Hashes every message and empties the batch.</summary>
    /// <param name="hashes">Receives one hash for each message, in the order they were added.</param>
    public void HashAll(scoped Span<uint> hashes)
    {
        hashes = hashes[..Count];
        Md5Lanes.FirstWords(_rows, ((ReadOnlySpan<int>)_padded)[..Count], hashes);
        BinaryPrimitives.ReverseEndianness(hashes, hashes);
        Count = 0;
    }

    [InlineArray(Capacity)]
    private struct Lengths
    {
        private int _first;
    }
}
