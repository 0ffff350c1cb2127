using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>How an <see cref="AmplitudeRemoteClient"/> asks. Everything has a default; wrong values are refused at construction, by name.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record AmplitudeRemoteOptions
{
    /// <summary>Where to ask, with a path if there is one; plain http is allowed, for Amplitude's evaluation proxy. Default: Amplitude's own host of <see cref="ServerZone"/>.</summary>
    public string? ServerUrl { get; init; }

    /// <summary>Which of Amplitude's hosts is asked where <see cref="ServerUrl"/> is not set. Default: US.</summary>
    public AmplitudeZone ServerZone { get; init; }

    /// <summary>How the user is sent. Default: POST.</summary>
    public FetchMethod Method { get; init; }

    /// <summary>How long the first request of a fetch may take, its body included; 1 ms to 1 day. Default: 10 s.</summary>
    public TimeSpan FetchTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a failed request is sent again, 0 to 100. Default: 0.</summary>
    public int FetchRetries { get; init; }

    /// <summary>The time before the first retry, zero to 1 day. Default: 500 ms.</summary>
    public TimeSpan FetchRetryBackoffMin { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The most time before a later retry, zero to 1 day. Default: 10 s.</summary>
    public TimeSpan FetchRetryBackoffMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>By how much the time grows from one retry to the next, 1 to 100. Default: 1.5.</summary>
    public double FetchRetryBackoffScalar { get; init; } = 1.5;

    /// <summary>How long each retry may take, its body included; 1 ms to 1 day. Default: 10 s.</summary>
    public TimeSpan FetchRetryTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many requests may be under way at once, 1 to 10,000; others wait their turn. Default: null, no limit. (Amplitude's Python SDK has 1.)</summary>
    public int? ConnectionPoolMaxSize { get; init; }

    /// <summary>How long a request may wait for its turn, 1 ms to 1 day; it then fails as one that timed out. Default: null, for ever. Means nothing without <see cref="ConnectionPoolMaxSize"/>.</summary>
    public TimeSpan? FetchPoolAcquireTimeout { get; init; }

    /// <summary>What the key of a subject is that is no <see cref="AmplitudeUser"/>. Default: the user id.</summary>
    public SubjectKeyUse SubjectKey { get; init; }

    /// <summary>How a subject that is no <see cref="AmplitudeUser"/> becomes one. Default: null, as <see cref="AmplitudeUser.From"/> does it with <see cref="SubjectKey"/>.</summary>
    public Func<ISubject, AmplitudeUser>? ToUser { get; init; }

    /// <summary>Tells clients of one key apart that <see cref="AmplitudeExperiment"/> keeps. Default: the empty text.</summary>
    public string InstanceName { get; init; } = "";

    /// <summary>Whether every request is told to the log too, at the level Debug. Default: false.</summary>
    public bool Debug { get; init; }

    /// <summary>The client that requests are sent with. Default: one of our own. Never disposed by us; its own timeout holds beside <see cref="FetchTimeout"/>.</summary>
    public HttpClient? HttpClient { get; init; }

    /// <summary>The handler that requests are sent through: a proxy, certificates. Default: one of our own. Never disposed by us. Not together with <see cref="HttpClient"/>.</summary>
    public HttpMessageHandler? HttpMessageHandler { get; init; }

    /// <summary>The clock of timeouts and retries. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the client writes its log lines, under the category <c>EppoTyped.Amplitude.RemoteClient</c>. Default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The address and the retries.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"AmplitudeRemoteOptions {{ Server = {(ServerUrl is null ? ServerZone.ToString() : "own")}, FetchTimeout = {FetchTimeout}, FetchRetries = {FetchRetries} }}");

    /// <exception cref="ArgumentException">An option is wrong.</exception>
    internal void Check()
    {
        const string Own = nameof(AmplitudeRemoteOptions);
        AmplitudeOption.Zone($"{Own}.{nameof(ServerZone)}", ServerZone);
        AmplitudeOption.Require(Enum.IsDefined(Method), $"{Own}.{nameof(Method)}", Method, "it must be Post or Get", "Post");
        AmplitudeOption.Require(Enum.IsDefined(SubjectKey), $"{Own}.{nameof(SubjectKey)}", SubjectKey, "it must be UserId or DeviceId", "UserId");
        AmplitudeOption.Timeout($"{Own}.{nameof(FetchTimeout)}", FetchTimeout, "10 seconds");
        AmplitudeOption.Between($"{Own}.{nameof(FetchRetries)}", FetchRetries, 0, 100, "0");
        AmplitudeOption.Between($"{Own}.{nameof(FetchRetryBackoffMin)}", FetchRetryBackoffMin, TimeSpan.Zero, TimeSpan.FromDays(1), "500 milliseconds");
        AmplitudeOption.Between($"{Own}.{nameof(FetchRetryBackoffMax)}", FetchRetryBackoffMax, TimeSpan.Zero, TimeSpan.FromDays(1), "10 seconds");
        AmplitudeOption.Require(FetchRetryBackoffScalar is >= 1 and <= 100, $"{Own}.{nameof(FetchRetryBackoffScalar)}", FetchRetryBackoffScalar, "it must be between 1 and 100", "1.5");
        AmplitudeOption.Timeout($"{Own}.{nameof(FetchRetryTimeout)}", FetchRetryTimeout, "10 seconds");
        AmplitudeOption.Between($"{Own}.{nameof(ConnectionPoolMaxSize)}", ConnectionPoolMaxSize ?? 1, 1, 10_000, "no limit (null)");
        AmplitudeOption.Timeout($"{Own}.{nameof(FetchPoolAcquireTimeout)}", FetchPoolAcquireTimeout ?? TimeSpan.FromSeconds(1), "no limit (null)");
        AmplitudeOption.OneTransport(Own, HttpClient, HttpMessageHandler);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentNullException.ThrowIfNull(InstanceName);
    }
}
