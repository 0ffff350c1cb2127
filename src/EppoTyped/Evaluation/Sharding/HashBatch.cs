using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace EppoTyped;

/// <summary>Messages that are hashed side by side, as <see cref="SubjectHash"/> hashes one.</summary>
internal ref struct HashBatch
{
    /// <summary>As many messages as it holds: the lanes of the widest vectors.</summary>
    public const int Most = 16;

    private const int LanesOfNarrow = 8;

    /// <summary>The bytes for so many messages, or for the most: rows for all lanes of the vectors that will hash them, and no more, for the room is cleared at every call.</summary>
    public static int RoomFor(int messages) => (messages <= LanesOfNarrow ? LanesOfNarrow : Most) * Md5Lanes.RowLength;

    private readonly Span<byte> _rows;
    private Lengths _padded;

    /// <summary>None yet.</summary>
    /// <param name="room">As <see cref="RoomFor"/> says.</param>
    public HashBatch(Span<byte> room) => _rows = room;

    public int Count { get; private set; }

    public readonly bool IsFull => (Count + 1) * Md5Lanes.RowLength > _rows.Length;

    /// <summary>Adds a message of three parts.</summary>
    /// <returns>False for one that is too long to be hashed so.</returns>
    public bool TryAdd(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> key, scoped ReadOnlySpan<byte> suffix)
    {
        int behindKey = prefix.Length + key.Length;
        int length = behindKey + suffix.Length;
        if (length > Md5.LongestMessage)
        {
            return false;
        }

        Span<byte> row = _rows.Slice(Count * Md5Lanes.RowLength, Md5Lanes.RowLength);
        prefix.CopyTo(row);
        key.CopyTo(row[prefix.Length..]);
        suffix.CopyTo(row[behindKey..]);
        row[length..Md5.PaddedLength(length)].Clear();
        _padded[Count++] = Md5.Pad(row, length);
        return true;
    }

    /// <summary>Hashes every message, and is empty again.</summary>
    /// <param name="hashes">Takes a hash for each message in the order they were added.</param>
    public void Take(scoped Span<uint> hashes)
    {
        hashes = hashes[..Count];
        Md5Lanes.FirstWords(_rows, ((ReadOnlySpan<int>)_padded)[..Count], hashes);
        BinaryPrimitives.ReverseEndianness(hashes, hashes);
        Count = 0;
    }

    [InlineArray(Most)]
    private struct Lengths
    {
        private int _first;
    }
}
