using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace EppoTyped.Tests.Evaluation;

/// <summary>Vector lanes hash as the platform does, whatever the other messages are.</summary>
public sealed class Md5LanesTests
{
    private delegate void Lanes(Span<byte> rows, ReadOnlySpan<int> padded, Span<uint> firstWords);

    [Fact]
    public void Every_length_hashes_as_the_platform_does_in_a_batch_of_any_size()
    {
        Random random = new(20261128);
        byte[] room = new byte[HashBatch.BufferSizeFor(HashBatch.Capacity)];
        uint[] hashes = new uint[HashBatch.Capacity];
        for (int count = 1; count <= HashBatch.Capacity; count++)
        {
            for (int shortest = 0; shortest <= 300; shortest++)
            {
                HashBatch batch = new(room);
                List<uint> expected = [];
                for (int index = 0; index < count; index++)
                {
                    byte[] message = Message(random, (shortest + (index * 37)) % 301);
                    int first = random.Next(message.Length + 1), second = random.Next(first, message.Length + 1);
                    bool fits = batch.TryAdd(message.AsSpan(0, first), message.AsSpan(first, second - first), message.AsSpan(second));
                    Assert.Equal(message.Length <= Md5.LongestMessage, fits);
                    if (fits)
                    {
                        expected.Add(BinaryPrimitives.ReadUInt32BigEndian(Digest(message)));
                    }
                }

                Assert.Equal(expected.Count, batch.Count);
                batch.HashAll(hashes);
                Assert.Equal(expected, hashes.Take(expected.Count));
                Assert.Equal(0, batch.Count);
            }
        }
    }

    [Fact]
    public void Lanes_of_either_width_hash_as_the_platform_does_whatever_this_machine_prefers()
    {
        Compare(16, (rows, padded, words) => Md5Lanes.FirstWordsOf16(rows, padded, words));
        Compare(8, (rows, padded, words) => Md5Lanes.FirstWordsOf8(rows, padded, words));
    }

    private static void Compare(int width, Lanes lanes)
    {
        Random random = new(7);
        byte[] rows = new byte[width * Md5Lanes.RowLength];
        for (int length = 0; length <= Md5.LongestMessage; length++)
        {
            int count = 1 + random.Next(width);
            int[] padded = new int[count];
            uint[] expected = new uint[count], found = new uint[count];
            random.NextBytes(rows);
            for (int lane = 0; lane < count; lane++)
            {
                byte[] message = Message(random, lane == 0 ? length : random.Next(Md5.LongestMessage + 1));
                Span<byte> row = rows.AsSpan(lane * Md5Lanes.RowLength, Md5Lanes.RowLength);
                row[..Md5.PaddedLength(message.Length)].Clear();
                message.CopyTo(row);
                padded[lane] = Md5.Pad(row, message.Length);
                expected[lane] = BinaryPrimitives.ReadUInt32LittleEndian(Digest(message));
            }

            lanes(rows, padded, found);
            Assert.Equal(expected, found);
        }
    }

    private static byte[] Message(Random random, int length)
    {
        byte[] message = new byte[length];
        random.NextBytes(message);
        return message;
    }

    [SuppressMessage("Security", "CA5351", Justification = "The protocol's sharding; nothing is secured by it.")]
    private static byte[] Digest(byte[] message) => MD5.HashData(message);
}
