using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace EppoTyped.Tests;

public class SubjectHashTests
{
    [Fact]
    public void Every_length_hashes_as_the_platform_does()
    {
        for (int length = 0; length <= 300; length++)
        {
            string key = string.Concat(Enumerable.Range(0, length).Select(index => (char)('!' + (index * 7 % 90))));
            Assert.Equal(Expected("-" + key), SubjectHash.Shard(SubjectHash.Prefix(""), key, uint.MaxValue));
        }
    }

    [Fact]
    public void Every_length_of_salt_hashes_as_the_platform_does()
    {
        for (int length = 0; length <= 300; length++)
        {
            string salt = new('s', length);
            Assert.Equal(Expected(salt + "-user-é-1"), SubjectHash.Shard(SubjectHash.Prefix(salt), "user-é-1", uint.MaxValue));
        }
    }

    [Fact]
    public void Keys_outside_ascii_hash_as_utf8_at_every_length()
    {
        for (int length = 0; length <= 130; length++)
        {
            string key = string.Concat(Enumerable.Repeat("é😀x漢", length)).Substring(0, length);
            Assert.Equal(Expected("salt-" + key), SubjectHash.Shard(SubjectHash.Prefix("salt"), key, uint.MaxValue));
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_is_hashed_as_the_replacement_character()
    {
        uint expected = Expected("salt-a\uFFFDb");
        Assert.Equal(expected, SubjectHash.Shard(SubjectHash.Prefix("salt"), "a\uD800b", uint.MaxValue));
        Assert.Equal(expected, SubjectHash.Shard(SubjectHash.Prefix("salt"), "a\uDC00b", uint.MaxValue));
    }

    [Fact]
    public void A_key_of_a_megabyte_is_hashed() =>
        Assert.Equal(
            Expected("salt-" + new string('k', 1 << 20)),
            SubjectHash.Shard(SubjectHash.Prefix("salt"), new string('k', 1 << 20), uint.MaxValue));

    [Fact]
    public void Composed_and_decomposed_letters_are_different_keys() =>
        Assert.NotEqual(
            SubjectHash.Shard(SubjectHash.Prefix("salt"), "\u00E9", uint.MaxValue),
            SubjectHash.Shard(SubjectHash.Prefix("salt"), "e\u0301", uint.MaxValue));

    [SuppressMessage("Security", "CA5351", Justification = "The protocol's sharding; nothing is secured by it.")]
    private static uint Expected(string message) =>
        BinaryPrimitives.ReadUInt32BigEndian(MD5.HashData(Encoding.UTF8.GetBytes(message))) % uint.MaxValue;
}
