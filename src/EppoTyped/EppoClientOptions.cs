using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>How an <see cref="EppoClient"/> lives. Everything has a default but the SDK key; wrong values are refused at start, by name.</summary>
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
    /// Where configurations are served, with its path: <c>/flag-config/v1/config</c> is appended, and <c>/flag-config/v1/bandits</c> where flags refer to bandits. Default: <c>https://fscdn.eppo.cloud/api</c>.
    /// Without a scheme it is https; slashes at the end do not matter.
    /// </summary>
    public string BaseUrl { get; init; } = DefaultBaseUrl;

    /// <summary>
    /// Asks for the format before UFC (RAC, <c>/randomized_assignment/v3/config</c>) instead, for servers that still have nothing else. Default: false.
    /// A configuration of either format is understood from any source.
    /// </summary>
    public bool LegacyConfiguration { get; init; }

    /// <summary>Allows plain http to hosts other than this machine. Default: false, because whoever sits between could change every flag.</summary>
    public bool AllowInsecureHttp { get; init; }

    /// <summary>The time from one poll to the next, 100 ms to 1 day. Default: 30 s.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How far a poll may move from the interval, both ways, evenly spread; from zero to less than <see cref="PollInterval"/>. Default: 5 s.</summary>
    public TimeSpan PollJitter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one poll may take, its body included; 1 ms to 1 hour. Default: 10 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an initialisation waits when the call names no time of its own; 1 ms to 1 day. Default: 10 s.</summary>
    public TimeSpan InitializationTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Makes <see cref="EppoClient.InitializeAsync"/> throw an <see cref="EppoInitializationException"/> when the client is not ready in time or its key is
    /// refused, for services that rather do not start than start with defaults. Ready from a cache file or an initial configuration is ready. Default: false,
    /// the client goes on trying. <see cref="EppoClient.Start"/> never waits, and never throws for this.
    /// </summary>
    public bool FailFast { get; init; }

    /// <summary>Takes the assignments. Default: none, so that experiments have no data.</summary>
    public IAssignmentLogger? AssignmentLogger { get; init; }

    /// <summary>On which thread the <see cref="AssignmentLogger"/> is called. Default: on a worker, so that no caller waits for it.</summary>
    public AssignmentDelivery AssignmentDelivery { get; init; }

    /// <summary>How many events may wait for the worker, 1 to 1,000,000; when they do, events are dropped, and made again the next time their flag is asked for. Default: 10,000.</summary>
    public int AssignmentQueueCapacity { get; init; } = 10_000;

    /// <summary>Which event goes when there is no room for another. Default: the newest.</summary>
    public AssignmentDropPolicy AssignmentDropPolicy { get; init; }

    /// <summary>
    /// How long a dispose waits for events that are still on their way, to the logger or, where it gathers them, beyond it; up to 1 hour. A process that ends
    /// without a dispose, by its own doing or by SIGTERM, waits as long. Default: 5 s; zero waits for nothing.
    /// </summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What is not logged again. Default: the last 50,000 assignments, and the bandit actions of the last 10 minutes.</summary>
    public DeduplicationOptions Deduplication { get; init; } = new();

    /// <summary>Values that win over every configuration, for tests and debugging. Default: none, which costs nothing.</summary>
    public FlagOverrides? Overrides { get; init; }

    /// <summary>Where configurations come from. Default: HTTP from <see cref="BaseUrl"/>. A source given here is never disposed by the client.</summary>
    public IConfigurationSource? Source { get; init; }

    /// <summary>
    /// A configuration that answers until the first fetch succeeds, and never afterwards: <see cref="EppoConfiguration.FromResponses"/> makes one
    /// of UFC text, <see cref="EppoConfiguration.FromWire"/> of what another SDK has exported. Default: none.
    /// </summary>
    public EppoConfiguration? InitialConfiguration { get; init; }

    /// <summary>
    /// Never touches a network and needs no key: answers come from <see cref="InitialConfiguration"/>, and from what
    /// <see cref="EppoClient.SetConfiguration"/> is given. Default: false.
    /// </summary>
    public bool Offline { get; init; }

    /// <summary>
    /// A file that keeps the last configuration fetched, so that the next start has answers when the network has none; they are
    /// <see cref="EvaluationDetails.Stale"/> until a server has confirmed them. Written atomically, readable by its owner alone, and used only
    /// by clients of the same key and host. Its folder must exist. Default: none.
    /// </summary>
    public string? CacheFile { get; init; }

    /// <summary>
    /// The oldest <see cref="CacheFile"/> that is used at start, counted from when a server last stood behind it; 1 minute to 3650 days. One that is older is
    /// left where it is, with a warning. Default: none, for an old answer is marked <see cref="EvaluationDetails.Stale"/> and is often better than no answer.
    /// </summary>
    public TimeSpan? CacheMaxAge { get; init; }

    /// <summary>The client that polls are sent with. Default: one of our own. Never disposed by us; its own timeout holds beside <see cref="RequestTimeout"/>.</summary>
    public HttpClient? HttpClient { get; init; }

    /// <summary>The handler that polls are sent through: a proxy, certificates. Default: one of our own. Never disposed by us. Not together with <see cref="HttpClient"/>.</summary>
    public HttpMessageHandler? HttpMessageHandler { get; init; }

    /// <summary>The largest configuration that is accepted, in bytes after decompression, 1 KiB to 1 GiB. Default: 64 MiB.</summary>
    public int MaxConfigurationBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// Refuses a fetched configuration in which more than this share of the flags that answer now are gone, or can no longer be read: 0.5 keeps
    /// the one in use when a mishap at the vendor takes more than half of them. 0 to less than 1; 0 lets no flag go. What is meant is let
    /// through by a higher share, or by <see cref="EppoClient.SetConfiguration"/>. A share of few flags is soon reached. Default: null, every
    /// configuration is taken, and one without any flag is warned of.
    /// </summary>
    public double? RejectShrinkBeyond { get; init; }

    /// <summary>The clock of polls, timeouts, dates in rules and event timestamps. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the client writes its log lines, under the category <c>EppoTyped.EppoClient</c>. Default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Whether <see cref="FlagClient.Shared"/>, and with it the static accessors, answers from this client. Default: true.</summary>
    public bool AttachToShared { get; init; } = true;

    /// <summary>The address and the pace; never the key.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"EppoClientOptions {{ Source = {(Offline ? "offline" : Source?.ToString() ?? HttpEndpoint.Shown(BaseUrl))}, PollInterval = {PollInterval}, PollJitter = {PollJitter} }}");

    /// <summary>What fetching over HTTP takes from checked options.</summary>
    /// <exception cref="ArgumentException">There is no SDK key; the message says how to set one.</exception>
    internal HttpSourceSettings ToHttpSource()
    {
        string? sdkKey = string.IsNullOrWhiteSpace(SdkKey) ? Environment.GetEnvironmentVariable(SdkKeyVariable) : SdkKey;
        if (string.IsNullOrWhiteSpace(sdkKey))
        {
            throw new ArgumentException(
                $"EppoClientOptions.SdkKey is not set, and neither is the environment variable {SdkKeyVariable}. Set one of them to a server "
                + "SDK key of your environment (in Eppo: Admin, SDK Keys), or set EppoClientOptions.Source to take configurations from elsewhere.");
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

    /// <summary>What polling takes from checked options.</summary>
    /// <param name="sourceName">Who is asked.</param>
    /// <param name="diagnostics">The client's log.</param>
    internal PollingSettings ToPolling(string sourceName, ILogger diagnostics) => new()
    {
        OptionsName = nameof(EppoClientOptions),
        ClientName = nameof(EppoClient),
        KeyName = $"{nameof(EppoClientOptions)}.{nameof(SdkKey)}",
        SourceName = sourceName,
        RequestTimeout = RequestTimeout,
        MaxConfigurationBytes = MaxConfigurationBytes,
        RejectShrinkBeyond = RejectShrinkBeyond,
        Clock = TimeProvider,
        Diagnostics = diagnostics,
    };
}
