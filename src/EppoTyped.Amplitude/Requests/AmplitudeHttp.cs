using System.Net;
using System.Text;

namespace EppoTyped.Amplitude;

/// <summary>What all requests to Amplitude have in common.</summary>
internal static class AmplitudeHttp
{
    /// <summary>How this library names itself: <c>name/version</c>.</summary>
    public static readonly string Library = $"{EppoSdk.Name}/{EppoSdk.Version}";

    private const string ApiKeyScheme = "Api-Key ";

    /// <summary>The client to send with; one of our own unless it was given.</summary>
    public static HttpClient ClientOf(HttpClient? given, HttpMessageHandler? handler) => given
        ?? (handler is null
            ? new HttpClient(NewHandler()) { Timeout = Timeout.InfiniteTimeSpan }
            : new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan });

    /// <summary>Says who asks. Raw, so that the bytes are those that Amplitude's own SDKs send.</summary>
    public static void Authorize(HttpRequestMessage request, AmplitudeKey deploymentKey) => request.Headers.TryAddWithoutValidation("Authorization", ApiKeyScheme + deploymentKey.Value);

    /// <summary>Base64 in the alphabet of addresses, without padding.</summary>
    public static string Base64Url(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Bytes of base64 in either alphabet, with or without padding; null when it is none.</summary>
    public static byte[]? FromBase64(string text)
    {
        string standard = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        byte[] bytes = new byte[standard.Length];
        return Convert.TryFromBase64String(standard + new string('=', (4 - (standard.Length % 4)) % 4), bytes, out int length) ? bytes[..length] : null;
    }

    /// <summary>A request's body as JSON.</summary>
    public static ByteArrayContent Json(byte[] body, string contentType)
    {
        ByteArrayContent content = new(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }

    /// <summary>Credentials of the Basic scheme.</summary>
    public static string Basic(AmplitudeKey name, AmplitudeKey password) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name.Value}:{password.Value}"));

    private static SocketsHttpHandler NewHandler() => new()
    {
        // A connection that lives for ever never sees that the host's address has changed.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
        // A redirect counts as an error, and the key goes to no other host.
        AllowAutoRedirect = false,
        UseCookies = false,
        // What a caller's trace carries along is none of Amplitude's business.
        ActivityHeadersPropagator = null,
    };
}
