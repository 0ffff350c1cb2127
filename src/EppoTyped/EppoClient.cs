using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped;

/// <summary>A <see cref="FlagClient"/> that keeps itself up to date: it fetches its configuration in the background for as long as it lives.</summary>
/// <remarks>One per process and environment is enough. Safe for any number of threads.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class EppoClient : FlagClient, IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(5);

    private readonly object _publishing = new();
    private readonly string _sourceName;
    private readonly TimeSpan _initializationTimeout;
    private readonly HttpConfigurationSource? _ownSource;
    private readonly InitializationProgress _progress;
    private readonly ConfigurationPoller _poller;
    private Task _polling = Task.CompletedTask;
    private bool _disposed;

    private EppoClient(EppoClientOptions options, ClientCore core)
        : base(core)
    {
        _ownSource = options.Source is null ? new HttpConfigurationSource(options, core.Diagnostics) : null;
        IConfigurationSource source = options.Source ?? _ownSource!;
        _sourceName = source.ToString() ?? source.GetType().Name;
        _initializationTimeout = options.InitializationTimeout;
        _progress = new InitializationProgress(_sourceName, core.Clock);
        _poller = new ConfigurationPoller(
            new ConfigurationIntake(source, Publish, options.RequestTimeout, options.MaxConfigurationBytes, core.Clock, core.Diagnostics),
            new PollSchedule(options.PollInterval, options.PollJitter, new Random()),
            _progress,
            _sourceName,
            core.Clock,
            core.Diagnostics);
    }

    /// <summary>What the initialisation has come to so far.</summary>
    public InitializationResult Initialization => _progress.Current;

    /// <summary>Starts a client and returns at once; the first configuration is fetched in the background.</summary>
    /// <param name="options">How it lives.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message names it, and how to mend it.</exception>
    /// <exception cref="InvalidOperationException">Another client is attached to <see cref="FlagClient.Shared"/>; nothing was started.</exception>
    public static EppoClient Start(EppoClientOptions options)
    {
        OptionChecks.Check(options);
        ILogger diagnostics = options.LoggerFactory is { } factory ? new ContainedLogger(factory.CreateLogger("EppoTyped.EppoClient")) : NullLogger.Instance;
        EppoClient client = new(options, new ClientCore(options.AssignmentLogger, options.TimeProvider, diagnostics, options.Overrides));
        try
        {
            if (options.AttachToShared)
            {
                client.AttachToShared();
            }
        }
        catch
        {
            client._ownSource?.Dispose();
            throw;
        }

        client._polling = client._poller.Start(options.InitialConfiguration);
        return client;
    }

    /// <summary>Starts a client and waits, bounded, for its first configuration. See <see cref="Initialization"/> for what happened.</summary>
    /// <param name="options">How it lives.</param>
    /// <param name="timeout">How long to wait; null for <see cref="EppoClientOptions.InitializationTimeout"/>.</param>
    /// <param name="cancellationToken">Gives up: the client is stopped.</param>
    /// <returns>The client, ready or not: one that is not goes on trying and answers with defaults meanwhile.</returns>
    /// <exception cref="ArgumentException">An option is wrong; the message names it, and how to mend it.</exception>
    /// <exception cref="OperationCanceledException">It was given up; nothing is left running.</exception>
    public static async Task<EppoClient> InitializeAsync(EppoClientOptions options, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CheckTimeout(timeout);
        EppoClient client = Start(options);
        try
        {
            InitializationResult result = await client.WaitForInitializationAsync(timeout, cancellationToken).ConfigureAwait(false);
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
    /// <param name="timeout">How long; null for <see cref="EppoClientOptions.InitializationTimeout"/>.</param>
    /// <param name="cancellationToken">Ends this wait, and nothing else.</param>
    public Task<InitializationResult> WaitForInitializationAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        CheckTimeout(timeout);
        return _progress.WaitAsync(timeout ?? _initializationTimeout, cancellationToken);
    }

    /// <summary>Polls now, even when a failing server has asked for more time. Calls that come together share one poll.</summary>
    /// <param name="cancellationToken">Ends this wait; the poll goes on.</param>
    /// <returns>True when the configuration in use is the current one; false when the poll failed, and after dispose.</returns>
    public Task<bool> RefreshAsync(CancellationToken cancellationToken = default) => _poller.RefreshAsync(cancellationToken);

    /// <summary>Stops polling and leaves <see cref="FlagClient.Shared"/>. Later calls give defaults. Does not wait for a request under way.</summary>
    public void Dispose()
    {
        lock (_publishing)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            DetachFromShared();
            Core.Publish(FlagTable.NotReady());
        }

        _poller.Dispose();
        _ownSource?.Dispose();
    }

    /// <summary>As <see cref="Dispose"/>, and waits for the request under way to end, for 5 seconds at most.</summary>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        try
        {
            // On the real clock: this bound must hold whatever the client's clock does.
            await _polling.WaitAsync(LongestGoodbye).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A source that heeds no token; it ends with the process.
        }
    }

    /// <summary>Where it gets its configuration, and how it is; never the key.</summary>
    public override string ToString() => $"EppoClient ({_sourceName}, {(_disposed ? "disposed" : Initialization.Status.ToString())})";

    private static void CheckTimeout(TimeSpan? timeout)
    {
        if (timeout is { } given && (given < TimeSpan.Zero || given > TimeSpan.FromDays(1)))
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), given, "The time to wait must be between zero and 1 day; leave it out for EppoClientOptions.InitializationTimeout.");
        }
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
