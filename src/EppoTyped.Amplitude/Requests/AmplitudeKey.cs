using System.Security.Cryptography;
using System.Text;

namespace EppoTyped.Amplitude;

/// <summary>A key that no text shows: not this one's own, nor that of whatever holds it.</summary>
internal sealed class AmplitudeKey(string value)
{
    /// <summary>The key itself, for a request.</summary>
    public string Value { get; } = value;

    /// <summary>Tells one key from another in a log, and gives nothing away of either.</summary>
    public string Fingerprint { get; } = $"SHA-256 {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 4))}...";

    public bool IsSame(AmplitudeKey other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    public override string ToString() => Fingerprint;
}
