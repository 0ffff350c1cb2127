using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EppoTyped;

/// <summary>
/// Computes the first word of an MD5 of a short message on the stack: the platform's one-shot costs six times as much for one block.
/// </summary>
internal static class Md5
{
    /// <summary>Four blocks.</summary>
    public const int LongestPadded = 256;

    /// <summary>What four blocks hold beside the end marker and the length.</summary>
    public const int LongestMessage = LongestPadded - 9;

    /// <summary>The state before the first block.</summary>
    public const uint StartA = 0x67452301, StartB = 0xEFCDAB89, StartC = 0x98BADCFE, StartD = 0x10325476;

    /// <summary>The first 32 bits of the digest, as a little-endian word.</summary>
    /// <param name="message">
    /// A buffer of <see cref="LongestPadded"/> bytes that begins with the message and is zero after it; it is overwritten.
    /// </param>
    /// <param name="length">The length of the message in bytes, at most <see cref="LongestMessage"/>.</param>
    public static uint FirstWord(Span<byte> message, int length) =>
        FirstWord(MemoryMarshal.Cast<byte, uint>(message[..Pad(message, length)]));

    /// <summary>The number of bytes in the blocks of a message.</summary>
    public static int PaddedLength(int length) => (length + 9 + 63) & ~63;

    /// <summary>Writes the padding after a message, and turns its bytes into words of the machine.</summary>
    /// <param name="message">A buffer that begins with the message and is zero after it.</param>
    /// <param name="length">The length of the message.</param>
    /// <returns>The number of bytes in its blocks.</returns>
    public static int Pad(Span<byte> message, int length)
    {
        int padded = PaddedLength(length);
        message[length] = 0x80;
        BinaryPrimitives.WriteUInt32LittleEndian(message[(padded - 8)..], (uint)length * 8);
        if (!BitConverter.IsLittleEndian)
        {
            Span<uint> words = MemoryMarshal.Cast<byte, uint>(message[..padded]);
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        return padded;
    }

    /// <summary>The first 32 bits of the digest of padded blocks.</summary>
    public static uint FirstWord(Span<uint> words)
    {
        uint startA = StartA, startB = StartB, startC = StartC, startD = StartD;
        for (int block = 0; block < words.Length; block += 16)
        {
            ref uint word = ref words[block];
            uint a = startA, b = startB, c = startC, d = startD;

            // Each sum adds the last result as late as possible: that chain of dependencies is the cost of an MD5.
            a = b + BitOperations.RotateLeft(a + 0xD76AA478 + word + (d ^ (b & (c ^ d))), 7);
            d = a + BitOperations.RotateLeft(d + 0xE8C7B756 + Unsafe.Add(ref word, 1) + (c ^ (a & (b ^ c))), 12);
            c = d + BitOperations.RotateLeft(c + 0x242070DB + Unsafe.Add(ref word, 2) + (b ^ (d & (a ^ b))), 17);
            b = c + BitOperations.RotateLeft(b + 0xC1BDCEEE + Unsafe.Add(ref word, 3) + (a ^ (c & (d ^ a))), 22);
            a = b + BitOperations.RotateLeft(a + 0xF57C0FAF + Unsafe.Add(ref word, 4) + (d ^ (b & (c ^ d))), 7);
            d = a + BitOperations.RotateLeft(d + 0x4787C62A + Unsafe.Add(ref word, 5) + (c ^ (a & (b ^ c))), 12);
            c = d + BitOperations.RotateLeft(c + 0xA8304613 + Unsafe.Add(ref word, 6) + (b ^ (d & (a ^ b))), 17);
            b = c + BitOperations.RotateLeft(b + 0xFD469501 + Unsafe.Add(ref word, 7) + (a ^ (c & (d ^ a))), 22);
            a = b + BitOperations.RotateLeft(a + 0x698098D8 + Unsafe.Add(ref word, 8) + (d ^ (b & (c ^ d))), 7);
            d = a + BitOperations.RotateLeft(d + 0x8B44F7AF + Unsafe.Add(ref word, 9) + (c ^ (a & (b ^ c))), 12);
            c = d + BitOperations.RotateLeft(c + 0xFFFF5BB1 + Unsafe.Add(ref word, 10) + (b ^ (d & (a ^ b))), 17);
            b = c + BitOperations.RotateLeft(b + 0x895CD7BE + Unsafe.Add(ref word, 11) + (a ^ (c & (d ^ a))), 22);
            a = b + BitOperations.RotateLeft(a + 0x6B901122 + Unsafe.Add(ref word, 12) + (d ^ (b & (c ^ d))), 7);
            d = a + BitOperations.RotateLeft(d + 0xFD987193 + Unsafe.Add(ref word, 13) + (c ^ (a & (b ^ c))), 12);
            c = d + BitOperations.RotateLeft(c + 0xA679438E + Unsafe.Add(ref word, 14) + (b ^ (d & (a ^ b))), 17);
            b = c + BitOperations.RotateLeft(b + 0x49B40821 + Unsafe.Add(ref word, 15) + (a ^ (c & (d ^ a))), 22);

            a = b + BitOperations.RotateLeft(a + 0xF61E2562 + Unsafe.Add(ref word, 1) + (c & ~d) + (b & d), 5);
            d = a + BitOperations.RotateLeft(d + 0xC040B340 + Unsafe.Add(ref word, 6) + (b & ~c) + (a & c), 9);
            c = d + BitOperations.RotateLeft(c + 0x265E5A51 + Unsafe.Add(ref word, 11) + (a & ~b) + (d & b), 14);
            b = c + BitOperations.RotateLeft(b + 0xE9B6C7AA + word + (d & ~a) + (c & a), 20);
            a = b + BitOperations.RotateLeft(a + 0xD62F105D + Unsafe.Add(ref word, 5) + (c & ~d) + (b & d), 5);
            d = a + BitOperations.RotateLeft(d + 0x02441453 + Unsafe.Add(ref word, 10) + (b & ~c) + (a & c), 9);
            c = d + BitOperations.RotateLeft(c + 0xD8A1E681 + Unsafe.Add(ref word, 15) + (a & ~b) + (d & b), 14);
            b = c + BitOperations.RotateLeft(b + 0xE7D3FBC8 + Unsafe.Add(ref word, 4) + (d & ~a) + (c & a), 20);
            a = b + BitOperations.RotateLeft(a + 0x21E1CDE6 + Unsafe.Add(ref word, 9) + (c & ~d) + (b & d), 5);
            d = a + BitOperations.RotateLeft(d + 0xC33707D6 + Unsafe.Add(ref word, 14) + (b & ~c) + (a & c), 9);
            c = d + BitOperations.RotateLeft(c + 0xF4D50D87 + Unsafe.Add(ref word, 3) + (a & ~b) + (d & b), 14);
            b = c + BitOperations.RotateLeft(b + 0x455A14ED + Unsafe.Add(ref word, 8) + (d & ~a) + (c & a), 20);
            a = b + BitOperations.RotateLeft(a + 0xA9E3E905 + Unsafe.Add(ref word, 13) + (c & ~d) + (b & d), 5);
            d = a + BitOperations.RotateLeft(d + 0xFCEFA3F8 + Unsafe.Add(ref word, 2) + (b & ~c) + (a & c), 9);
            c = d + BitOperations.RotateLeft(c + 0x676F02D9 + Unsafe.Add(ref word, 7) + (a & ~b) + (d & b), 14);
            b = c + BitOperations.RotateLeft(b + 0x8D2A4C8A + Unsafe.Add(ref word, 12) + (d & ~a) + (c & a), 20);

            a = b + BitOperations.RotateLeft(a + 0xFFFA3942 + Unsafe.Add(ref word, 5) + (c ^ d ^ b), 4);
            d = a + BitOperations.RotateLeft(d + 0x8771F681 + Unsafe.Add(ref word, 8) + (b ^ c ^ a), 11);
            c = d + BitOperations.RotateLeft(c + 0x6D9D6122 + Unsafe.Add(ref word, 11) + (a ^ b ^ d), 16);
            b = c + BitOperations.RotateLeft(b + 0xFDE5380C + Unsafe.Add(ref word, 14) + (d ^ a ^ c), 23);
            a = b + BitOperations.RotateLeft(a + 0xA4BEEA44 + Unsafe.Add(ref word, 1) + (c ^ d ^ b), 4);
            d = a + BitOperations.RotateLeft(d + 0x4BDECFA9 + Unsafe.Add(ref word, 4) + (b ^ c ^ a), 11);
            c = d + BitOperations.RotateLeft(c + 0xF6BB4B60 + Unsafe.Add(ref word, 7) + (a ^ b ^ d), 16);
            b = c + BitOperations.RotateLeft(b + 0xBEBFBC70 + Unsafe.Add(ref word, 10) + (d ^ a ^ c), 23);
            a = b + BitOperations.RotateLeft(a + 0x289B7EC6 + Unsafe.Add(ref word, 13) + (c ^ d ^ b), 4);
            d = a + BitOperations.RotateLeft(d + 0xEAA127FA + word + (b ^ c ^ a), 11);
            c = d + BitOperations.RotateLeft(c + 0xD4EF3085 + Unsafe.Add(ref word, 3) + (a ^ b ^ d), 16);
            b = c + BitOperations.RotateLeft(b + 0x04881D05 + Unsafe.Add(ref word, 6) + (d ^ a ^ c), 23);
            a = b + BitOperations.RotateLeft(a + 0xD9D4D039 + Unsafe.Add(ref word, 9) + (c ^ d ^ b), 4);
            d = a + BitOperations.RotateLeft(d + 0xE6DB99E5 + Unsafe.Add(ref word, 12) + (b ^ c ^ a), 11);
            c = d + BitOperations.RotateLeft(c + 0x1FA27CF8 + Unsafe.Add(ref word, 15) + (a ^ b ^ d), 16);
            b = c + BitOperations.RotateLeft(b + 0xC4AC5665 + Unsafe.Add(ref word, 2) + (d ^ a ^ c), 23);

            a = b + BitOperations.RotateLeft(a + 0xF4292244 + word + (c ^ (b | ~d)), 6);
            d = a + BitOperations.RotateLeft(d + 0x432AFF97 + Unsafe.Add(ref word, 7) + (b ^ (a | ~c)), 10);
            c = d + BitOperations.RotateLeft(c + 0xAB9423A7 + Unsafe.Add(ref word, 14) + (a ^ (d | ~b)), 15);
            b = c + BitOperations.RotateLeft(b + 0xFC93A039 + Unsafe.Add(ref word, 5) + (d ^ (c | ~a)), 21);
            a = b + BitOperations.RotateLeft(a + 0x655B59C3 + Unsafe.Add(ref word, 12) + (c ^ (b | ~d)), 6);
            d = a + BitOperations.RotateLeft(d + 0x8F0CCC92 + Unsafe.Add(ref word, 3) + (b ^ (a | ~c)), 10);
            c = d + BitOperations.RotateLeft(c + 0xFFEFF47D + Unsafe.Add(ref word, 10) + (a ^ (d | ~b)), 15);
            b = c + BitOperations.RotateLeft(b + 0x85845DD1 + Unsafe.Add(ref word, 1) + (d ^ (c | ~a)), 21);
            a = b + BitOperations.RotateLeft(a + 0x6FA87E4F + Unsafe.Add(ref word, 8) + (c ^ (b | ~d)), 6);
            d = a + BitOperations.RotateLeft(d + 0xFE2CE6E0 + Unsafe.Add(ref word, 15) + (b ^ (a | ~c)), 10);
            c = d + BitOperations.RotateLeft(c + 0xA3014314 + Unsafe.Add(ref word, 6) + (a ^ (d | ~b)), 15);
            b = c + BitOperations.RotateLeft(b + 0x4E0811A1 + Unsafe.Add(ref word, 13) + (d ^ (c | ~a)), 21);
            a = b + BitOperations.RotateLeft(a + 0xF7537E82 + Unsafe.Add(ref word, 4) + (c ^ (b | ~d)), 6);
            d = a + BitOperations.RotateLeft(d + 0xBD3AF235 + Unsafe.Add(ref word, 11) + (b ^ (a | ~c)), 10);
            c = d + BitOperations.RotateLeft(c + 0x2AD7D2BB + Unsafe.Add(ref word, 2) + (a ^ (d | ~b)), 15);
            b = c + BitOperations.RotateLeft(b + 0xEB86D391 + Unsafe.Add(ref word, 9) + (d ^ (c | ~a)), 21);

            startA += a;
            startB += b;
            startC += c;
            startD += d;
        }

        return startA;
    }
}
