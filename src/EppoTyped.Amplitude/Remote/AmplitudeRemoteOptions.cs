using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>
/// Options of an <see cref="AmplitudeRemoteClient"/>. Every option has a default; the constructor of the client refuses wrong values by
/// name.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record AmplitudeRemoteOptions
{
    /// <summary>
    /// The http or https address of the server, with its path; plain http is allowed for Amplitude's evaluation proxy. Default: null,
    /// Amplitude's host of <see cref="ServerZone"/>.
    /// </summary>
    public string? ServerUrl { get; init; }

    /// <summary>The zone of Amplitude's host, where <see cref="ServerUrl"/> is not set. Default: US.</summary>
    public AmplitudeZone ServerZone { get; init; }

    /// <summary>The method by which the user is sent. Default: POST.</summary>
    public FetchMethod Method { get; init; }

    /// <summary>The time limit of the first request with its body, 1 ms to 1 day. Default: 10 s.</summary>
    public TimeSpan FetchTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most retries of a failed request, 0 to 100. Default: 0.</summary>
    public int FetchRetries { get; init; }

    /// <summary>The wait before the first retry, zero to 1 day. Default: 500 ms.</summary>
    public TimeSpan FetchRetryBackoffMin { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait before a later retry, zero to 1 day. Default: 10 s.</summary>
    public TimeSpan FetchRetryBackoffMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The factor by which the wait grows from one retry to the next, 1 to 100. Default: 1.5.</summary>
    public double FetchRetryBackoffScalar { get; init; } = 1.5;

    /// <summary>The time limit of each retry with its body, 1 ms to 1 day. Default: 10 s.</summary>
    public TimeSpan FetchRetryTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The most requests at a time, 1 to 10,000; further ones wait. Default: null, no limit. (Amplitude's Python SDK has 1.)
    /// </summary>
    public int? ConnectionPoolMaxSize { get; init; }

    /// <summary>
    /// The longest wait for a free connection, 1 ms to 1 day; the request then fails like one that timed out. Default: null, no limit.
    /// Without effect where <see cref="ConnectionPoolMaxSize"/> is null.
    /// </summary>
    public TimeSpan? FetchPoolAcquireTimeout { get; init; }

    /// <summary>Which id the key of a subject becomes that is not an <see cref="AmplitudeUser"/>. Default: the user id.</summary>
    public SubjectKeyUse SubjectKey { get; init; }

    /// <summary>
    /// Converts a subject that is not an <see cref="AmplitudeUser"/>. Default: null, for <see cref="AmplitudeUser.From"/> with
    /// <see cref="SubjectKey"/>.
    /// </summary>
    public Func<ISubject, AmplitudeUser>? ToUser { get; init; }

    /// <summary>Distinguishes clients of one key in <see cref="AmplitudeExperiment"/>. Default: the empty text.</summary>
    public string InstanceName { get; init; } = "";

    /// <summary>Whether every request is logged at level Debug. Default: false.</summary>
    public bool Debug { get; init; }

    /// <summary>
    /// Sends the requests. Default: null, for a client of our own. Never disposed by this client; its own timeout applies beside
    /// <see cref="FetchTimeout"/>.
    /// </summary>
    public HttpClient? HttpClient { get; init; }

    /// <summary>
    /// Handles the requests, for proxies and certificates. Default: null, for a handler of our own. Never disposed by this client. Not
    /// together with <see cref="HttpClient"/>.
    /// </summary>
    public HttpMessageHandler? HttpMessageHandler { get; init; }

    /// <summary>The clock of time limits and retries. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Creates the client's logger, category <c>EppoTyped.Amplitude.RemoteClient</c>. Default: null, nothing is logged.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The server, the time limit and the retries; never a key.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"AmplitudeRemoteOptions {{ Server = {(ServerUrl is null ? ServerZone.ToString() : "own")}, FetchTimeout = {FetchTimeout}, "
        + $"FetchRetries = {FetchRetries} }}");

    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    internal void Check()
    {
        const string Own = nameof(AmplitudeRemoteOptions);
        AmplitudeOption.Zone($"{Own}.{nameof(ServerZone)}", ServerZone);
        AmplitudeOption.Require(Enum.IsDefined(Method), $"{Own}.{nameof(Method)}", Method, "it must be Post or Get", "Post");
        AmplitudeOption.Require(
            Enum.IsDefined(SubjectKey), $"{Own}.{nameof(SubjectKey)}", SubjectKey, "it must be UserId or DeviceId", "UserId");
        AmplitudeOption.Timeout($"{Own}.{nameof(FetchTimeout)}", FetchTimeout, "10 seconds");
        AmplitudeOption.Between($"{Own}.{nameof(FetchRetries)}", FetchRetries, 0, 100, "0");
        AmplitudeOption.Between(
            $"{Own}.{nameof(FetchRetryBackoffMin)}", FetchRetryBackoffMin, TimeSpan.Zero, TimeSpan.FromDays(1), "500 milliseconds");
        AmplitudeOption.Between(
            $"{Own}.{nameof(FetchRetryBackoffMax)}", FetchRetryBackoffMax, TimeSpan.Zero, TimeSpan.FromDays(1), "10 seconds");
        AmplitudeOption.Require(
            FetchRetryBackoffScalar is >= 1 and <= 100,
            $"{Own}.{nameof(FetchRetryBackoffScalar)}",
            FetchRetryBackoffScalar,
            "it must be between 1 and 100",
            "1.5");
        AmplitudeOption.Timeout($"{Own}.{nameof(FetchRetryTimeout)}", FetchRetryTimeout, "10 seconds");
        AmplitudeOption.Between($"{Own}.{nameof(ConnectionPoolMaxSize)}", ConnectionPoolMaxSize ?? 1, 1, 10_000, "no limit (null)");
        AmplitudeOption.Timeout(
            $"{Own}.{nameof(FetchPoolAcquireTimeout)}", FetchPoolAcquireTimeout ?? TimeSpan.FromSeconds(1), "no limit (null)");
        AmplitudeOption.OneTransport(Own, HttpClient, HttpMessageHandler);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentNullException.ThrowIfNull(InstanceName);
    }
}
