using System.Security.Cryptography;
using System.Text;

namespace EppoTyped.Amplitude;

/// <summary>A key that no <c>ToString</c> shows: neither this type's nor that of a type that holds it.</summary>
internal sealed class AmplitudeKey(string value)
{
    /// <summary>The key itself, for requests only.</summary>
    public string Value { get; } = value;

    /// <summary>A short hash that tells keys apart in a log without revealing them.</summary>
    public string Fingerprint { get; } = $"SHA-256 {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 4))}...";

    public bool IsSame(AmplitudeKey other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    public override string ToString() => Fingerprint;
}
