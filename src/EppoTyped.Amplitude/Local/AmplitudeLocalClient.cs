using System.Diagnostics;

namespace EppoTyped.Amplitude;

/// <summary>
/// Amplitude Experiment, evaluated in this process: flags are fetched once, then kept up to date in the background. It is a client too, so that the
/// typed accessors answer from it: <c>new FlagSet(client).Checkout.Variant(user)</c>.
/// </summary>
/// <remarks>Needs the key of a server deployment. One per process and deployment is enough. Safe for any number of threads.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed partial class AmplitudeLocalClient : FlagClient, IAsyncDisposable
{
    /// <summary>What a poll gets beyond the times of its parts, which say better than it what took too long.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly object _publishing = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly AmplitudeLocalOptions _options;
    private readonly AmplitudeKey _deploymentKey;
    private readonly HttpClient _http;
    private readonly FlagConfigSource _source;
    private readonly PollingSettings _polling;
    private readonly ConfigurationUpdater _updater;
    private readonly SourceReader _reader;
    private readonly CohortSync? _cohorts;
    private readonly EvaluationTracker? _tracker;
    private readonly EngineSettings _settings;
    private IFlagUpdates? _updates;
    private Once _cohortsMissing;
    private volatile bool _disposed;

    /// <summary>A client that answers with defaults, or from <see cref="AmplitudeLocalOptions.Bootstrap"/>, until it is started.</summary>
    /// <param name="deploymentKey">The key of a server deployment; white space around it is dropped. No message, log line or <see cref="ToString"/> shows it.</param>
    /// <param name="options">How it lives; null for the defaults.</param>
    /// <exception cref="ArgumentException">The key or an option is wrong; the message names it, and how to mend it.</exception>
    public AmplitudeLocalClient(string deploymentKey, AmplitudeLocalOptions? options = null)
        : this(AmplitudeOption.Key("The deployment key", deploymentKey), Checked(options))
    {
    }

    private AmplitudeLocalClient(AmplitudeKey deploymentKey, AmplitudeLocalOptions options)
        : base(CoreOf(options))
    {
        (_options, _deploymentKey) = (options, deploymentKey);
        _http = AmplitudeHttp.ClientOf(options.HttpClient, options.HttpMessageHandler);
        _cohorts = options.CohortSync is { } sync ? new CohortSync(sync, options.ServerZone, deploymentKey, _http, Core.Clock, Core.Diagnostics) : null;
        string server = AmplitudeOption.Address($"{nameof(AmplitudeLocalOptions)}.{nameof(options.ServerUrl)}", options.ServerUrl, AmplitudeHosts.Flags(options.ServerZone));
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
        _polling = new PollingSettings
        {
            OptionsName = nameof(AmplitudeLocalOptions),
            ClientName = nameof(AmplitudeLocalClient),
            KeyName = "the deployment key",
            SourceName = _source.ToString(),
            RequestTimeout = options.FlagConfigPollerRequestTimeout + CohortPreparation.Longest + Margin,
            RequestTimeoutOption = nameof(options.FlagConfigPollerRequestTimeout),
            // The source and the stream have looked at the length, and their messages name the option that limits it.
            MaxConfigurationBytes = int.MaxValue,
            Clock = Core.Clock,
            Diagnostics = Core.Diagnostics,
        };
        _updater = new ConfigurationUpdater(_polling, ReadFlags, Publish);
        _reader = new SourceReader(_source, _updater, _polling);
        TakeBootstrap();
        // Last, because it has something running, and the rest may throw.
        _tracker = options.AssignmentTracking is null && options.ExposureTracking is null
            ? null
            : new EvaluationTracker(options.AssignmentTracking, options.ExposureTracking, options.ServerZone, deploymentKey, _http, Core.Clock, Core.Diagnostics);
    }

    /// <summary>
    /// Tells which flags new ones have added, removed or changed, also the first. Handlers run one by one on the thread pool, each in order; one that
    /// throws or blocks hurts neither the client nor another handler.
    /// </summary>
    public event EventHandler<ConfigurationChangedEventArgs>? ConfigurationChanged
    {
        add => Core.Changes.Add(this, value);
        remove => Core.Changes.Remove(value);
    }

    /// <summary>Runs when the client is disposed; for the registry.</summary>
    internal Action? Disposed { get; set; }

    /// <summary>Whether it keeps its flags up to date: started, and not stopped since.</summary>
    public bool IsRunning => Volatile.Read(ref _updates) is not null;

    /// <summary>Fetches the flags, and keeps them up to date from then on. Harmless while it runs already; may follow <see cref="StopAsync"/>.</summary>
    /// <param name="cancellationToken">Gives up; nothing is left running.</param>
    /// <exception cref="AmplitudeStartException">There are no flags to be had; nothing is left running.</exception>
    /// <exception cref="InvalidOperationException">Another client is attached to <see cref="FlagClient.Shared"/>; nothing is left running.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_updates is null)
            {
                await StartInTurnAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends polling and streaming, and waits for tracked events to be delivered, for <see cref="AmplitudeLocalOptions.FlushTimeout"/> at most. Calls are answered from the last flags. Harmless twice.</summary>
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

    /// <summary>As <see cref="StopAsync"/>; then calls give defaults, or their overrides.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_disposed)
            {
                return;
            }

            Disposed?.Invoke();
            await StopInTurnAsync().ConfigureAwait(false);
            lock (_publishing)
            {
                _disposed = true;
                DetachFromShared();
                Core.Publish(FlagTable.NotReady);
            }
        }
        finally
        {
            _turn.Release();
        }

        await Core.Log.CloseAsync(_options.FlushTimeout).ConfigureAwait(false);
        await DisposeAllAsync(_cohorts, _tracker).ConfigureAwait(false);
        if (_options.HttpClient is null)
        {
            _http.Dispose();
        }
    }

    /// <summary>Where it gets its flags, and whether it does; never the key.</summary>
    public override string ToString() => $"AmplitudeLocalClient ({_source}, {(_disposed ? "disposed" : IsRunning ? "running" : "stopped")})";

    private static AmplitudeLocalOptions Checked(AmplitudeLocalOptions? options)
    {
        options ??= new AmplitudeLocalOptions();
        options.Check();
        return options;
    }

    private static ClientCore CoreOf(AmplitudeLocalOptions options) => new(
        options.AssignmentLogger,
        options.TimeProvider,
        DiagnosticsLogger.Of(options.LoggerFactory, "EppoTyped.Amplitude.LocalClient", options.Debug),
        options.Overrides,
        new AssignmentLogSettings(options.AssignmentDelivery, options.AssignmentQueueCapacity, options.AssignmentDropPolicy, options.Deduplication, nameof(AmplitudeLocalOptions)));

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
        Volatile.Write(ref _updates, updates);
    }

    private async Task StopInTurnAsync()
    {
        if (_updates is not { } updates)
        {
            return;
        }

        Volatile.Write(ref _updates, null);
        await updates.StopAsync().ConfigureAwait(false);
        if (_cohorts is not null)
        {
            await _cohorts.StopAsync().ConfigureAwait(false);
        }

        if (_tracker is not null)
        {
            using CancellationTokenSource patience = new(_options.FlushTimeout);
            try
            {
                await _tracker.FlushAsync(patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // What is left is delivered, or counted as dropped, on dispose.
            }
        }
    }

    private IFlagUpdates NewUpdates()
    {
        FlagPolling polling = new(_reader, _updater, _options.FlagConfigPollingInterval, _polling);
        if (!_options.StreamUpdates)
        {
            return polling;
        }

        return new FlagStreaming(new FlagStream(_http, StreamServer(), _deploymentKey, _options), ApplyStreamedAsync, polling, Core.Clock, Core.Diagnostics);
    }

    private string StreamServer() => AmplitudeOption.Address(
        $"{nameof(AmplitudeLocalOptions)}.{nameof(_options.StreamServerUrl)}", _options.StreamServerUrl, AmplitudeHosts.FlagStream(_options.ServerZone));

    private async Task<string?> ApplyStreamedAsync(byte[] flags, CancellationToken cancellationToken)
    {
        await CohortPreparation.RunAsync(_cohorts, flags, Core.Clock, cancellationToken).ConfigureAwait(false);
        PollOutcome outcome = _updater.ApplyPushed(new ConfigurationResponse(flags));
        return outcome.Succeeded ? null : outcome.Problem;
    }

    private AmplitudeTable? ReadFlags(ConfigurationResponse response, DateTimeOffset fetchedAt, FlagTable? before, out string? problem) =>
        AmplitudeTableReader.Read(response.Content, fetchedAt, _settings, Core.Diagnostics, out problem);

    private void TakeBootstrap()
    {
        if (_options.Bootstrap is { } bootstrap && !_updater.TryApply(BootstrapFlags.Read(bootstrap), ConfigurationOrigin.Initial, out string? problem))
        {
            throw new ArgumentException($"AmplitudeLocalOptions.Bootstrap cannot be used: {problem} Give the flags as Amplitude serves them, or leave it out.");
        }
    }

    private void Publish(FlagTable table)
    {
        lock (_publishing)
        {
            if (_disposed)
            {
                return;
            }

            Core.Publish(table);
        }

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
