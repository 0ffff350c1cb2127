using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EppoTyped;

/// <summary>The last good configuration as bytes: a line with what follows and whose it is, then a ConfigurationWire.</summary>
/// <remarks><c>eppotyped-last-good 1 [binding] [SHA-256 of the binding and of the wire]</c>; both hashes in hexadecimals.</remarks>
internal static class LastGoodFormat
{
    private const string Name = "eppotyped-last-good";
    private const string Version = "1";
    private const int LongestHeader = 512;

    public static byte[] Write(string binding, ConfigurationResponse response)
    {
        byte[] wire = Encoding.UTF8.GetBytes(EppoConfiguration.Of(response).ToWire());
        return [.. Encoding.ASCII.GetBytes($"{Name} {Version} {binding} {Checksum(binding, wire)}\n"), .. wire];
    }

    /// <summary>Reads what <see cref="Write"/> wrote for the same key and host.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="binding">The mark of the key and the host it must belong to.</param>
    /// <param name="problem">Why it is not used.</param>
    public static ConfigurationResponse? Read(ReadOnlySpan<byte> content, string binding, out string? problem)
    {
        problem = null;
        int end = content[..Math.Min(content.Length, LongestHeader)].IndexOf((byte)'\n');
        string[] header = end < 0 ? [] : Encoding.ASCII.GetString(content[..end]).Split(' ');
        if (header.Length < 2 || header[0] != Name)
        {
            problem = string.Create(CultureInfo.InvariantCulture, $"It is not one, or only the beginning of one ({content.Length} bytes).");
        }
        else if (header[1] != Version)
        {
            problem = $"It is of version {LogText.Sanitize(header[1])}, and this library reads version {Version}.";
        }
        else if (header.Length != 4 || header[3] != Checksum(header[2], content[(end + 1)..]))
        {
            problem = "Its checksum does not fit: it is damaged or cut short.";
        }
        else if (header[2] != binding)
        {
            problem = "It belongs to another SDK key or another host.";
        }
        else
        {
            try
            {
                return EppoConfiguration.FromWire(Encoding.UTF8.GetString(content[(end + 1)..])).Response;
            }
            catch (FormatException exception)
            {
                problem = exception.Message;
            }
        }

        return null;
    }

    private static string Checksum(string binding, ReadOnlySpan<byte> wire)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(binding));
        hash.AppendData(wire);
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
