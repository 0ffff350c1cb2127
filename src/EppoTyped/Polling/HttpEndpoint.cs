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

    private HttpEndpoint(Uri baseUrl, string path, string sdkKey, string optionsName)
    {
        (_sdkKey, OptionsName) = (sdkKey, optionsName);
        Host = baseUrl.Authority;
        Binding = BindingOf(baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/'), sdkKey);
        Fingerprint = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(sdkKey)).AsSpan(0, 4));
        string root = baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');
        string sdk = $"sdkName={Uri.EscapeDataString(EppoSdk.Name)}&sdkVersion={Uri.EscapeDataString(EppoSdk.Version)}";
        string query = $"?apiKey={Uri.EscapeDataString(sdkKey)}&{sdk}";
        Uri = new Uri($"{root}{path}{query}");
        BanditsUri = new Uri($"{root}/flag-config/v1/bandits{query}");
    }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Uri Uri { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Uri BanditsUri { get; }

    public string Host { get; }

    /// <summary>The class of the options that lead here, as messages name it.</summary>
    public string OptionsName { get; }

    /// <summary>Tells one key from another in a log, and discloses neither.</summary>
    public string Fingerprint { get; }

    /// <summary>What a file that belongs to this key and host is marked with: a hash that discloses neither.</summary>
    public string Binding { get; }

    /// <summary>Whether an address discloses the key to the server it leads to, escaped or not.</summary>
    public bool CarriesKey(Uri address) =>
        address.AbsoluteUri.Contains(_sdkKey, StringComparison.OrdinalIgnoreCase)
        || Uri.UnescapeDataString(address.AbsoluteUri).Contains(_sdkKey, StringComparison.OrdinalIgnoreCase);

    /// <summary>The mark of a place and a key.</summary>
    public static string BindingOf(string place, string sdkKey) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{place}\n{sdkKey}")));

    /// <summary>The endpoint of checked options.</summary>
    /// <exception cref="ArgumentException">The address is wrong; the message names the option, and how to repair it.</exception>
    public static HttpEndpoint Of(HttpSourceSettings settings)
    {
        string sdkKey = settings.SdkKey.Trim();
        Uri baseUrl = BaseUrlOf(SdkKeyPayload.BaseUrlFor(sdkKey, settings.BaseUrl) ?? settings.BaseUrl, settings);
        return new HttpEndpoint(baseUrl, settings.LegacyConfiguration ? LegacyPath : FlagsPath, sdkKey, settings.OptionsName);
    }

    /// <summary>An option with its class, as messages name it.</summary>
    public string Option(string name) => $"{OptionsName}.{name}";

    /// <summary>As much of a base URL as may be shown.</summary>
    public static string Shown(string? baseUrl) => TryParse(baseUrl, out Uri? parsed) ? parsed!.Authority : "(no address)";

    private static Uri BaseUrlOf(string? text, HttpSourceSettings settings)
    {
        if (!TryParse(text, out Uri? baseUrl) || baseUrl!.Scheme is not ("http" or "https"))
        {
            // Not shown where a password or a key may be part of it.
            string shown = text?.AsSpan().ContainsAny('@', '?', '#') == true ? "is" : $"is \"{text}\", which is";
            throw Wrong(
                $"{shown} not an http or https address. "
                + $"Set it to the address with its path, such as \"{HttpSourceSettings.DefaultBaseUrl}\".");
        }

        if (baseUrl.UserInfo.Length > 0 || baseUrl.Query.Length > 0 || baseUrl.Fragment.Length > 0)
        {
            // Not shown in full: a password or a key may be part of it.
            throw Wrong(
                $"({baseUrl.Authority}) has a user name, a query or a fragment. "
                + "Set it to scheme, host and path only; the key belongs in SdkKey.");
        }

        if (baseUrl.Scheme == "http" && !baseUrl.IsLoopback && !settings.AllowInsecureHttp)
        {
            throw Wrong(
                $"is \"{text}\": over plain http anybody between could change every flag. "
                + $"Use https, or set {settings.OptionsName}.AllowInsecureHttp = true where the network is trusted.");
        }

        return baseUrl;

        ArgumentException Wrong(string message) => new($"{settings.OptionsName}.BaseUrl {message}");
    }

    private static bool TryParse(string? text, out Uri? parsed)
    {
        string trimmed = text?.Trim() ?? "";
        parsed = null;
        return trimmed.Length > 0
            && Uri.TryCreate(
                trimmed.Contains("://", StringComparison.Ordinal) ? trimmed : "https://" + trimmed, UriKind.Absolute, out parsed)
            && parsed.Host.Length > 0;
    }
}
