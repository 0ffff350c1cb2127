using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>
/// Options of the delivery of events to Amplitude's analytics. Every option but the key has a default; the constructor of the client
/// refuses wrong values by name.
/// </summary>
public abstract record AmplitudeAnalyticsOptions
{
    private protected AmplitudeAnalyticsOptions(string apiKey) => ApiKey = apiKey;

    /// <summary>
    /// The analytics key of the project, which is not the deployment key. Never shown in a message, a log line or <see cref="ToString"/>.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string ApiKey { get; init; }

    /// <summary>
    /// The number of results that are remembered, so that they are not tracked again within 24 hours of the first time; 1 to 10,000,000.
    /// Default: 65,536.
    /// </summary>
    public int CacheCapacity { get; init; } = 65_536;

    /// <summary>
    /// The most events of a request, and the number of waiting events at which a request is sent; 1 to 1,999. Default: 200.
    /// </summary>
    public int FlushQueueSize { get; init; } = 200;

    /// <summary>The longest time that an event waits for others, 1 ms to 1 hour. Default: 10 s.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most attempts to send an event before it is dropped, 1 to 1,000,000. Default: 12.</summary>
    public int FlushMaxRetries { get; init; } = 12;

    /// <summary>
    /// The least length of ids in characters, 1 to 1,000; null for Amplitude's own default of 5. Amplitude rejects events with shorter ids.
    /// Default: 1.
    /// </summary>
    public int? MinIdLength { get; init; } = 1;

    /// <summary>The zone of Amplitude's host, where <see cref="ServerUrl"/> is not set. Default: null, the client's zone.</summary>
    public AmplitudeZone? ServerZone { get; init; }

    /// <summary>
    /// The complete http or https address that events are sent to. Default: null, Amplitude's address by zone and <see cref="UseBatch"/>.
    /// </summary>
    public string? ServerUrl { get; init; }

    /// <summary>
    /// Whether Amplitude's batch address is used, which accepts larger requests and does not limit the events of a user in a second.
    /// Default: false.
    /// </summary>
    public bool UseBatch { get; init; }

    /// <summary>Whether nothing is tracked. Default: false.</summary>
    public bool OptOut { get; init; }

    /// <summary>
    /// The most events that wait in memory, 1 to 1,000,000; further ones are dropped, and tracked with the next evaluation. Default:
    /// 20,000.
    /// </summary>
    public int QueueCapacity { get; init; } = 20_000;

    /// <summary>
    /// A folder, used by this client only, in which events survive the end of the process; see <see cref="BatchingOptions.SpoolFolder"/>.
    /// Default: null, memory only.
    /// </summary>
    public string? SpoolFolder { get; init; }

    /// <summary>
    /// Called for every event when it is delivered (with null) or dropped (with the reason). Called by the sender; exceptions are logged
    /// once. Default: null.
    /// </summary>
    public Action<AmplitudeEvent, string?>? Callback { get; init; }

    /// <summary>The tracking plan in every event. Default: null.</summary>
    public AmplitudePlan? Plan { get; init; }

    /// <summary>The ingestion metadata in every event. Default: null.</summary>
    public AmplitudeIngestionMetadata? IngestionMetadata { get; init; }

    /// <summary>
    /// Creates the logger of this delivery, category <c>EppoTyped.Amplitude.Tracking</c>. Default: null, the client's logger.
    /// </summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The sizes and the interval; never the key.</summary>
    public sealed override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{GetType().Name} {{ CacheCapacity = {CacheCapacity}, FlushQueueSize = {FlushQueueSize}, FlushInterval = {FlushInterval} }}");

    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    internal void Check()
    {
        string own = GetType().Name;
        AmplitudeOption.Between($"{own}.{nameof(CacheCapacity)}", CacheCapacity, 1, 10_000_000, "65536");
        AmplitudeOption.Between($"{own}.{nameof(FlushQueueSize)}", FlushQueueSize, 1, 1_999, "200");
        AmplitudeOption.Between(
            $"{own}.{nameof(FlushInterval)}", FlushInterval, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1), "10 seconds");
        AmplitudeOption.Between($"{own}.{nameof(FlushMaxRetries)}", FlushMaxRetries, 1, 1_000_000, "12");
        AmplitudeOption.Between($"{own}.{nameof(MinIdLength)}", MinIdLength ?? 5, 1, 1_000, "1");
        AmplitudeOption.Between($"{own}.{nameof(QueueCapacity)}", QueueCapacity, 1, 1_000_000, "20000");
        AmplitudeOption.Zone($"{own}.{nameof(ServerZone)}", ServerZone ?? AmplitudeZone.US);
    }
}

/// <summary>
/// Tracks the assignments of a local evaluation as one event for all its flags. Amplitude now recommends
/// <see cref="ExposureTrackingOptions"/>.
/// </summary>
/// <param name="ApiKey">The analytics key of the project.</param>
public sealed record AssignmentTrackingOptions(string ApiKey) : AmplitudeAnalyticsOptions(ApiKey)
{
    /// <summary>Whether the event also has the properties of the evaluated user. Default: false.</summary>
    public bool SendEvaluatedProps { get; init; }
}

/// <summary>Tracks exposures as one event for each flag, for evaluations with <see cref="EvaluateOptions.TracksExposure"/>.</summary>
/// <param name="ApiKey">The analytics key of the project.</param>
public sealed record ExposureTrackingOptions(string ApiKey) : AmplitudeAnalyticsOptions(ApiKey);
