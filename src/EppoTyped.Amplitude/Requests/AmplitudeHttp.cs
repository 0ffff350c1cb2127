using System.Net;
using System.Reflection;
using System.Text;

namespace EppoTyped.Amplitude;

/// <summary>What every request to Amplitude shares: client, headers and encodings.</summary>
internal static class AmplitudeHttp
{
    /// <summary>The name of this library in requests and events: <c>eppotyped/1.2.3</c>.</summary>
    public static readonly string Library = $"eppotyped/{Version}";

    private const string ApiKeyScheme = "Api-Key ";

    // The package's version, without the commit hash that a build appends.
    private static string Version =>
        typeof(AmplitudeHttp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The client to send with: the given one, or a new one over the given handler or a handler of our own.</summary>
    public static HttpClient ClientOf(HttpClient? given, HttpMessageHandler? handler) => given
        ?? (handler is null
            ? new HttpClient(NewHandler()) { Timeout = Timeout.InfiniteTimeSpan }
            : new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan });

    /// <summary>Adds the deployment key. Unparsed, so that the bytes are those that Amplitude's own SDKs send.</summary>
    public static void Authorize(HttpRequestMessage request, AmplitudeKey deploymentKey) =>
        request.Headers.TryAddWithoutValidation("Authorization", ApiKeyScheme + deploymentKey.Value);

    /// <summary>Base64 in the URL-safe alphabet, without padding.</summary>
    public static string Base64Url(ReadOnlySpan<byte> bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Decodes base64 in either alphabet, with or without padding; null where the text is not base64.</summary>
    public static byte[]? FromBase64(string text)
    {
        string standard = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        byte[] bytes = new byte[standard.Length];
        string padded = standard + new string('=', (4 - (standard.Length % 4)) % 4);
        return Convert.TryFromBase64String(padded, bytes, out int length) ? bytes[..length] : null;
    }

    /// <summary>A request body of JSON in UTF-8.</summary>
    public static ByteArrayContent Json(byte[] body, string contentType)
    {
        ByteArrayContent content = new(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }

    /// <summary>The value of an <c>Authorization</c> header of the Basic scheme.</summary>
    public static string Basic(AmplitudeKey name, AmplitudeKey password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name.Value}:{password.Value}"));

    private static SocketsHttpHandler NewHandler() => new()
    {
        // Connections are renewed, so that a changed address of the host is noticed.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
        // A redirect is an error: the key must not go to another host.
        AllowAutoRedirect = false,
        UseCookies = false,
        // The caller's trace context is not sent to Amplitude.
        ActivityHeadersPropagator = null,
    };
}
