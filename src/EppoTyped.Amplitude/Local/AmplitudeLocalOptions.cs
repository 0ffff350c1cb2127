using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>How an <see cref="AmplitudeLocalClient"/> lives. Everything has a default; wrong values are refused at construction, by name.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record AmplitudeLocalOptions
{
    /// <summary>Where flags are fetched, with a path if there is one; plain http is allowed, for Amplitude's evaluation proxy. Default: Amplitude's own host of <see cref="ServerZone"/>.</summary>
    public string? ServerUrl { get; init; }

    /// <summary>Which of Amplitude's hosts are asked where an address is not set. Default: US.</summary>
    public AmplitudeZone ServerZone { get; init; }

    /// <summary>The time from one fetch of flags to the next, 100 ms to 1 day; after a failure it grows, to 5 minutes at most. Default: 30 s.</summary>
    public TimeSpan FlagConfigPollingInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one fetch of flags may take, its body included; 1 ms to 1 day. Default: 10 s.</summary>
    public TimeSpan FlagConfigPollerRequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether flags are streamed as they change; while there is no stream they are polled. Default: false.</summary>
    public bool StreamUpdates { get; init; }

    /// <summary>Where flags are streamed from. Default: Amplitude's own host of <see cref="ServerZone"/>.</summary>
    public string? StreamServerUrl { get; init; }

    /// <summary>How long a stream may take until it is open and its first flags are here; 1 ms to 1 day. Default: 1.5 s.</summary>
    public TimeSpan StreamFlagConnTimeout { get; init; } = TimeSpan.FromMilliseconds(1500);

    /// <summary>How assignments are tracked, as one event of all flags of an <c>Evaluate</c>. Amplitude prefers <see cref="ExposureTracking"/> by now. Default: not at all.</summary>
    public AssignmentTrackingOptions? AssignmentTracking { get; init; }

    /// <summary>How exposures are tracked, for an <c>Evaluate</c> that asks for it. Default: not at all.</summary>
    public ExposureTrackingOptions? ExposureTracking { get; init; }

    /// <summary>How cohorts are kept that flags ask for. Default: not at all, users are in the cohorts that callers say they are in.</summary>
    public CohortSyncOptions? CohortSync { get; init; }

    /// <summary>Flags to answer from until the first fetch succeeds, as Amplitude serves them: a JSON array of flags, or an object of flags by key. Default: none.</summary>
    public string? Bootstrap { get; init; }

    /// <summary>
    /// Whether flags are refused as a whole when one of them is malformed, on a cycle of dependencies, or has a pattern that is no regular expression: a
    /// start throws then, and later flags are not used. Default: false, such a flag is set aside and logged, and such a pattern never matches.
    /// </summary>
    public bool Strict { get; init; }

    /// <summary>What the key of a subject is that is no <see cref="AmplitudeUser"/>. Default: the user id.</summary>
    public SubjectKeyUse SubjectKey { get; init; }

    /// <summary>How a subject that is no <see cref="AmplitudeUser"/> becomes one. Default: null, its key is <see cref="SubjectKey"/>, an attribute named like a field of a user that field, any other a user property; nothing is copied for that.</summary>
    public Func<ISubject, AmplitudeUser>? ToUser { get; init; }

    /// <summary>Takes the assignments of typed and string-keyed calls; default variants are none. Default: none.</summary>
    public IAssignmentLogger? AssignmentLogger { get; init; }

    /// <summary>On which thread the <see cref="AssignmentLogger"/> is called. Default: on a worker, so that no caller waits for it.</summary>
    public AssignmentDelivery AssignmentDelivery { get; init; }

    /// <summary>How many events may wait for the worker, 1 to 1,000,000. Default: 10,000.</summary>
    public int AssignmentQueueCapacity { get; init; } = 10_000;

    /// <summary>Which events are dropped when there is room for no more. Default: the newest.</summary>
    public AssignmentDropPolicy AssignmentDropPolicy { get; init; }

    /// <summary>What is not logged again. Default: the last 50,000 assignments.</summary>
    public DeduplicationOptions Deduplication { get; init; } = new();

    /// <summary>Values that win over every flag in typed and string-keyed calls, for tests and debugging. Default: none.</summary>
    public FlagOverrides? Overrides { get; init; }

    /// <summary>How long a stop waits for events that are still on their way, up to 1 hour. Default: 10 s.</summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest answer that is accepted, in bytes after decompression, 1 KiB to 1 GiB. Default: 64 MiB.</summary>
    public int MaxConfigurationBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Tells clients of one key apart that <c>AmplitudeExperiment</c> keeps. Default: the empty text.</summary>
    public string InstanceName { get; init; } = "";

    /// <summary>Whether every step is told to the log too, at the level Debug. Default: false.</summary>
    public bool Debug { get; init; }

    /// <summary>The client that requests are sent with. Default: one of our own. Never disposed by us; its own timeout holds beside ours.</summary>
    public HttpClient? HttpClient { get; init; }

    /// <summary>The handler that requests are sent through: a proxy, certificates. Default: one of our own. Never disposed by us. Not together with <see cref="HttpClient"/>.</summary>
    public HttpMessageHandler? HttpMessageHandler { get; init; }

    /// <summary>The clock of polls, streams and timeouts. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the client writes its log lines, under the category <c>EppoTyped.Amplitude.LocalClient</c>. Default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Whether <see cref="FlagClient.Shared"/>, and with it the static accessors, answers from this client once it has started. Default: true.</summary>
    public bool AttachToShared { get; init; } = true;

    /// <summary>The address and the pace.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"AmplitudeLocalOptions {{ Server = {(ServerUrl is null ? ServerZone.ToString() : "own")}, FlagConfigPollingInterval = {FlagConfigPollingInterval}, StreamUpdates = {StreamUpdates} }}");

    /// <exception cref="ArgumentException">An option is wrong.</exception>
    internal void Check()
    {
        const string Own = nameof(AmplitudeLocalOptions);
        AmplitudeOption.Zone($"{Own}.{nameof(ServerZone)}", ServerZone);
        AmplitudeOption.Between($"{Own}.{nameof(FlagConfigPollingInterval)}", FlagConfigPollingInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1), "30 seconds");
        AmplitudeOption.Timeout($"{Own}.{nameof(FlagConfigPollerRequestTimeout)}", FlagConfigPollerRequestTimeout, "10 seconds");
        AmplitudeOption.Timeout($"{Own}.{nameof(StreamFlagConnTimeout)}", StreamFlagConnTimeout, "1.5 seconds");
        AmplitudeOption.Require(Enum.IsDefined(SubjectKey), $"{Own}.{nameof(SubjectKey)}", SubjectKey, "it must be UserId or DeviceId", "UserId");
        AmplitudeOption.Require(Enum.IsDefined(AssignmentDelivery), $"{Own}.{nameof(AssignmentDelivery)}", AssignmentDelivery, "it must be Worker or Inline", "Worker");
        AmplitudeOption.Between($"{Own}.{nameof(AssignmentQueueCapacity)}", AssignmentQueueCapacity, 1, 1_000_000, "10000");
        AmplitudeOption.Require(Enum.IsDefined(AssignmentDropPolicy), $"{Own}.{nameof(AssignmentDropPolicy)}", AssignmentDropPolicy, "it must be DropNewest or DropOldest", "DropNewest");
        AmplitudeOption.Between($"{Own}.{nameof(FlushTimeout)}", FlushTimeout, TimeSpan.Zero, TimeSpan.FromHours(1), "10 seconds");
        AmplitudeOption.Between($"{Own}.{nameof(MaxConfigurationBytes)}", MaxConfigurationBytes, 1024, 1024 * 1024 * 1024, "67108864 (64 MiB)");
        AmplitudeOption.OneTransport(Own, HttpClient, HttpMessageHandler);
        ArgumentNullException.ThrowIfNull(Deduplication);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentNullException.ThrowIfNull(InstanceName);
    }
}
