using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace EppoTyped;

/// <summary>
/// A line of the spool: eight hexadecimal digits of CRC-32C, a blank, the event as JSON, a line feed. A line that is not whole is ignored.
/// </summary>
internal static class SpoolLine
{
    private const int Prefix = 9;

    /// <summary>The line of an event.</summary>
    public static byte[] Of(ReadOnlySpan<byte> json)
    {
        byte[] line = new byte[Prefix + json.Length + 1];
        Encoding.ASCII.GetBytes(Checksum(json).ToString("x8", CultureInfo.InvariantCulture), line);
        line[Prefix - 1] = (byte)' ';
        json.CopyTo(line.AsSpan(Prefix));
        line[^1] = (byte)'\n';
        return line;
    }

    /// <summary>The events of a file.</summary>
    /// <param name="content">The file.</param>
    /// <param name="damaged">How many lines are damaged. A last line without its end is not counted: its event was never accepted.</param>
    public static List<ReadOnlyMemory<byte>> ReadAll(ReadOnlyMemory<byte> content, out int damaged)
    {
        List<ReadOnlyMemory<byte>> events = [];
        damaged = 0;
        while (content.Span.IndexOf((byte)'\n') is var length and >= 0)
        {
            ReadOnlyMemory<byte> line = content[..length];
            content = content[(length + 1)..];
            if (IsWhole(line.Span))
            {
                events.Add(line[Prefix..]);
            }
            else
            {
                damaged++;
            }
        }

        return events;
    }

    private static bool IsWhole(ReadOnlySpan<byte> line) =>
        line.Length > Prefix
        && uint.TryParse(line[..(Prefix - 1)], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint checksum)
        && checksum == Checksum(line[Prefix..]);

    private static uint Checksum(ReadOnlySpan<byte> json)
    {
        uint checksum = uint.MaxValue;
        for (; json.Length >= sizeof(ulong); json = json[sizeof(ulong)..])
        {
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(json));
        }

        foreach (byte one in json)
        {
            checksum = BitOperations.Crc32C(checksum, one);
        }

        return ~checksum;
    }
}
