using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EppoTyped;

/// <summary>
/// Computes the first words of the MD5 of several messages, one message in each vector lane. The same words as <see cref="Md5"/> computes.
/// </summary>
/// <remarks>An MD5 is one long chain of sums that a processor cannot shorten; 16 chains together take as long as one.</remarks>
internal static class Md5Lanes
{
    /// <summary>The distance between messages in the buffer, in bytes: each has space for all its blocks.</summary>
    public const int RowLength = Md5.LongestPadded;

    private const int BlockLength = 64;
    private const nuint RowWords = RowLength / sizeof(uint);
    private const int WordsInBlock = BlockLength / sizeof(uint);

    // With fewer messages the empty lanes cost more than hashing one message after the other.
    private const int MinMessages = 3;

    // What each step adds: the sines of 1 to 64. An array, because a span over constants allocates in code that is not optimised.
    private static readonly uint[] Sines =
    [
        0xD76AA478, 0xE8C7B756, 0x242070DB, 0xC1BDCEEE, 0xF57C0FAF, 0x4787C62A, 0xA8304613, 0xFD469501,
        0x698098D8, 0x8B44F7AF, 0xFFFF5BB1, 0x895CD7BE, 0x6B901122, 0xFD987193, 0xA679438E, 0x49B40821,
        0xF61E2562, 0xC040B340, 0x265E5A51, 0xE9B6C7AA, 0xD62F105D, 0x02441453, 0xD8A1E681, 0xE7D3FBC8,
        0x21E1CDE6, 0xC33707D6, 0xF4D50D87, 0x455A14ED, 0xA9E3E905, 0xFCEFA3F8, 0x676F02D9, 0x8D2A4C8A,
        0xFFFA3942, 0x8771F681, 0x6D9D6122, 0xFDE5380C, 0xA4BEEA44, 0x4BDECFA9, 0xF6BB4B60, 0xBEBFBC70,
        0x289B7EC6, 0xEAA127FA, 0xD4EF3085, 0x04881D05, 0xD9D4D039, 0xE6DB99E5, 0x1FA27CF8, 0xC4AC5665,
        0xF4292244, 0x432AFF97, 0xAB9423A7, 0xFC93A039, 0x655B59C3, 0x8F0CCC92, 0xFFEFF47D, 0x85845DD1,
        0x6FA87E4F, 0xFE2CE6E0, 0xA3014314, 0x4E0811A1, 0xF7537E82, 0xBD3AF235, 0x2AD7D2BB, 0xEB86D391,
    ];

    /// <summary>Hashes every message.</summary>
    /// <param name="rows">The messages, padded, <see cref="RowLength"/> apart.</param>
    /// <param name="padded">The lengths of their blocks.</param>
    /// <param name="firstWords">Receives one word for each message.</param>
    public static void FirstWords(Span<byte> rows, ReadOnlySpan<int> padded, Span<uint> firstWords)
    {
        while (!padded.IsEmpty)
        {
            int count =
                Vector512.IsHardwareAccelerated && padded.Length > Vector256<uint>.Count ? Math.Min(padded.Length, Vector512<uint>.Count)
                : Vector256.IsHardwareAccelerated && padded.Length >= MinMessages ? Math.Min(padded.Length, Vector256<uint>.Count)
                : 1;
            if (count > Vector256<uint>.Count)
            {
                FirstWordsOf16(rows, padded[..count], firstWords);
            }
            else if (count > 1)
            {
                FirstWordsOf8(rows, padded[..count], firstWords);
            }
            else
            {
                firstWords[0] = Md5.FirstWord(MemoryMarshal.Cast<byte, uint>(rows[..padded[0]]));
            }

            rows = rows[(count * RowLength)..];
            padded = padded[count..];
            firstWords = firstWords[count..];
        }
    }

    /// <summary>As <see cref="FirstWords"/>, for up to 16 messages.</summary>
    public static void FirstWordsOf16(ReadOnlySpan<byte> rows, ReadOnlySpan<int> padded, Span<uint> firstWords)
    {
        Span<uint> words = stackalloc uint[WordsInBlock * Vector512<uint>.Count];
        Span<uint> ends = stackalloc uint[Vector512<uint>.Count];
        Vector512<uint> a = Vector512.Create(Md5.StartA), b = Vector512.Create(Md5.StartB);
        Vector512<uint> c = Vector512.Create(Md5.StartC), d = Vector512.Create(Md5.StartD);
        for (int block = 0; Transpose(rows, padded, block, Vector512<uint>.Count, words); block++)
        {
            ProcessBlock(ref words[0], ref a, ref b, ref c, ref d);
            a.CopyTo(ends);
            CopyEnded(ends, padded, block, firstWords);
        }
    }

    /// <summary>As <see cref="FirstWords"/>, for up to 8 messages.</summary>
    public static void FirstWordsOf8(ReadOnlySpan<byte> rows, ReadOnlySpan<int> padded, Span<uint> firstWords)
    {
        Span<uint> words = stackalloc uint[WordsInBlock * Vector256<uint>.Count];
        Span<uint> ends = stackalloc uint[Vector256<uint>.Count];
        Vector256<uint> a = Vector256.Create(Md5.StartA), b = Vector256.Create(Md5.StartB);
        Vector256<uint> c = Vector256.Create(Md5.StartC), d = Vector256.Create(Md5.StartD);
        for (int block = 0; Transpose(rows, padded, block, Vector256<uint>.Count, words); block++)
        {
            ProcessBlock(ref words[0], ref a, ref b, ref c, ref d);
            a.CopyTo(ends);
            CopyEnded(ends, padded, block, firstWords);
        }
    }

    /// <summary>
    /// Transposes one block of every message: its first words, then its second ones, and so on. Lanes of ended messages hold old words that
    /// are not used.
    /// </summary>
    /// <returns>False when every message has ended.</returns>
    private static bool Transpose(ReadOnlySpan<byte> rows, ReadOnlySpan<int> padded, int block, int lanes, Span<uint> words)
    {
        int begin = block * BlockLength;
        int left = 0;
        foreach (int length in padded)
        {
            left = Math.Max(left, length - begin);
        }

        if (left <= 0)
        {
            return false;
        }

        // Four words of four messages at a time: these shuffles are a third of the work of moving word by word.
        int usedBytes = ((lanes - 1) * RowLength) + begin + BlockLength;
        ref uint from = ref Unsafe.As<byte, uint>(ref MemoryMarshal.GetReference(rows[..usedBytes]));
        ref uint to = ref MemoryMarshal.GetReference(words[..(WordsInBlock * lanes)]);
        for (int lane = 0; lane < padded.Length; lane += 4)
        {
            nuint row = (nuint)(((lane * RowLength) + begin) / sizeof(uint));
            for (int word = 0; word < WordsInBlock; word += 4)
            {
                Vector128<uint> first = Vector128.LoadUnsafe(ref from, row + (nuint)word);
                Vector128<uint> second = Vector128.LoadUnsafe(ref from, row + (nuint)word + RowWords);
                Vector128<uint> third = Vector128.LoadUnsafe(ref from, row + (nuint)word + (2 * RowWords));
                Vector128<uint> fourth = Vector128.LoadUnsafe(ref from, row + (nuint)word + (3 * RowWords));
                Vector128<uint> low = LowHalves(first, second), high = HighHalves(first, second);
                Vector128<uint> otherLow = LowHalves(third, fourth), otherHigh = HighHalves(third, fourth);
                nuint place = (nuint)((word * lanes) + lane);
                LowPairs(low, otherLow).StoreUnsafe(ref to, place);
                HighPairs(low, otherLow).StoreUnsafe(ref to, place + (nuint)lanes);
                LowPairs(high, otherHigh).StoreUnsafe(ref to, place + (2 * (nuint)lanes));
                HighPairs(high, otherHigh).StoreUnsafe(ref to, place + (3 * (nuint)lanes));
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> LowHalves(Vector128<uint> left, Vector128<uint> right) =>
        Sse2.IsSupported ? Sse2.UnpackLow(left, right) : Vector128.Create(left[0], right[0], left[1], right[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> HighHalves(Vector128<uint> left, Vector128<uint> right) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(left, right) : Vector128.Create(left[2], right[2], left[3], right[3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> LowPairs(Vector128<uint> left, Vector128<uint> right) =>
        Sse2.IsSupported
            ? Sse2.UnpackLow(left.AsUInt64(), right.AsUInt64()).AsUInt32()
            : Vector128.Create(left.GetLower(), right.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> HighPairs(Vector128<uint> left, Vector128<uint> right) =>
        Sse2.IsSupported
            ? Sse2.UnpackHigh(left.AsUInt64(), right.AsUInt64()).AsUInt32()
            : Vector128.Create(left.GetUpper(), right.GetUpper());

    /// <summary>Copies the first words of the messages whose last block was this one.</summary>
    private static void CopyEnded(ReadOnlySpan<uint> ends, ReadOnlySpan<int> padded, int block, Span<uint> firstWords)
    {
        for (int lane = 0; lane < padded.Length; lane++)
        {
            if (padded[lane] == (block + 1) * BlockLength)
            {
                firstWords[lane] = ends[lane];
            }
        }
    }

    /// <summary>Updates the state with the words of one block.</summary>
    private static void ProcessBlock(
        ref uint words, ref Vector512<uint> startA, ref Vector512<uint> startB, ref Vector512<uint> startC, ref Vector512<uint> startD)
    {
        Vector512<uint> a = startA, b = startB, c = startC, d = startD;

        for (int step = 0; step < 16; step += 4)
        {
            a = b + Rotate(a + Addend512(ref words, step, step) + (d ^ (b & (c ^ d))), 7);
            d = a + Rotate(d + Addend512(ref words, step + 1, step + 1) + (c ^ (a & (b ^ c))), 12);
            c = d + Rotate(c + Addend512(ref words, step + 2, step + 2) + (b ^ (d & (a ^ b))), 17);
            b = c + Rotate(b + Addend512(ref words, step + 3, step + 3) + (a ^ (c & (d ^ a))), 22);
        }

        for (int step = 16; step < 32; step += 4)
        {
            a = b + Rotate(a + Addend512(ref words, step, (5 * step) + 1) + (c & ~d) + (b & d), 5);
            d = a + Rotate(d + Addend512(ref words, step + 1, (5 * (step + 1)) + 1) + (b & ~c) + (a & c), 9);
            c = d + Rotate(c + Addend512(ref words, step + 2, (5 * (step + 2)) + 1) + (a & ~b) + (d & b), 14);
            b = c + Rotate(b + Addend512(ref words, step + 3, (5 * (step + 3)) + 1) + (d & ~a) + (c & a), 20);
        }

        for (int step = 32; step < 48; step += 4)
        {
            a = b + Rotate(a + Addend512(ref words, step, (3 * step) + 5) + (c ^ d ^ b), 4);
            d = a + Rotate(d + Addend512(ref words, step + 1, (3 * (step + 1)) + 5) + (b ^ c ^ a), 11);
            c = d + Rotate(c + Addend512(ref words, step + 2, (3 * (step + 2)) + 5) + (a ^ b ^ d), 16);
            b = c + Rotate(b + Addend512(ref words, step + 3, (3 * (step + 3)) + 5) + (d ^ a ^ c), 23);
        }

        for (int step = 48; step < 64; step += 4)
        {
            a = b + Rotate(a + Addend512(ref words, step, 7 * step) + (c ^ (b | ~d)), 6);
            d = a + Rotate(d + Addend512(ref words, step + 1, 7 * (step + 1)) + (b ^ (a | ~c)), 10);
            c = d + Rotate(c + Addend512(ref words, step + 2, 7 * (step + 2)) + (a ^ (d | ~b)), 15);
            b = c + Rotate(b + Addend512(ref words, step + 3, 7 * (step + 3)) + (d ^ (c | ~a)), 21);
        }

        startA += a;
        startB += b;
        startC += c;
        startD += d;
    }

    /// <summary>Updates the state with the words of one block.</summary>
    private static void ProcessBlock(
        ref uint words, ref Vector256<uint> startA, ref Vector256<uint> startB, ref Vector256<uint> startC, ref Vector256<uint> startD)
    {
        Vector256<uint> a = startA, b = startB, c = startC, d = startD;

        for (int step = 0; step < 16; step += 4)
        {
            a = b + Rotate(a + Addend256(ref words, step, step) + (d ^ (b & (c ^ d))), 7);
            d = a + Rotate(d + Addend256(ref words, step + 1, step + 1) + (c ^ (a & (b ^ c))), 12);
            c = d + Rotate(c + Addend256(ref words, step + 2, step + 2) + (b ^ (d & (a ^ b))), 17);
            b = c + Rotate(b + Addend256(ref words, step + 3, step + 3) + (a ^ (c & (d ^ a))), 22);
        }

        for (int step = 16; step < 32; step += 4)
        {
            a = b + Rotate(a + Addend256(ref words, step, (5 * step) + 1) + (c & ~d) + (b & d), 5);
            d = a + Rotate(d + Addend256(ref words, step + 1, (5 * (step + 1)) + 1) + (b & ~c) + (a & c), 9);
            c = d + Rotate(c + Addend256(ref words, step + 2, (5 * (step + 2)) + 1) + (a & ~b) + (d & b), 14);
            b = c + Rotate(b + Addend256(ref words, step + 3, (5 * (step + 3)) + 1) + (d & ~a) + (c & a), 20);
        }

        for (int step = 32; step < 48; step += 4)
        {
            a = b + Rotate(a + Addend256(ref words, step, (3 * step) + 5) + (c ^ d ^ b), 4);
            d = a + Rotate(d + Addend256(ref words, step + 1, (3 * (step + 1)) + 5) + (b ^ c ^ a), 11);
            c = d + Rotate(c + Addend256(ref words, step + 2, (3 * (step + 2)) + 5) + (a ^ b ^ d), 16);
            b = c + Rotate(b + Addend256(ref words, step + 3, (3 * (step + 3)) + 5) + (d ^ a ^ c), 23);
        }

        for (int step = 48; step < 64; step += 4)
        {
            a = b + Rotate(a + Addend256(ref words, step, 7 * step) + (c ^ (b | ~d)), 6);
            d = a + Rotate(d + Addend256(ref words, step + 1, 7 * (step + 1)) + (b ^ (a | ~c)), 10);
            c = d + Rotate(c + Addend256(ref words, step + 2, 7 * (step + 2)) + (a ^ (d | ~b)), 15);
            b = c + Rotate(b + Addend256(ref words, step + 3, 7 * (step + 3)) + (d ^ (c | ~a)), 21);
        }

        startA += a;
        startB += b;
        startC += c;
        startD += d;
    }

    /// <summary>What a step adds to the state: a word of the block and a sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Addend512(ref uint words, int step, int word) =>
        Vector512.LoadUnsafe(ref words, (nuint)((word & (WordsInBlock - 1)) * Vector512<uint>.Count))
        + Vector512.Create(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Sines), step));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Rotate(Vector512<uint> value, [ConstantExpected] byte count) =>
        Avx512F.IsSupported ? Avx512F.RotateLeft(value, count) : (value << count) | (value >>> (32 - count));

    /// <summary>What a step adds to the state: a word of the block and a sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Addend256(ref uint words, int step, int word) =>
        Vector256.LoadUnsafe(ref words, (nuint)((word & (WordsInBlock - 1)) * Vector256<uint>.Count))
        + Vector256.Create(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Sines), step));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Rotate(Vector256<uint> value, [ConstantExpected] byte count) =>
        Avx512F.VL.IsSupported ? Avx512F.VL.RotateLeft(value, count) : (value << count) | (value >>> (32 - count));
}
