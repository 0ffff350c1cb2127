using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>
/// The options of an <see cref="EppoClient"/>. Everything but the SDK key has a default; the start throws on wrong values and names them.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record EppoClientOptions
{
    /// <summary>Eppo's own address, the default of <see cref="BaseUrl"/>.</summary>
    public const string DefaultBaseUrl = HttpSourceSettings.DefaultBaseUrl;

    /// <summary>The environment variable that is read when <see cref="SdkKey"/> is not set.</summary>
    public const string SdkKeyVariable = "EPPO_API_KEY";

    /// <summary>
    /// The SDK key of the environment; white space around it is dropped. Default: the environment variable <c>EPPO_API_KEY</c>. Needed only
    /// when configurations come over HTTP. No message, log line or <see cref="ToString"/> shows it.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    public string? SdkKey { get; init; }

    /// <summary>
    /// The address that serves configurations, with its path: <c>/flag-config/v1/config</c> is appended, and <c>/flag-config/v1/bandits</c>
    /// where flags refer to bandits. Default: <c>https://fscdn.eppo.cloud/api</c>. Without a scheme it is https; slashes at the end do not
    /// matter.
    /// </summary>
    public string BaseUrl { get; init; } = DefaultBaseUrl;

    /// <summary>
    /// Whether the format before UFC is fetched (RAC, <c>/randomized_assignment/v3/config</c>), for servers that have nothing else yet.
    /// Default: false. Configurations of either format are read from any source.
    /// </summary>
    public bool LegacyConfiguration { get; init; }

    /// <summary>Whether plain http to other hosts is allowed. Default: false, because anybody on the way could change every flag.</summary>
    public bool AllowInsecureHttp { get; init; }

    /// <summary>The time from one poll to the next, 100 ms to 1 day. Default: 30 s.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The most by which a poll may come earlier or later, evenly distributed; from zero to less than <see cref="PollInterval"/>. Default:
    /// 5 s.
    /// </summary>
    public TimeSpan PollJitter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The time limit of a poll, its body included, 1 ms to 1 hour. Default: 10 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an initialisation waits when the call passes no timeout, 1 ms to 1 day. Default: 10 s.</summary>
    public TimeSpan InitializationTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether <see cref="EppoClient.InitializeAsync"/> throws an <see cref="EppoInitializationException"/> when the client is not ready in
    /// time or its key is refused, for services that should not start with defaults. A cache file or an initial configuration makes the
    /// client ready. Default: false, the client goes on trying. <see cref="EppoClient.Start"/> never waits, and never throws for this.
    /// </summary>
    public bool FailFast { get; init; }

    /// <summary>The logger of assignments. Default: none, so that experiments have no data.</summary>
    public IAssignmentLogger? AssignmentLogger { get; init; }

    /// <summary>
    /// The thread on which the <see cref="AssignmentLogger"/> is called. Default: a worker, so that no caller waits for it.
    /// </summary>
    public AssignmentDelivery AssignmentDelivery { get; init; }

    /// <summary>
    /// The number of events that may wait for the worker, 1 to 1,000,000. Beyond it events are dropped, and logged at the next call for
    /// their flag. Default: 10,000.
    /// </summary>
    public int AssignmentQueueCapacity { get; init; } = 10_000;

    /// <summary>Which event is dropped when the queue is full. Default: the newest.</summary>
    public AssignmentDropPolicy AssignmentDropPolicy { get; init; }

    /// <summary>
    /// How long a dispose waits for events on their way to the logger, and for those that the logger has collected; up to 1 hour. A process
    /// that ends without a dispose, by itself or by SIGTERM, waits as long. Default: 5 s; zero does not wait.
    /// </summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Which events are not logged again. Default: the last 50,000 assignments, and the bandit actions of the last 10 minutes.
    /// </summary>
    public DeduplicationOptions Deduplication { get; init; } = new();

    /// <summary>Values that replace those of every configuration, for tests and debugging. Default: none.</summary>
    public FlagOverrides? Overrides { get; init; }

    /// <summary>
    /// The source of configurations. Default: HTTP from <see cref="BaseUrl"/>. The client never disposes a source that is set here.
    /// </summary>
    public IConfigurationSource? Source { get; init; }

    /// <summary>
    /// A configuration that is used until the first fetch succeeds, and never afterwards: <see cref="EppoConfiguration.FromResponses"/>
    /// makes one of UFC text, <see cref="EppoConfiguration.FromWire"/> of the export of another SDK. Default: none.
    /// </summary>
    public EppoConfiguration? InitialConfiguration { get; init; }

    /// <summary>
    /// Whether the client uses no network and needs no key: it uses <see cref="InitialConfiguration"/>, and what
    /// <see cref="EppoClient.SetConfiguration"/> sets. Default: false.
    /// </summary>
    public bool Offline { get; init; }

    /// <summary>
    /// A file that stores the last configuration fetched, for starts without a network; results are <see cref="EvaluationDetails.Stale"/>
    /// until a server has confirmed it. It is written atomically, readable by its owner alone, and used only by clients of the same key and
    /// host. Its folder must exist. Default: none.
    /// </summary>
    public string? CacheFile { get; init; }

    /// <summary>
    /// The oldest <see cref="CacheFile"/> that is used at start, since a server last confirmed it; 1 minute to 3650 days. An older one
    /// stays where it is, and a warning is logged. Default: none, because an old result is marked <see cref="EvaluationDetails.Stale"/> and
    /// is often better than a default.
    /// </summary>
    public TimeSpan? CacheMaxAge { get; init; }

    /// <summary>
    /// The client that sends the polls. Default: one of our own. Never disposed by us; its timeout applies in addition to <see
    /// cref="RequestTimeout"/>.
    /// </summary>
    public HttpClient? HttpClient { get; init; }

    /// <summary>
    /// The handler that sends the polls, for a proxy or certificates. Default: one of our own. Never disposed by us. Not together with <see
    /// cref="HttpClient"/>.
    /// </summary>
    public HttpMessageHandler? HttpMessageHandler { get; init; }

    /// <summary>The largest configuration that is accepted, in bytes after decompression, 1 KiB to 1 GiB. Default: 64 MiB.</summary>
    public int MaxConfigurationBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// The share of flags that may be lost at once: a fetched configuration is refused in which more of the flags in use are gone or cannot
    /// be read. 0.5 keeps the one in use when an accident at the vendor removes more than half of them; 0 refuses the loss of any flag;
    /// less than 1. To remove more on purpose, raise it or call <see cref="EppoClient.SetConfiguration"/>. With few flags the share is soon
    /// reached. Default: null, every configuration is accepted, and a warning is logged for one without flags.
    /// </summary>
    public double? RejectShrinkBeyond { get; init; }

    /// <summary>The clock of polls, timeouts, dates in rules and event timestamps. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The log of the client, under the category <c>EppoTyped.EppoClient</c>. Default: none.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Whether <see cref="FlagClient.Shared"/>, and with it the static accessors, use this client. Default: true.</summary>
    public bool AttachToShared { get; init; } = true;

    /// <summary>The source and the interval; never the key.</summary>
    public override string ToString()
    {
        string source = Offline ? "offline" : Source?.ToString() ?? HttpEndpoint.Shown(BaseUrl);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"EppoClientOptions {{ Source = {source}, PollInterval = {PollInterval}, PollJitter = {PollJitter} }}");
    }

    /// <summary>What fetching over HTTP takes from checked options.</summary>
    /// <exception cref="ArgumentException">There is no SDK key; the message says how to set one.</exception>
    internal HttpSourceSettings ToHttpSource()
    {
        string? sdkKey = string.IsNullOrWhiteSpace(SdkKey) ? Environment.GetEnvironmentVariable(SdkKeyVariable) : SdkKey;
        if (string.IsNullOrWhiteSpace(sdkKey))
        {
            throw new ArgumentException(
                $"EppoClientOptions.SdkKey is not set, and neither is the environment variable {SdkKeyVariable}. "
                + "Set one of them to a server SDK key of your environment (in Eppo: Admin, SDK Keys), "
                + "or set EppoClientOptions.Source for configurations from elsewhere.");
        }

        return new HttpSourceSettings
        {
            OptionsName = nameof(EppoClientOptions),
            SdkKey = sdkKey,
            BaseUrl = BaseUrl,
            LegacyConfiguration = LegacyConfiguration,
            AllowInsecureHttp = AllowInsecureHttp,
            RequestTimeout = RequestTimeout,
            MaxConfigurationBytes = MaxConfigurationBytes,
            HttpClient = HttpClient,
            HttpMessageHandler = HttpMessageHandler,
            Clock = TimeProvider,
        };
    }

    /// <summary>What the body of a client takes from checked options.</summary>
    /// <param name="diagnostics">The client's log.</param>
    internal ClientSettings ToClient(ILogger diagnostics) => new()
    {
        OptionsName = nameof(EppoClientOptions),
        ClientName = nameof(EppoClient),
        KeyName = $"{nameof(EppoClientOptions)}.{nameof(SdkKey)}",
        Clock = TimeProvider,
        Diagnostics = diagnostics,
        Overrides = Overrides,
        AssignmentLogger = AssignmentLogger,
        AssignmentDelivery = AssignmentDelivery,
        AssignmentQueueCapacity = AssignmentQueueCapacity,
        AssignmentDropPolicy = AssignmentDropPolicy,
        Deduplication = Deduplication,
        PollInterval = PollInterval,
        PollJitter = PollJitter,
        RequestTimeout = RequestTimeout,
        MaxConfigurationBytes = MaxConfigurationBytes,
        RejectShrinkBeyond = RejectShrinkBeyond,
    };
}
