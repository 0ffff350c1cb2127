using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EppoTyped;

/// <summary>The first word of an MD5 over a short message, on the stack: the platform's one-shot costs six times as much for one block.</summary>
internal static class Md5
{
    /// <summary>Four blocks.</summary>
    public const int LongestPadded = 256;

    /// <summary>What four blocks hold beside the mark of the end and the length.</summary>
    public const int LongestMessage = LongestPadded - 9;

    /// <summary>The first 32 bits of the digest, as the little-endian word that they are.</summary>
    /// <param name="message">A buffer of <see cref="LongestPadded"/> bytes that begins with the message and is zero behind it; it is written to.</param>
    /// <param name="length">The length of the message, at most <see cref="LongestMessage"/>.</param>
    public static uint FirstWord(Span<byte> message, int length)
    {
        int padded = (length + 9 + 63) & ~63;
        message = message[..padded];
        message[length] = 0x80;
        BinaryPrimitives.WriteUInt32LittleEndian(message[(padded - 8)..], (uint)length * 8);
        Span<uint> words = MemoryMarshal.Cast<byte, uint>(message);
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        uint startA = 0x67452301, startB = 0xEFCDAB89, startC = 0x98BADCFE, startD = 0x10325476;
        for (int block = 0; block < words.Length; block += 16)
        {
            ref uint word = ref words[block];
            uint a = startA, b = startB, c = startC, d = startD;

            // Sums in place of an `or` where the halves share no bit: the chain through the last result gets shorter.
            a = b + BitOperations.RotateLeft((d ^ (b & (c ^ d))) + a + 0xD76AA478 + word, 7);
            d = a + BitOperations.RotateLeft((c ^ (a & (b ^ c))) + d + 0xE8C7B756 + Unsafe.Add(ref word, 1), 12);
            c = d + BitOperations.RotateLeft((b ^ (d & (a ^ b))) + c + 0x242070DB + Unsafe.Add(ref word, 2), 17);
            b = c + BitOperations.RotateLeft((a ^ (c & (d ^ a))) + b + 0xC1BDCEEE + Unsafe.Add(ref word, 3), 22);
            a = b + BitOperations.RotateLeft((d ^ (b & (c ^ d))) + a + 0xF57C0FAF + Unsafe.Add(ref word, 4), 7);
            d = a + BitOperations.RotateLeft((c ^ (a & (b ^ c))) + d + 0x4787C62A + Unsafe.Add(ref word, 5), 12);
            c = d + BitOperations.RotateLeft((b ^ (d & (a ^ b))) + c + 0xA8304613 + Unsafe.Add(ref word, 6), 17);
            b = c + BitOperations.RotateLeft((a ^ (c & (d ^ a))) + b + 0xFD469501 + Unsafe.Add(ref word, 7), 22);
            a = b + BitOperations.RotateLeft((d ^ (b & (c ^ d))) + a + 0x698098D8 + Unsafe.Add(ref word, 8), 7);
            d = a + BitOperations.RotateLeft((c ^ (a & (b ^ c))) + d + 0x8B44F7AF + Unsafe.Add(ref word, 9), 12);
            c = d + BitOperations.RotateLeft((b ^ (d & (a ^ b))) + c + 0xFFFF5BB1 + Unsafe.Add(ref word, 10), 17);
            b = c + BitOperations.RotateLeft((a ^ (c & (d ^ a))) + b + 0x895CD7BE + Unsafe.Add(ref word, 11), 22);
            a = b + BitOperations.RotateLeft((d ^ (b & (c ^ d))) + a + 0x6B901122 + Unsafe.Add(ref word, 12), 7);
            d = a + BitOperations.RotateLeft((c ^ (a & (b ^ c))) + d + 0xFD987193 + Unsafe.Add(ref word, 13), 12);
            c = d + BitOperations.RotateLeft((b ^ (d & (a ^ b))) + c + 0xA679438E + Unsafe.Add(ref word, 14), 17);
            b = c + BitOperations.RotateLeft((a ^ (c & (d ^ a))) + b + 0x49B40821 + Unsafe.Add(ref word, 15), 22);

            a = b + BitOperations.RotateLeft(((b & d) + (c & ~d)) + a + 0xF61E2562 + Unsafe.Add(ref word, 1), 5);
            d = a + BitOperations.RotateLeft(((a & c) + (b & ~c)) + d + 0xC040B340 + Unsafe.Add(ref word, 6), 9);
            c = d + BitOperations.RotateLeft(((d & b) + (a & ~b)) + c + 0x265E5A51 + Unsafe.Add(ref word, 11), 14);
            b = c + BitOperations.RotateLeft(((c & a) + (d & ~a)) + b + 0xE9B6C7AA + word, 20);
            a = b + BitOperations.RotateLeft(((b & d) + (c & ~d)) + a + 0xD62F105D + Unsafe.Add(ref word, 5), 5);
            d = a + BitOperations.RotateLeft(((a & c) + (b & ~c)) + d + 0x02441453 + Unsafe.Add(ref word, 10), 9);
            c = d + BitOperations.RotateLeft(((d & b) + (a & ~b)) + c + 0xD8A1E681 + Unsafe.Add(ref word, 15), 14);
            b = c + BitOperations.RotateLeft(((c & a) + (d & ~a)) + b + 0xE7D3FBC8 + Unsafe.Add(ref word, 4), 20);
            a = b + BitOperations.RotateLeft(((b & d) + (c & ~d)) + a + 0x21E1CDE6 + Unsafe.Add(ref word, 9), 5);
            d = a + BitOperations.RotateLeft(((a & c) + (b & ~c)) + d + 0xC33707D6 + Unsafe.Add(ref word, 14), 9);
            c = d + BitOperations.RotateLeft(((d & b) + (a & ~b)) + c + 0xF4D50D87 + Unsafe.Add(ref word, 3), 14);
            b = c + BitOperations.RotateLeft(((c & a) + (d & ~a)) + b + 0x455A14ED + Unsafe.Add(ref word, 8), 20);
            a = b + BitOperations.RotateLeft(((b & d) + (c & ~d)) + a + 0xA9E3E905 + Unsafe.Add(ref word, 13), 5);
            d = a + BitOperations.RotateLeft(((a & c) + (b & ~c)) + d + 0xFCEFA3F8 + Unsafe.Add(ref word, 2), 9);
            c = d + BitOperations.RotateLeft(((d & b) + (a & ~b)) + c + 0x676F02D9 + Unsafe.Add(ref word, 7), 14);
            b = c + BitOperations.RotateLeft(((c & a) + (d & ~a)) + b + 0x8D2A4C8A + Unsafe.Add(ref word, 12), 20);

            a = b + BitOperations.RotateLeft((b ^ c ^ d) + a + 0xFFFA3942 + Unsafe.Add(ref word, 5), 4);
            d = a + BitOperations.RotateLeft((a ^ b ^ c) + d + 0x8771F681 + Unsafe.Add(ref word, 8), 11);
            c = d + BitOperations.RotateLeft((d ^ a ^ b) + c + 0x6D9D6122 + Unsafe.Add(ref word, 11), 16);
            b = c + BitOperations.RotateLeft((c ^ d ^ a) + b + 0xFDE5380C + Unsafe.Add(ref word, 14), 23);
            a = b + BitOperations.RotateLeft((b ^ c ^ d) + a + 0xA4BEEA44 + Unsafe.Add(ref word, 1), 4);
            d = a + BitOperations.RotateLeft((a ^ b ^ c) + d + 0x4BDECFA9 + Unsafe.Add(ref word, 4), 11);
            c = d + BitOperations.RotateLeft((d ^ a ^ b) + c + 0xF6BB4B60 + Unsafe.Add(ref word, 7), 16);
            b = c + BitOperations.RotateLeft((c ^ d ^ a) + b + 0xBEBFBC70 + Unsafe.Add(ref word, 10), 23);
            a = b + BitOperations.RotateLeft((b ^ c ^ d) + a + 0x289B7EC6 + Unsafe.Add(ref word, 13), 4);
            d = a + BitOperations.RotateLeft((a ^ b ^ c) + d + 0xEAA127FA + word, 11);
            c = d + BitOperations.RotateLeft((d ^ a ^ b) + c + 0xD4EF3085 + Unsafe.Add(ref word, 3), 16);
            b = c + BitOperations.RotateLeft((c ^ d ^ a) + b + 0x04881D05 + Unsafe.Add(ref word, 6), 23);
            a = b + BitOperations.RotateLeft((b ^ c ^ d) + a + 0xD9D4D039 + Unsafe.Add(ref word, 9), 4);
            d = a + BitOperations.RotateLeft((a ^ b ^ c) + d + 0xE6DB99E5 + Unsafe.Add(ref word, 12), 11);
            c = d + BitOperations.RotateLeft((d ^ a ^ b) + c + 0x1FA27CF8 + Unsafe.Add(ref word, 15), 16);
            b = c + BitOperations.RotateLeft((c ^ d ^ a) + b + 0xC4AC5665 + Unsafe.Add(ref word, 2), 23);

            a = b + BitOperations.RotateLeft((c ^ (b | ~d)) + a + 0xF4292244 + word, 6);
            d = a + BitOperations.RotateLeft((b ^ (a | ~c)) + d + 0x432AFF97 + Unsafe.Add(ref word, 7), 10);
            c = d + BitOperations.RotateLeft((a ^ (d | ~b)) + c + 0xAB9423A7 + Unsafe.Add(ref word, 14), 15);
            b = c + BitOperations.RotateLeft((d ^ (c | ~a)) + b + 0xFC93A039 + Unsafe.Add(ref word, 5), 21);
            a = b + BitOperations.RotateLeft((c ^ (b | ~d)) + a + 0x655B59C3 + Unsafe.Add(ref word, 12), 6);
            d = a + BitOperations.RotateLeft((b ^ (a | ~c)) + d + 0x8F0CCC92 + Unsafe.Add(ref word, 3), 10);
            c = d + BitOperations.RotateLeft((a ^ (d | ~b)) + c + 0xFFEFF47D + Unsafe.Add(ref word, 10), 15);
            b = c + BitOperations.RotateLeft((d ^ (c | ~a)) + b + 0x85845DD1 + Unsafe.Add(ref word, 1), 21);
            a = b + BitOperations.RotateLeft((c ^ (b | ~d)) + a + 0x6FA87E4F + Unsafe.Add(ref word, 8), 6);
            d = a + BitOperations.RotateLeft((b ^ (a | ~c)) + d + 0xFE2CE6E0 + Unsafe.Add(ref word, 15), 10);
            c = d + BitOperations.RotateLeft((a ^ (d | ~b)) + c + 0xA3014314 + Unsafe.Add(ref word, 6), 15);
            b = c + BitOperations.RotateLeft((d ^ (c | ~a)) + b + 0x4E0811A1 + Unsafe.Add(ref word, 13), 21);
            a = b + BitOperations.RotateLeft((c ^ (b | ~d)) + a + 0xF7537E82 + Unsafe.Add(ref word, 4), 6);
            d = a + BitOperations.RotateLeft((b ^ (a | ~c)) + d + 0xBD3AF235 + Unsafe.Add(ref word, 11), 10);
            c = d + BitOperations.RotateLeft((a ^ (d | ~b)) + c + 0x2AD7D2BB + Unsafe.Add(ref word, 2), 15);
            b = c + BitOperations.RotateLeft((d ^ (c | ~a)) + b + 0xEB86D391 + Unsafe.Add(ref word, 9), 21);

            startA += a;
            startB += b;
            startC += c;
            startD += d;
        }

        return startA;
    }
}
