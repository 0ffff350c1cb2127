using System.Diagnostics;

namespace EppoTyped.Amplitude;

/// <summary>
/// Evaluates Amplitude Experiment in this process: flags are fetched at the start and kept up to date in the background. It is also a
/// client for typed accessors: <c>new FlagSet(client).Checkout.Variant(user)</c>.
/// </summary>
/// <remarks>Needs the key of a server deployment. One for each process and deployment is enough. Safe for any number of threads.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed partial class AmplitudeLocalClient : FlagClient, IAsyncDisposable
{
    /// <summary>
    /// What is added to the time limit of a poll, so that the limits of its parts pass first: their messages are more precise.
    /// </summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly AmplitudeLocalOptions _options;
    private readonly AmplitudeKey _deploymentKey;
    private readonly HttpClient _http;
    private readonly FlagConfigSource _source;
    private readonly ClientUpdates _updates;
    private readonly CohortSync? _cohorts;
    private readonly EvaluationTracker? _tracker;
    private readonly EngineSettings _settings;
    private IFlagUpdates? _running;
    private Once _cohortsMissing;

    /// <summary>
    /// Creates a client. Until it is started it returns defaults, or evaluates <see cref="AmplitudeLocalOptions.Bootstrap"/>.
    /// </summary>
    /// <param name="deploymentKey">
    /// The key of a server deployment; white space around it is dropped. Never shown in a message, a log line or <see cref="ToString"/>.
    /// </param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <exception cref="ArgumentException">The key or an option is wrong; the message names it and the correction.</exception>
    public AmplitudeLocalClient(string deploymentKey, AmplitudeLocalOptions? options = null)
        : this(AmplitudeOption.Key("The deployment key", deploymentKey), Checked(options ?? new AmplitudeLocalOptions()))
    {
    }

    private AmplitudeLocalClient(AmplitudeKey deploymentKey, AmplitudeLocalOptions options)
        : this(deploymentKey, options, SettingsOf(options))
    {
    }

    private AmplitudeLocalClient(AmplitudeKey deploymentKey, AmplitudeLocalOptions options, ClientSettings settings)
        : base(new ClientCore(settings))
    {
        (_options, _deploymentKey) = (options, deploymentKey);
        _http = AmplitudeHttp.ClientOf(options.HttpClient, options.HttpMessageHandler);
        _cohorts = options.CohortSync is { } sync
            ? new CohortSync(sync, options.ServerZone, deploymentKey, _http, Core.Clock, Core.Diagnostics)
            : null;
        string server = AmplitudeOption.Address(
            $"{nameof(AmplitudeLocalOptions)}.{nameof(options.ServerUrl)}", options.ServerUrl, AmplitudeHosts.Flags(options.ServerZone));
        _ = StreamServer();
        _source = new FlagConfigSource(_http, server, deploymentKey, options, _cohorts);
        _settings = new EngineSettings
        {
            SubjectKey = options.SubjectKey,
            ToUser = options.ToUser,
            Cohorts = _cohorts,
            Strict = options.Strict,
            Absent = new AbsentFlags(Core.Diagnostics, "local").Log,
            LogsAssignments = options.AssignmentLogger is not null,
        };
        _updates = new ClientUpdates(Core, settings, _source, Read) { Published = UseCohorts };
        TakeBootstrap();
        // Last, because it starts a worker, and the rest may throw.
        _tracker = options.AssignmentTracking is null && options.ExposureTracking is null
            ? null
            : new EvaluationTracker(
                options.AssignmentTracking,
                options.ExposureTracking,
                options.ServerZone,
                deploymentKey,
                _http,
                Core.Clock,
                Core.Diagnostics);
    }

    /// <summary>
    /// Raised when new flags, also the first ones, add, remove or change flags. Handlers run on the thread pool, each one change after the
    /// other; a handler that throws or blocks affects neither the client nor other handlers.
    /// </summary>
    public event EventHandler<ConfigurationChangedEventArgs>? ConfigurationChanged
    {
        add => _updates.AddHandler(this, value);
        remove => _updates.RemoveHandler(value);
    }

    /// <summary>Called when the client is disposed; for the registry.</summary>
    internal Action? Disposed { get; set; }

    /// <summary>Whether the client keeps its flags up to date: it was started, and not stopped since.</summary>
    public bool IsRunning => Volatile.Read(ref _running) is not null;

    /// <summary>
    /// Fetches the flags and keeps them up to date from then on. Does nothing if the client is running; may follow <see cref="StopAsync"/>.
    /// </summary>
    /// <param name="cancellationToken">Cancels the start; nothing is left running.</param>
    /// <exception cref="AmplitudeStartException">No flags could be fetched; nothing is left running.</exception>
    /// <exception cref="InvalidOperationException">
    /// Another client is attached to <see cref="FlagClient.Shared"/>; nothing is left running.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(Core.IsClosed, this);
            if (_running is null)
            {
                await StartInTurnAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Ends polling and streaming, and waits for tracked events, for at most <see cref="AmplitudeLocalOptions.FlushTimeout"/>. Calls still
    /// evaluate the last flags. May be called more than once.
    /// </summary>
    public async Task StopAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await StopInTurnAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Stops as <see cref="StopAsync"/> does. Calls then return their overrides or defaults.</summary>
    public async ValueTask DisposeAsync()
    {
        Task closed;
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (Core.IsClosed)
            {
                return;
            }

            Disposed?.Invoke();
            await StopInTurnAsync().ConfigureAwait(false);
            closed = _updates.CloseAsync(_options.FlushTimeout);
            DetachFromShared();
        }
        finally
        {
            _turn.Release();
        }

        await closed.ConfigureAwait(false);
        await DisposeAllAsync(_cohorts, _tracker).ConfigureAwait(false);
        if (_options.HttpClient is null)
        {
            _http.Dispose();
        }
    }

    /// <summary>The host of the flags and the state of the client; never the key.</summary>
    public override string ToString() =>
        $"AmplitudeLocalClient ({_source}, {(Core.IsClosed ? "disposed" : IsRunning ? "running" : "stopped")})";

    private static AmplitudeLocalOptions Checked(AmplitudeLocalOptions options)
    {
        options.Check();
        return options;
    }

    private static ClientSettings SettingsOf(AmplitudeLocalOptions options) => new()
    {
        OptionsName = nameof(AmplitudeLocalOptions),
        ClientName = nameof(AmplitudeLocalClient),
        KeyName = "the deployment key",
        Clock = options.TimeProvider,
        Diagnostics = DiagnosticsLogger.Of(options.LoggerFactory, "EppoTyped.Amplitude.LocalClient", options.Debug),
        Overrides = options.Overrides,
        AssignmentLogger = options.AssignmentLogger,
        AssignmentDelivery = options.AssignmentDelivery,
        AssignmentQueueCapacity = options.AssignmentQueueCapacity,
        AssignmentDropPolicy = options.AssignmentDropPolicy,
        Deduplication = options.Deduplication,
        // Amplitude's SDKs poll without jitter.
        PollInterval = options.FlagConfigPollingInterval,
        RequestTimeout = options.FlagConfigPollerRequestTimeout + CohortPreparation.Longest + Margin,
        RequestTimeoutOption = nameof(options.FlagConfigPollerRequestTimeout),
        // The source and the stream check the length, and their messages name the option that limits it.
        MaxConfigurationBytes = int.MaxValue,
    };

    private static async Task DisposeAllAsync(params IAsyncDisposable?[] parts)
    {
        foreach (IAsyncDisposable? part in parts)
        {
            if (part is not null)
            {
                await part.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task StartInTurnAsync(CancellationToken cancellationToken)
    {
        IFlagUpdates updates = NewUpdates();
        if (await updates.StartAsync(cancellationToken).ConfigureAwait(false) is { } problem)
        {
            throw new AmplitudeStartException($"{problem} The client is not started.");
        }

        try
        {
            if (_options.AttachToShared && Shared.Core != Core)
            {
                AttachToShared(nameof(AmplitudeLocalOptions));
            }
        }
        catch
        {
            await updates.StopAsync().ConfigureAwait(false);
            throw;
        }

        _cohorts?.Start();
        Volatile.Write(ref _running, updates);
    }

    private async Task StopInTurnAsync()
    {
        if (_running is not { } updates)
        {
            return;
        }

        Volatile.Write(ref _running, null);
        await updates.StopAsync().ConfigureAwait(false);
        if (_cohorts is not null)
        {
            await _cohorts.StopAsync().ConfigureAwait(false);
        }

        if (_tracker is not null)
        {
            using CancellationTokenSource limit = new(_options.FlushTimeout);
            try
            {
                await _tracker.FlushAsync(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // What is left is delivered, or counted as dropped, on dispose.
            }
        }
    }

    private IFlagUpdates NewUpdates()
    {
        FlagPolling polling = new(_updates);
        if (!_options.StreamUpdates)
        {
            return polling;
        }

        return new FlagStreaming(
            new FlagStream(_http, StreamServer(), _deploymentKey, _options), ApplyStreamedAsync, polling, Core.Clock, Core.Diagnostics);
    }

    private string StreamServer() => AmplitudeOption.Address(
        $"{nameof(AmplitudeLocalOptions)}.{nameof(_options.StreamServerUrl)}",
        _options.StreamServerUrl,
        AmplitudeHosts.FlagStream(_options.ServerZone));

    private async Task<string?> ApplyStreamedAsync(byte[] flags, CancellationToken cancellationToken)
    {
        await CohortPreparation.RunAsync(_cohorts, flags, Core.Clock, cancellationToken).ConfigureAwait(false);
        return _updates.ApplyPushed(new ConfigurationResponse(flags));
    }

    private (FlagTable? Table, string? Problem) Read(ConfigurationResponse response, DateTimeOffset fetchedAt, FlagTable? before)
    {
        AmplitudeTable? table = AmplitudeTableReader.Read(response.Content, fetchedAt, _settings, Core.Diagnostics, out string? problem);
        return (table, problem);
    }

    private void TakeBootstrap()
    {
        if (_options.Bootstrap is { } bootstrap
            && !_updates.TryApplyInitial(BootstrapFlags.Read(bootstrap), out string? problem))
        {
            throw new ArgumentException(
                $"AmplitudeLocalOptions.Bootstrap cannot be used: {problem} Set it to flags as Amplitude serves them, or leave it out.");
        }
    }

    private void UseCohorts(FlagTable table)
    {
        if (table is AmplitudeTable { Cohorts: { Count: > 0 } asked })
        {
            _cohorts?.Use(asked);
            if (_cohorts is null && _cohortsMissing.TryEnter())
            {
                Core.Diagnostics.CohortsWithoutSync(asked.Count);
            }
        }
        else
        {
            _cohorts?.Use(new HashSet<CohortReference>());
        }
    }
}
