using System.Net;
using System.Text;

namespace EppoTyped;

/// <summary>
/// The payload of newer SDK keys, behind their dot: a query string in base64url. A key whose payload cannot be read is one without.
/// </summary>
internal static class SdkKeyPayload
{
    /// <summary>The customer's own address, for a key that names one.</summary>
    /// <param name="sdkKey">The whole key.</param>
    /// <param name="baseUrl">The address of the options; one other than the default wins.</param>
    /// <returns>Null when the address of the options holds.</returns>
    public static string? BaseUrlFor(string sdkKey, string? baseUrl) =>
        baseUrl?.Trim().TrimEnd('/') == HttpSourceSettings.DefaultBaseUrl && Read(sdkKey, "cs") is { } subdomain && IsHostPart(subdomain)
            ? $"https://{subdomain}.fscdn.eppo.cloud/api"
            : null;

    /// <summary>One field of the payload; null when the key has no such field.</summary>
    public static string? Read(string sdkKey, string field)
    {
        int dot = sdkKey.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || Decode(sdkKey[(dot + 1)..]) is not { } query)
        {
            return null;
        }

        foreach (string pair in query.Split('&'))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0
                && WebUtility.UrlDecode(pair[..equals]) == field
                && WebUtility.UrlDecode(pair[(equals + 1)..]) is { Length: > 0 } value)
            {
                return value;
            }
        }

        return null;
    }

    private static string? Decode(string payload)
    {
        // Both alphabets, with and without padding.
        string standard = payload.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        byte[] bytes = new byte[standard.Length];
        string padded = standard + new string('=', (4 - (standard.Length % 4)) % 4);
        return Convert.TryFromBase64String(padded, bytes, out int length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    /// <summary>Nothing that would lead the request, and with it the key, to another host.</summary>
    private static bool IsHostPart(string text) =>
        Uri.CheckHostName(text) == UriHostNameType.Dns
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.');
}
