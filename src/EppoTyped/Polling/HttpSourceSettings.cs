using System.Diagnostics;

namespace EppoTyped;

/// <summary>
/// What fetching over HTTP takes from a client's options, and how messages name them. A class, because a record would print the key.
/// </summary>
internal sealed class HttpSourceSettings
{
    /// <summary>Eppo's own address.</summary>
    public const string DefaultBaseUrl = "https://fscdn.eppo.cloud/api";

    /// <summary>The class of the options, as messages name it.</summary>
    public required string OptionsName { get; init; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public required string SdkKey { get; init; }

    public required string? BaseUrl { get; init; }

    /// <summary>Whether the format before UFC is asked for.</summary>
    public bool LegacyConfiguration { get; init; }

    public bool AllowInsecureHttp { get; init; }

    /// <summary>The time of one poll, its bodies included.</summary>
    public required TimeSpan RequestTimeout { get; init; }

    /// <summary>The largest response that is accepted, in bytes after decompression.</summary>
    public required int MaxConfigurationBytes { get; init; }

    /// <summary>The client that polls are sent with; null for one of our own.</summary>
    public HttpClient? HttpClient { get; init; }

    /// <summary>The handler that polls are sent through; null for one of our own.</summary>
    public HttpMessageHandler? HttpMessageHandler { get; init; }

    public required TimeProvider Clock { get; init; }
}
