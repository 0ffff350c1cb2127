using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped;

/// <summary>A <see cref="FlagClient"/> that keeps itself up to date: it fetches its configuration in the background for as long as it lives.</summary>
/// <remarks>One per process and environment is enough. Safe for any number of threads.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class EppoClient : FlagClient, IAsyncDisposable, IDisposable
{
    /// <summary>
    /// The name of the meter of every client, for <c>AddMeter</c> of OpenTelemetry or a <c>MeterListener</c>. Its instruments are tagged with
    /// the source of the configuration (<c>eppo.source</c>: a host or a file), never with a subject, a flag key or an SDK key.
    /// </summary>
    public const string MeterName = ClientMeter.Name;

    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    private readonly object _publishing = new();
    private readonly string _sourceName;
    private readonly TimeSpan _initializationTimeout;
    private readonly TimeSpan _flushTimeout;
    private readonly HttpConfigurationSource? _ownSource;
    private readonly bool _offline;
    private readonly LastGoodFile? _lastGood;
    private readonly InitializationProgress _progress;
    private readonly ConfigurationUpdater _updater;
    private readonly ConfigurationPoller _poller;
    private readonly ExitFlush? _exitFlush;
    private readonly ClientMeter _meter;
    private readonly HealthReport _health;
    private readonly StartupConfigurations _startup;
    private Task _polling = Task.CompletedTask;
    private volatile bool _disposed;

    private EppoClient(EppoClientOptions options, ClientCore core, SafeLogger diagnostics)
        : base(core)
    {
        _offline = options.Offline;
        _ownSource = options.Source is null && !_offline ? new HttpConfigurationSource(options.ToHttpSource(), core.Diagnostics) : null;
        core.Binding = _ownSource?.Binding;
        IConfigurationSource source = _offline ? new OfflineConfigurationSource() : options.Source ?? _ownSource!;
        _sourceName = LogText.Sanitize(source.ToString() ?? source.GetType().Name);
        _initializationTimeout = options.InitializationTimeout;
        _flushTimeout = options.FlushTimeout;
        _exitFlush = options.AssignmentLogger is null || options.FlushTimeout == TimeSpan.Zero ? null : new ExitFlush(core.Log, options.FlushTimeout);
        PollingSettings settings = options.ToPolling(_sourceName, core.Diagnostics);
        _progress = new InitializationProgress(settings);
        _lastGood = options.CacheFile is { } path
            ? new LastGoodFile(path, BindingOf(_ownSource), LargestCacheFile(options), core.Diagnostics, settings.OptionsName) { MaxAge = options.CacheMaxAge }
            : null;
        _updater = new ConfigurationUpdater(settings, (response, fetchedAt, before, out problem) =>
            ConfigurationReader.Read(response, fetchedAt, settings.Diagnostics, out problem, before), Publish, _lastGood);
        _startup = new StartupConfigurations(_updater, _progress, settings) { Initial = options.InitialConfiguration?.Response, LastGood = _lastGood };
        _meter = new ClientMeter(_sourceName);
        PollSchedule schedule = new(options.PollInterval, options.PollJitter, new Random());
        _poller = new ConfigurationPoller(new SourceReader(source, _updater, settings), _updater, schedule, _progress, settings) { PollEnded = _meter.FetchEnded };
        _health = new HealthReport(settings, _offline, options.PollInterval, _updater, () => _poller.Report, diagnostics, core);
    }

    /// <summary>
    /// Tells which flags a new configuration has added, removed or changed, also the first one, and when it is of another environment. Handlers run one by one on the thread pool, each
    /// in order; one that throws or blocks hurts neither the client nor another handler, and may dispose the client.
    /// </summary>
    public event EventHandler<ConfigurationChangedEventArgs>? ConfigurationChanged
    {
        add => Core.Changes.Add(this, value);
        remove => Core.Changes.Remove(value);
    }

    /// <summary>What the initialisation has come to so far.</summary>
    public InitializationResult Initialization => _progress.Current;

    /// <summary>How the client is, for health checks, alerts and people. Worked out when asked, from memory alone.</summary>
    public ClientHealth Health => _health.Now(_disposed);

    /// <summary>Starts a client and returns at once; the first configuration is fetched in the background.</summary>
    /// <param name="options">How it lives.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message names it, and how to mend it.</exception>
    /// <exception cref="InvalidOperationException">Another client is attached to <see cref="FlagClient.Shared"/>; nothing was started.</exception>
    public static EppoClient Start(EppoClientOptions options)
    {
        OptionChecks.Check(options);
        SafeLogger diagnostics = new(options.LoggerFactory?.CreateLogger("EppoTyped.EppoClient") ?? NullLogger.Instance);
        AssignmentLogSettings logSettings = new(options.AssignmentDelivery, options.AssignmentQueueCapacity, options.AssignmentDropPolicy, options.Deduplication, nameof(EppoClientOptions));
        ClientCore core = new(options.AssignmentLogger, options.TimeProvider, diagnostics, options.Overrides, logSettings);
        EppoClient client = new(options, core, diagnostics);
        try
        {
            if (options.AttachToShared)
            {
                client.AttachToShared();
            }
            else if (core.Binding is not null && core.Binding == Shared.Core.Binding)
            {
                diagnostics.SecondClientOfOneKey(client._sourceName);
            }
        }
        catch
        {
            client._ownSource?.Dispose();
            client._exitFlush?.Dispose();
            throw;
        }

        client._meter.Open(client._health);
        client._polling = client._poller.Start(client._startup, polls: !options.Offline);
        return client;
    }

    /// <summary>Starts a client and waits, bounded, for its first configuration. See <see cref="Initialization"/> for what happened.</summary>
    /// <param name="options">How it lives.</param>
    /// <param name="timeout">How long to wait, zero to 1 day; null for <see cref="EppoClientOptions.InitializationTimeout"/>.</param>
    /// <param name="cancellationToken">Gives up: the client is stopped.</param>
    /// <returns>The client, ready or not: one that is not goes on trying and answers with defaults meanwhile.</returns>
    /// <exception cref="ArgumentException">An option or the timeout is wrong; the message names it, and how to mend it.</exception>
    /// <exception cref="InvalidOperationException">Another client is attached to <see cref="FlagClient.Shared"/>; nothing was started.</exception>
    /// <exception cref="EppoInitializationException">The client is not ready in time, and <see cref="EppoClientOptions.FailFast"/> is set; nothing is left running.</exception>
    /// <exception cref="OperationCanceledException">It was given up; nothing is left running.</exception>
    public static async Task<EppoClient> InitializeAsync(EppoClientOptions options, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CheckTimeout(timeout);
        EppoClient client = Start(options);
        try
        {
            InitializationResult result = await client.WaitForInitializationAsync(timeout, cancellationToken).ConfigureAwait(false);
            if (options.FailFast && !result.IsReady)
            {
                throw new EppoInitializationException(result);
            }

            if (result.Status == InitializationStatus.TimedOut)
            {
                client._progress.GiveUpWaiting(result);
            }

            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits, bounded, until the client is ready or its key is refused. Any number of callers may wait.</summary>
    /// <param name="timeout">How long, zero to 1 day; null for <see cref="EppoClientOptions.InitializationTimeout"/>.</param>
    /// <param name="cancellationToken">Ends this wait, and nothing else.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative or more than 1 day.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public Task<InitializationResult> WaitForInitializationAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        CheckTimeout(timeout);
        return _progress.WaitAsync(timeout ?? _initializationTimeout, cancellationToken);
    }

    /// <summary>Polls now, even when a failing server has asked for more time. Calls that come together share one poll.</summary>
    /// <param name="cancellationToken">Ends this wait; the poll goes on.</param>
    /// <returns>True when the configuration in use is the current one; false when the poll failed, when the client is offline, and after dispose.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public Task<bool> RefreshAsync(CancellationToken cancellationToken = default) => _offline ? Task.FromResult(false) : _poller.RefreshAsync(cancellationToken);

    /// <summary>The configuration in use, as it came: to hand on, or to keep with <see cref="EppoConfiguration.ToWire"/>. Null before the first one and after dispose.</summary>
    public EppoConfiguration? GetConfiguration() => Core.Table.Response is { } response ? EppoConfiguration.Of(response) : null;

    /// <summary>Answers from this configuration from now on, until a fetch brings another. Not written to <see cref="EppoClientOptions.CacheFile"/>.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <exception cref="FormatException">It cannot be read; the message says why, and nothing has changed.</exception>
    public void SetConfiguration(EppoConfiguration configuration)
    {
        if (Apply(configuration, ConfigurationOrigin.Fetched))
        {
            _progress.ConfigurationSet();
        }
    }

    /// <summary>
    /// Answers from this configuration until the first fetch succeeds: <see cref="EppoClientOptions.InitialConfiguration"/> for those who have
    /// theirs only after the start. However late it comes, it never takes the place of one that was fetched, set or kept on disk.
    /// </summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>True when it is in use.</returns>
    /// <exception cref="FormatException">It cannot be read; the message says why, and nothing has changed.</exception>
    public bool SetInitialConfiguration(EppoConfiguration configuration)
    {
        bool applied = Apply(configuration, ConfigurationOrigin.Initial);
        if (applied)
        {
            _progress.InitialConfigurationApplied();
        }

        return applied;
    }

    /// <summary>
    /// Stops polling and leaves <see cref="FlagClient.Shared"/>. Later calls give defaults, or their overrides. Waits for assignments on their way to the logger, for
    /// <see cref="EppoClientOptions.FlushTimeout"/> at most, and not for a request under way.
    /// </summary>
    public void Dispose()
    {
        Stop();
        Core.Log.Close(_flushTimeout);
    }

    /// <summary>As <see cref="Dispose"/>, and waits for the request and the writing under way to end, for 5 seconds at most.</summary>
    public async ValueTask DisposeAsync()
    {
        Stop();
        Task flushed = Core.Log.CloseAsync(_flushTimeout);
        try
        {
            // On the real clock: this bound must hold whatever the client's clock does.
            await Task.WhenAll(_polling, _lastGood?.Written ?? Task.CompletedTask, _meter.Closed).WaitAsync(ShutdownTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A source that heeds no token, a disk or a listener of the meter that hangs; it ends with the process.
        }

        await flushed.ConfigureAwait(false);
    }

    /// <summary>Where it gets its configuration, and how it is; never the key.</summary>
    public override string ToString() => $"EppoClient ({_sourceName}, {(_disposed ? "disposed" : Initialization.Status.ToString())})";

    private void Stop()
    {
        lock (_publishing)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            DetachFromShared();
            Core.Publish(FlagTable.NotReady);
        }

        _meter.Dispose();
        _poller.Dispose();
        _ownSource?.Dispose();
        _exitFlush?.Dispose();
    }

    private static void CheckTimeout(TimeSpan? timeout)
    {
        if (timeout is { } given && (given < TimeSpan.Zero || given > TimeSpan.FromDays(1)))
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), given, "The time to wait must be between zero and 1 day; leave it out for EppoClientOptions.InitializationTimeout.");
        }
    }

    /// <summary>Escapes may double a response, and its bandits come beside its flags.</summary>
    private static long LargestCacheFile(EppoClientOptions options) => (options.MaxConfigurationBytes * 4L) + 4096;

    /// <summary>Whose configuration a cache file keeps: that of a key and a host, or of a source by its name.</summary>
    private string BindingOf(HttpConfigurationSource? ownSource) => ownSource?.Binding ?? HttpEndpoint.BindingOf(_sourceName, "");

    private bool Apply(EppoConfiguration configuration, ConfigurationOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        bool applied = _updater.TryApply(configuration.Response, origin, out string? problem);
        return problem is null ? applied : throw new FormatException($"The configuration cannot be used, and the one before stays in use: {problem}");
    }

    /// <summary>A configuration that arrives while the client is disposed must not wake it again.</summary>
    private void Publish(FlagTable table)
    {
        lock (_publishing)
        {
            if (!_disposed)
            {
                Core.Publish(table);
            }
        }
    }
}
