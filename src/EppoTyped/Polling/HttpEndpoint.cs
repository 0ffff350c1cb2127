using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace EppoTyped;

/// <summary>The addresses of the flags and of the bandit models, with the key in their query; hence neither is ever shown.</summary>
internal sealed class HttpEndpoint
{
    private const string FlagsPath = "/flag-config/v1/config";
    private const string LegacyPath = "/randomized_assignment/v3/config";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _sdkKey;

    private HttpEndpoint(Uri baseUrl, string path, string sdkKey)
    {
        _sdkKey = sdkKey;
        Host = baseUrl.Authority;
        Binding = BindingOf(baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/'), sdkKey);
        Fingerprint = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(sdkKey)).AsSpan(0, 4));
        string root = baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');
        string query = $"?apiKey={Uri.EscapeDataString(sdkKey)}&sdkName={Uri.EscapeDataString(EppoSdk.Name)}&sdkVersion={Uri.EscapeDataString(EppoSdk.Version)}";
        Uri = new Uri($"{root}{path}{query}");
        BanditsUri = new Uri($"{root}/flag-config/v1/bandits{query}");
    }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Uri Uri { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Uri BanditsUri { get; }

    public string Host { get; }

    /// <summary>Tells one key from another in a log, and gives nothing away of either.</summary>
    public string Fingerprint { get; }

    /// <summary>What a file that belongs to this key and host is marked with: a hash that gives neither away.</summary>
    public string Binding { get; }

    /// <summary>Whether an address gives the key away to whoever it leads to, escaped or not.</summary>
    public bool CarriesKey(Uri address) =>
        address.AbsoluteUri.Contains(_sdkKey, StringComparison.OrdinalIgnoreCase) || Uri.UnescapeDataString(address.AbsoluteUri).Contains(_sdkKey, StringComparison.OrdinalIgnoreCase);

    /// <summary>The mark of a place and a key.</summary>
    public static string BindingOf(string place, string sdkKey) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{place}\n{sdkKey}")));

    /// <summary>The endpoint of checked options.</summary>
    /// <exception cref="ArgumentException">An option is wrong; the message names it, and how to mend it.</exception>
    public static HttpEndpoint Of(EppoClientOptions options)
    {
        string? sdkKey = string.IsNullOrWhiteSpace(options.SdkKey) ? Environment.GetEnvironmentVariable(EppoClientOptions.SdkKeyVariable) : options.SdkKey;
        if (string.IsNullOrWhiteSpace(sdkKey))
        {
            throw new ArgumentException(
                $"EppoClientOptions.SdkKey is not set, and neither is the environment variable {EppoClientOptions.SdkKeyVariable}. Set one of them to a server "
                + "SDK key of your environment (in Eppo: Admin, SDK Keys), or set EppoClientOptions.Source to take configurations from elsewhere.");
        }

        sdkKey = sdkKey.Trim();
        Uri baseUrl = BaseUrlOf(SdkKeyPayload.BaseUrlFor(sdkKey, options.BaseUrl) is { } own ? options with { BaseUrl = own } : options);
        return new HttpEndpoint(baseUrl, options.LegacyConfiguration ? LegacyPath : FlagsPath, sdkKey);
    }

    /// <summary>As much of a base URL as may be shown.</summary>
    public static string Shown(string? baseUrl) => TryParse(baseUrl, out Uri? parsed) ? parsed!.Authority : "(no address)";

    private static Uri BaseUrlOf(EppoClientOptions options)
    {
        if (!TryParse(options.BaseUrl, out Uri? baseUrl) || baseUrl!.Scheme is not ("http" or "https"))
        {
            // Not shown where a password or a key may be part of it.
            string shown = options.BaseUrl?.AsSpan().ContainsAny('@', '?', '#') == true ? "is" : $"is \"{options.BaseUrl}\", which is";
            throw Wrong($"{shown} no http or https address. Set it to the address with its path, such as \"{EppoClientOptions.DefaultBaseUrl}\".");
        }

        if (baseUrl.UserInfo.Length > 0 || baseUrl.Query.Length > 0 || baseUrl.Fragment.Length > 0)
        {
            // Not shown in full: a password or a key may be part of it.
            throw Wrong($"({baseUrl.Authority}) has a user name, a query or a fragment. Set it to scheme, host and path only; the key belongs in SdkKey.");
        }

        if (baseUrl.Scheme == "http" && !baseUrl.IsLoopback && !options.AllowInsecureHttp)
        {
            throw Wrong(
                $"is \"{options.BaseUrl}\": over plain http anybody between could change every flag. Use https, or set EppoClientOptions.AllowInsecureHttp = true where the network is trusted.");
        }

        return baseUrl;

        static ArgumentException Wrong(string message) => new("EppoClientOptions.BaseUrl " + message);
    }

    private static bool TryParse(string? text, out Uri? parsed)
    {
        string trimmed = text?.Trim() ?? "";
        parsed = null;
        return trimmed.Length > 0
            && Uri.TryCreate(trimmed.Contains("://", StringComparison.Ordinal) ? trimmed : "https://" + trimmed, UriKind.Absolute, out parsed)
            && parsed.Host.Length > 0;
    }
}
