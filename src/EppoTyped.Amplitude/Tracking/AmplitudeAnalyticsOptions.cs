using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>How events are delivered to Amplitude's analytics. Everything has a default but the key; wrong values are refused at construction, by name.</summary>
public abstract record AmplitudeAnalyticsOptions
{
    private protected AmplitudeAnalyticsOptions(string apiKey) => ApiKey = apiKey;

    /// <summary>The analytics key of the project, which is not the deployment key. No message, log line or text shows it.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string ApiKey { get; init; }

    /// <summary>How many results are remembered, so that they are not tracked again within 24 hours of the first time; 1 to 10,000,000. Default: 65,536.</summary>
    public int CacheCapacity { get; init; } = 65_536;

    /// <summary>How many events a request holds, and how many waiting ones are sent at once; 1 to 1,999. Default: 200.</summary>
    public int FlushQueueSize { get; init; } = 200;

    /// <summary>How long an event waits for others, 1 ms to 1 hour. Default: 10 s.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often an event is sent before it is given up, 1 to 1,000,000. Default: 12.</summary>
    public int FlushMaxRetries { get; init; } = 12;

    /// <summary>How short an id may be, 1 to 1,000; null for Amplitude's own least of 5, below which it rejects events. Default: 1, so that no id is too short.</summary>
    public int? MinIdLength { get; init; } = 1;

    /// <summary>Which of Amplitude's hosts takes the events where <see cref="ServerUrl"/> is not set. Default: null, that of the client.</summary>
    public AmplitudeZone? ServerZone { get; init; }

    /// <summary>The address that takes the events, whole. Default: Amplitude's own, of the zone and of <see cref="UseBatch"/>.</summary>
    public string? ServerUrl { get; init; }

    /// <summary>Whether the address for batches is used, which takes larger requests and has no limit on the events of a user a second. Default: false.</summary>
    public bool UseBatch { get; init; }

    /// <summary>Whether nothing is tracked at all. Default: false.</summary>
    public bool OptOut { get; init; }

    /// <summary>How many events wait in memory at most, 1 to 1,000,000; when they do, new ones are dropped, and made again the next time. Default: 20,000.</summary>
    public int QueueCapacity { get; init; } = 20_000;

    /// <summary>A folder of this client alone in which events survive the end of the process; see <see cref="BatchingOptions.SpoolFolder"/>. Default: null, memory only.</summary>
    public string? SpoolFolder { get; init; }

    /// <summary>Is told of every event that is through: with null when it has arrived, else with why it never will. Called by the sender; what it throws is logged. Default: nobody.</summary>
    public Action<AmplitudeEvent, string?>? Callback { get; init; }

    /// <summary>The tracking plan that every event names. Default: none.</summary>
    public AmplitudePlan? Plan { get; init; }

    /// <summary>Where events come from, as every event says it. Default: nothing.</summary>
    public AmplitudeIngestionMetadata? IngestionMetadata { get; init; }

    /// <summary>Where log lines of this delivery go. Default: null, those of the client.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The pace and the size; never the key.</summary>
    public sealed override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{GetType().Name} {{ CacheCapacity = {CacheCapacity}, FlushQueueSize = {FlushQueueSize}, FlushInterval = {FlushInterval} }}");

    /// <exception cref="ArgumentException">An option is wrong.</exception>
    internal void Check()
    {
        string own = GetType().Name;
        AmplitudeOption.Between($"{own}.{nameof(CacheCapacity)}", CacheCapacity, 1, 10_000_000, "65536");
        AmplitudeOption.Between($"{own}.{nameof(FlushQueueSize)}", FlushQueueSize, 1, 1_999, "200");
        AmplitudeOption.Between($"{own}.{nameof(FlushInterval)}", FlushInterval, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1), "10 seconds");
        AmplitudeOption.Between($"{own}.{nameof(FlushMaxRetries)}", FlushMaxRetries, 1, 1_000_000, "12");
        AmplitudeOption.Between($"{own}.{nameof(MinIdLength)}", MinIdLength ?? 5, 1, 1_000, "1");
        AmplitudeOption.Between($"{own}.{nameof(QueueCapacity)}", QueueCapacity, 1, 1_000_000, "20000");
        AmplitudeOption.Zone($"{own}.{nameof(ServerZone)}", ServerZone ?? AmplitudeZone.US);
    }
}

/// <summary>Tracks what a local evaluation assigned, as one event of all its flags. Amplitude prefers <see cref="ExposureTrackingOptions"/> by now.</summary>
/// <param name="ApiKey">The analytics key of the project.</param>
public sealed record AssignmentTrackingOptions(string ApiKey) : AmplitudeAnalyticsOptions(ApiKey)
{
    /// <summary>Whether the fields and the properties of the user that was evaluated go on the event too. Default: false.</summary>
    public bool SendEvaluatedProps { get; init; }
}

/// <summary>Tracks what a user was exposed to, as one event a flag, for evaluations that ask for it (<see cref="EvaluateOptions.TracksExposure"/>).</summary>
/// <param name="ApiKey">The analytics key of the project.</param>
public sealed record ExposureTrackingOptions(string ApiKey) : AmplitudeAnalyticsOptions(ApiKey);
