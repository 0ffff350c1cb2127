using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped;

/// <summary>
/// A <see cref="FlagClient"/> that keeps itself up to date: it fetches its configuration in the background until it is disposed.
/// </summary>
/// <remarks>One per process and environment is enough. Safe for any number of threads.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class EppoClient : FlagClient, IAsyncDisposable, IDisposable
{
    /// <summary>
    /// The name of the meter of every client, for <c>AddMeter</c> of OpenTelemetry or a <c>MeterListener</c>. Its instruments are tagged
    /// with the source of the configuration (<c>eppo.source</c>: a host or a file), never with a subject, a flag key or an SDK key.
    /// </summary>
    public const string MeterName = ClientMeter.Name;

    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    private readonly string _sourceName;
    private readonly TimeSpan _initializationTimeout;
    private readonly TimeSpan _flushTimeout;
    private readonly HttpConfigurationSource? _ownSource;
    private readonly bool _offline;
    private readonly LastGoodFile? _lastGood;
    private readonly InitializationProgress _progress;
    private readonly ClientUpdates _updates;
    private readonly ExitFlush? _exitFlush;
    private readonly ClientMeter _meter;
    private readonly HealthReport _health;

    private EppoClient(EppoClientOptions options, ClientSettings settings, SafeLogger diagnostics)
        : base(new ClientCore(settings))
    {
        _offline = options.Offline;
        _ownSource = options.Source is null && !_offline ? new HttpConfigurationSource(options.ToHttpSource(), diagnostics) : null;
        Core.Binding = _ownSource?.Binding;
        IConfigurationSource source = _offline ? new OfflineConfigurationSource() : options.Source ?? _ownSource!;
        _sourceName = ClientUpdates.NameOf(source);
        _initializationTimeout = options.InitializationTimeout;
        _flushTimeout = options.FlushTimeout;
        _exitFlush = options.AssignmentLogger is null || options.FlushTimeout == TimeSpan.Zero
            ? null
            : new ExitFlush(Core.Log, options.FlushTimeout);
        _lastGood = options.CacheFile is { } path
            ? new LastGoodFile(path, BindingOf(_ownSource), LargestCacheFile(options), diagnostics, settings.OptionsName)
            {
                MaxAge = options.CacheMaxAge,
            }
            : null;
        PollingSettings polling = settings.ToPolling(_sourceName);
        _updates = new ClientUpdates(Core, polling, source, Read, _lastGood);
        _progress = new InitializationProgress(polling);
        _meter = new ClientMeter(_sourceName);
        _health = new HealthReport(_updates, _offline, diagnostics, Core);
    }

    /// <summary>
    /// Raised when a new configuration, also the first one, adds, removes or changes flags, or belongs to another environment. Handlers run
    /// on the thread pool, each one change after the other; a handler that throws or blocks affects neither the client nor other handlers,
    /// and may dispose the client.
    /// </summary>
    public event EventHandler<ConfigurationChangedEventArgs>? ConfigurationChanged
    {
        add => _updates.AddHandler(this, value);
        remove => _updates.RemoveHandler(value);
    }

    /// <summary>How far the initialisation has come.</summary>
    public InitializationResult Initialization => _progress.Current;

    /// <summary>The health of the client, for health checks and alerts. Computed on each call, without any request.</summary>
    public ClientHealth Health => _health.Now();

    /// <summary>Starts a client and returns at once; the first configuration is fetched in the background.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message names it, and the correction.</exception>
    /// <exception cref="InvalidOperationException">
    /// Another client is attached to <see cref="FlagClient.Shared"/>; nothing was started.
    /// </exception>
    public static EppoClient Start(EppoClientOptions options)
    {
        OptionChecks.Check(options);
        SafeLogger diagnostics = new(options.LoggerFactory?.CreateLogger("EppoTyped.EppoClient") ?? NullLogger.Instance);
        EppoClient client = new(options, options.ToClient(diagnostics), diagnostics);
        try
        {
            if (options.AttachToShared)
            {
                client.AttachToShared();
            }
            else if (client.Core.Binding is { } binding && binding == Shared.Core.Binding)
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
        client._updates.Start(options.InitialConfiguration?.Response, client._progress, polls: !options.Offline, client._meter.FetchEnded);
        return client;
    }

    /// <summary>
    /// Starts a client and waits, for a limited time, for its first configuration. <see cref="Initialization"/> has the result.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="timeout">How long to wait, zero to 1 day; null for <see cref="EppoClientOptions.InitializationTimeout"/>.</param>
    /// <param name="cancellationToken">Cancels the start: the client is stopped.</param>
    /// <returns>The client, ready or not: one that is not ready goes on trying and returns defaults meanwhile.</returns>
    /// <exception cref="ArgumentException">An option or the timeout is wrong; the message names it, and the correction.</exception>
    /// <exception cref="InvalidOperationException">
    /// Another client is attached to <see cref="FlagClient.Shared"/>; nothing was started.
    /// </exception>
    /// <exception cref="EppoInitializationException">
    /// The client is not ready in time, and <see cref="EppoClientOptions.FailFast"/> is set; nothing is left running.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing is left running.</exception>
    public static async Task<EppoClient> InitializeAsync(
        EppoClientOptions options, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
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

    /// <summary>Waits, for a limited time, until the client is ready or its key is refused. Any number of callers may wait.</summary>
    /// <param name="timeout">How long, zero to 1 day; null for <see cref="EppoClientOptions.InitializationTimeout"/>.</param>
    /// <param name="cancellationToken">Ends this wait, and nothing else.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative or more than 1 day.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<InitializationResult> WaitForInitializationAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        CheckTimeout(timeout);
        return _progress.WaitAsync(timeout ?? _initializationTimeout, cancellationToken);
    }

    /// <summary>Polls now, even when a failing server has asked for more time. Concurrent calls share one poll.</summary>
    /// <param name="cancellationToken">Ends this wait; the poll goes on.</param>
    /// <returns>
    /// True when the configuration in use is the current one; false when the poll failed, when the client is offline, and after dispose.
    /// </returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<bool> RefreshAsync(CancellationToken cancellationToken = default) =>
        _offline ? Task.FromResult(false) : _updates.RefreshAsync(cancellationToken);

    /// <summary>
    /// Returns the configuration in use, as it arrived, for example to store it with <see cref="EppoConfiguration.ToWire"/>. Null before
    /// the first one and after dispose.
    /// </summary>
    public EppoConfiguration? GetConfiguration() => Core.Table.Response is { } response ? EppoConfiguration.Of(response) : null;

    /// <summary>
    /// Uses this configuration from now on, until another one is fetched. It is not written to <see cref="EppoClientOptions.CacheFile"/>.
    /// </summary>
    /// <param name="configuration">The configuration.</param>
    /// <exception cref="FormatException">It cannot be read; the message says why, and nothing has changed.</exception>
    public void SetConfiguration(EppoConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        bool applied = _updates.TryApply(configuration.Response, out string? problem);
        ThrowIfUnusable(problem);
        if (applied)
        {
            _progress.ConfigurationSet();
        }
    }

    /// <summary>
    /// Uses this configuration until the first fetch succeeds: as <see cref="EppoClientOptions.InitialConfiguration"/>, but after the
    /// start. It never replaces a configuration that was fetched, set or stored on disk.
    /// </summary>
    /// <param name="configuration">The configuration.</param>
    /// <returns>True when it is in use.</returns>
    /// <exception cref="FormatException">It cannot be read; the message says why, and nothing has changed.</exception>
    public bool SetInitialConfiguration(EppoConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        bool applied = _updates.TryApplyInitial(configuration.Response, out string? problem);
        ThrowIfUnusable(problem);
        if (applied)
        {
            _progress.InitialConfigurationApplied();
        }

        return applied;
    }

    /// <summary>
    /// Stops polling and detaches the client from <see cref="FlagClient.Shared"/>. Later calls return defaults, or their overrides. Waits
    /// for assignments on their way to the logger, for at most <see cref="EppoClientOptions.FlushTimeout"/>, and not for a request under
    /// way.
    /// </summary>
    public void Dispose()
    {
        Stop();
        Core.Log.Close(_flushTimeout);
    }

    /// <summary>As <see cref="Dispose"/>, and also waits for requests and writes under way, for at most 5 seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        Stop();
        Task flushed = Core.Log.CloseAsync(_flushTimeout);
        try
        {
            // On the real clock: this bound must hold whatever the client's clock does.
            await Task.WhenAll(_updates.Polling, _lastGood?.Written ?? Task.CompletedTask, _meter.Closed)
                .WaitAsync(ShutdownTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A source that ignores its token, or a disk or a listener of the meter that hangs; it ends with the process.
        }

        await flushed.ConfigureAwait(false);
    }

    /// <summary>The source of the configuration and the state of the client; never the key.</summary>
    public override string ToString() => $"EppoClient ({_sourceName}, {(Core.IsClosed ? "disposed" : Initialization.Status.ToString())})";

    private void Stop()
    {
        if (!Core.Close())
        {
            return;
        }

        DetachFromShared();
        _meter.Dispose();
        _updates.Dispose();
        _ownSource?.Dispose();
        _exitFlush?.Dispose();
    }

    private static void ThrowIfUnusable(string? problem)
    {
        if (problem is not null)
        {
            throw new FormatException($"The configuration cannot be used, and the one before stays in use: {problem}");
        }
    }

    private static void CheckTimeout(TimeSpan? timeout)
    {
        if (timeout is { } given && (given < TimeSpan.Zero || given > TimeSpan.FromDays(1)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(timeout),
                given,
                "The time to wait must be between zero and 1 day; leave it out for EppoClientOptions.InitializationTimeout.");
        }
    }

    /// <summary>The largest cache file: escapes may double a response, and there are two responses.</summary>
    private static long LargestCacheFile(EppoClientOptions options) => (options.MaxConfigurationBytes * 4L) + 4096;

    /// <summary>The mark of a cache file: of a key and a host, or of a source's name.</summary>
    private string BindingOf(HttpConfigurationSource? ownSource) => ownSource?.Binding ?? HttpEndpoint.BindingOf(_sourceName, "");

    private (FlagTable? Table, string? Problem) Read(ConfigurationResponse response, DateTimeOffset fetchedAt, FlagTable? before)
    {
        FlagTable? table = ConfigurationReader.Read(response, fetchedAt, Core.Diagnostics, out string? problem, before);
        return (table, problem);
    }
}
