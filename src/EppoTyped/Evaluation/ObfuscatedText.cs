using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace EppoTyped;

/// <summary>How Eppo obfuscates texts for client tokens: MD5 for names that are only compared, base64 for texts that are read.</summary>
internal static class ObfuscatedText
{
    /// <summary>The MD5 of the text in UTF-8, in lower-case hexadecimals.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "The protocol obfuscates by MD5; nothing is secured by it.")]
    public static string Hash(string text)
    {
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(Encoding.UTF8.GetBytes(text), digest);
        return Convert.ToHexString(digest).ToLowerInvariant();
    }

    public static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>The decoded text; null where it is not base64.</summary>
    public static string? Decode(string text)
    {
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
