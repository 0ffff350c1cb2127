using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>
/// Options of an <see cref="AmplitudeLocalClient"/>. Every option has a default; the constructor of the client refuses wrong values by
/// name.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record AmplitudeLocalOptions
{
    /// <summary>
    /// The http or https address that flags are fetched from, with its path; plain http is allowed for Amplitude's evaluation proxy.
    /// Default: null, Amplitude's host of <see cref="ServerZone"/>.
    /// </summary>
    public string? ServerUrl { get; init; }

    /// <summary>The zone of Amplitude's hosts, where an address is not set. Default: US.</summary>
    public AmplitudeZone ServerZone { get; init; }

    /// <summary>
    /// The time between two fetches of flags, 100 ms to 1 day; after failures it grows to at most 5 minutes. Default: 30 s.
    /// </summary>
    public TimeSpan FlagConfigPollingInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time limit of one fetch of flags with its body, 1 ms to 1 day. Default: 10 s.</summary>
    public TimeSpan FlagConfigPollerRequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether flags are streamed as they change; while the stream is broken they are polled. Default: false.</summary>
    public bool StreamUpdates { get; init; }

    /// <summary>
    /// The http or https address that flags are streamed from. Default: null, Amplitude's host of <see cref="ServerZone"/>.
    /// </summary>
    public string? StreamServerUrl { get; init; }

    /// <summary>The time limit for opening a stream and receiving its first flags, 1 ms to 1 day. Default: 1.5 s.</summary>
    public TimeSpan StreamFlagConnTimeout { get; init; } = TimeSpan.FromMilliseconds(1500);

    /// <summary>
    /// Tracks the assignments of each <c>Evaluate</c> as one event. Amplitude now recommends <see cref="ExposureTracking"/>. Default: null,
    /// no tracking.
    /// </summary>
    public AssignmentTrackingOptions? AssignmentTracking { get; init; }

    /// <summary>Tracks the exposures of each <c>Evaluate</c> that asks for it. Default: null, no tracking.</summary>
    public ExposureTrackingOptions? ExposureTracking { get; init; }

    /// <summary>Downloads the cohorts that flags use. Default: null, users are only in the cohorts that callers name.</summary>
    public CohortSyncOptions? CohortSync { get; init; }

    /// <summary>
    /// The flags until the first fetch succeeds, as Amplitude serves them: a JSON array of flags, or an object of flags by key. Default:
    /// null, none.
    /// </summary>
    public string? Bootstrap { get; init; }

    /// <summary>
    /// Whether a set of flags is refused as a whole where one of them cannot be read, is on a cycle of dependencies, or has a pattern that
    /// is not a regular expression: a start then throws, and a later set is not used. Default: false, such a flag is set aside and logged,
    /// and such a pattern never matches.
    /// </summary>
    public bool Strict { get; init; }

    /// <summary>Which id the key of a subject becomes that is not an <see cref="AmplitudeUser"/>. Default: the user id.</summary>
    public SubjectKeyUse SubjectKey { get; init; }

    /// <summary>
    /// Converts a subject that is not an <see cref="AmplitudeUser"/>. Default: null, the conversion of <see cref="AmplitudeUser.From"/>
    /// with <see cref="SubjectKey"/>, done without a copy.
    /// </summary>
    public Func<ISubject, AmplitudeUser>? ToUser { get; init; }

    /// <summary>Receives the assignments of typed and string-keyed calls, without default variants. Default: null, none.</summary>
    public IAssignmentLogger? AssignmentLogger { get; init; }

    /// <summary>
    /// The thread on which <see cref="AssignmentLogger"/> is called. Default: a worker, so that callers do not wait for it.
    /// </summary>
    public AssignmentDelivery AssignmentDelivery { get; init; }

    /// <summary>The most events that wait for the worker, 1 to 1,000,000. Default: 10,000.</summary>
    public int AssignmentQueueCapacity { get; init; } = 10_000;

    /// <summary>The events that are dropped when the queue is full. Default: the newest.</summary>
    public AssignmentDropPolicy AssignmentDropPolicy { get; init; }

    /// <summary>The memory of assignments that are not logged again. Default: the last 50,000 assignments.</summary>
    public DeduplicationOptions Deduplication { get; init; } = new();

    /// <summary>Values that replace those of flags in typed and string-keyed calls, for tests and debugging. Default: null, none.</summary>
    public FlagOverrides? Overrides { get; init; }

    /// <summary>The longest wait of a stop for events that are not delivered yet, up to 1 hour. Default: 10 s.</summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest response that is accepted, in bytes after decompression, 1 KiB to 1 GiB. Default: 64 MiB.</summary>
    public int MaxConfigurationBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Distinguishes clients of one key in <see cref="AmplitudeExperiment"/>. Default: the empty text.</summary>
    public string InstanceName { get; init; } = "";

    /// <summary>Whether every step is logged at level Debug. Default: false.</summary>
    public bool Debug { get; init; }

    /// <summary>
    /// Sends the requests. Default: null, for a client of our own. Never disposed by this client; its own timeout applies beside the time
    /// limits here.
    /// </summary>
    public HttpClient? HttpClient { get; init; }

    /// <summary>
    /// Handles the requests, for proxies and certificates. Default: null, for a handler of our own. Never disposed by this client. Not
    /// together with <see cref="HttpClient"/>.
    /// </summary>
    public HttpMessageHandler? HttpMessageHandler { get; init; }

    /// <summary>The clock of polls, streams and time limits. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Creates the client's logger, category <c>EppoTyped.Amplitude.LocalClient</c>. Default: null, nothing is logged.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>
    /// Whether <see cref="FlagClient.Shared"/>, and with it the static accessors, uses this client once it is started. Default: true.
    /// </summary>
    public bool AttachToShared { get; init; } = true;

    /// <summary>The server, the interval and whether flags are streamed; never a key.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"AmplitudeLocalOptions {{ Server = {(ServerUrl is null ? ServerZone.ToString() : "own")}, "
        + $"FlagConfigPollingInterval = {FlagConfigPollingInterval}, StreamUpdates = {StreamUpdates} }}");

    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    internal void Check()
    {
        const string Own = nameof(AmplitudeLocalOptions);
        AmplitudeOption.Zone($"{Own}.{nameof(ServerZone)}", ServerZone);
        AmplitudeOption.Between(
            $"{Own}.{nameof(FlagConfigPollingInterval)}",
            FlagConfigPollingInterval,
            TimeSpan.FromMilliseconds(100),
            TimeSpan.FromDays(1),
            "30 seconds");
        AmplitudeOption.Timeout($"{Own}.{nameof(FlagConfigPollerRequestTimeout)}", FlagConfigPollerRequestTimeout, "10 seconds");
        AmplitudeOption.Timeout($"{Own}.{nameof(StreamFlagConnTimeout)}", StreamFlagConnTimeout, "1.5 seconds");
        AmplitudeOption.Require(
            Enum.IsDefined(SubjectKey), $"{Own}.{nameof(SubjectKey)}", SubjectKey, "it must be UserId or DeviceId", "UserId");
        AmplitudeOption.Require(
            Enum.IsDefined(AssignmentDelivery),
            $"{Own}.{nameof(AssignmentDelivery)}",
            AssignmentDelivery,
            "it must be Worker or Inline",
            "Worker");
        AmplitudeOption.Between($"{Own}.{nameof(AssignmentQueueCapacity)}", AssignmentQueueCapacity, 1, 1_000_000, "10000");
        AmplitudeOption.Require(
            Enum.IsDefined(AssignmentDropPolicy),
            $"{Own}.{nameof(AssignmentDropPolicy)}",
            AssignmentDropPolicy,
            "it must be DropNewest or DropOldest",
            "DropNewest");
        AmplitudeOption.Between($"{Own}.{nameof(FlushTimeout)}", FlushTimeout, TimeSpan.Zero, TimeSpan.FromHours(1), "10 seconds");
        AmplitudeOption.Between(
            $"{Own}.{nameof(MaxConfigurationBytes)}", MaxConfigurationBytes, 1024, 1024 * 1024 * 1024, "67108864 (64 MiB)");
        AmplitudeOption.OneTransport(Own, HttpClient, HttpMessageHandler);
        ArgumentNullException.ThrowIfNull(Deduplication);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentNullException.ThrowIfNull(InstanceName);
    }
}
