using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>Lets Amplitude evaluate: one request for all flags of one user.</summary>
/// <remarks>Safe for any number of threads. One per process and deployment is enough; <see cref="AmplitudeExperiment.InitializeRemote"/> keeps it so.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class AmplitudeRemoteClient : IDisposable
{
    private static readonly FetchOptions NoOptions = new();

    private readonly AmplitudeRemoteOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _diagnostics;
    private readonly AbsentFlags _absent;
    private readonly VariantsEndpoint _endpoint;
    private readonly SemaphoreSlim? _places;
    private readonly CancellationTokenSource _life = new();
    private int _disposed;

    /// <summary>A client of a deployment.</summary>
    /// <param name="deploymentKey">The key of the deployment. No message, log line or text shows it.</param>
    /// <param name="options">How it asks; null for the defaults.</param>
    /// <exception cref="ArgumentException">The key is empty, or an option is wrong; the message names it, and how to mend it.</exception>
    public AmplitudeRemoteClient(string deploymentKey, AmplitudeRemoteOptions? options = null)
    {
        _options = options ?? new AmplitudeRemoteOptions();
        _options.Check();
        _clock = _options.TimeProvider;
        _diagnostics = DiagnosticsLogger.Of(_options.LoggerFactory, "EppoTyped.Amplitude.RemoteClient", _options.Debug);
        _absent = new AbsentFlags(_diagnostics, "remote");
        _endpoint = new VariantsEndpoint(AmplitudeOption.Key("The deployment key", deploymentKey), _options, _diagnostics);
        _places = _options.ConnectionPoolMaxSize is { } most ? new SemaphoreSlim(most) : null;
    }

    /// <summary>Runs when the client is disposed; for the registry.</summary>
    internal Action? Disposed { get; set; }

    /// <summary>Fetches the variants of every flag for a user, default variants included; see <see cref="Variants.WithoutDefaults"/>.</summary>
    /// <param name="user">The user; its <see cref="AmplitudeUser.Library"/> is filled on a copy where it is empty.</param>
    /// <param name="options">What this fetch wants; null for all flags, tracked as Amplitude does by itself.</param>
    /// <param name="cancellationToken">Gives up: the request under way, and every retry.</param>
    /// <exception cref="AmplitudeFetchException">The last request failed, and there is no retry left or none that could help.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public async Task<Variants> FetchAsync(AmplitudeUser user, FetchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _life.Token);
        try
        {
            return await FetchAndRetryAsync(_endpoint.Serialize(user), options ?? NoOptions, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ObjectDisposedException(nameof(AmplitudeRemoteClient));
        }
    }

    /// <summary>The same for any subject, by <see cref="AmplitudeRemoteOptions.ToUser"/> and <see cref="AmplitudeRemoteOptions.SubjectKey"/>.</summary>
    /// <inheritdoc cref="FetchAsync(AmplitudeUser, FetchOptions?, CancellationToken)"/>
    /// <param name="subject">Whom for.</param>
    /// <param name="options">What this fetch wants; null for all flags, tracked as Amplitude does by itself.</param>
    /// <param name="cancellationToken">Gives up: the request under way, and every retry.</param>
    public Task<Variants> FetchAsync(ISubject subject, FetchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return FetchAsync(subject as AmplitudeUser ?? _options.ToUser?.Invoke(subject) ?? AmplitudeUser.From(subject, _options.SubjectKey), options, cancellationToken);
    }

    /// <summary>Fetches on the thread pool and hands the outcome to a callback: the user, and either the variants or why there are none.</summary>
    /// <param name="user">The user.</param>
    /// <param name="callback">Called once, on a thread of the pool; what it throws is logged.</param>
    /// <param name="options">What this fetch wants; null for all flags, tracked as Amplitude does by itself.</param>
    /// <param name="cancellationToken">Gives up; the callback gets an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Ends after the callback, and never fails; nobody needs to wait for it.</returns>
    public Task Fetch(AmplitudeUser user, Action<AmplitudeUser, Variants?, Exception?> callback, FetchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(callback);
        return Task.Run(() => FetchAndTellAsync(user, callback, options, cancellationToken), CancellationToken.None);
    }

    /// <summary>Ends fetches under way, which throw <see cref="ObjectDisposedException"/>, and releases the connections.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Disposed?.Invoke();
            _life.Cancel();
            _endpoint.Dispose();
        }
    }

    /// <summary>The host that is asked; never the key.</summary>
    public override string ToString() => $"AmplitudeRemoteClient ({_endpoint.Host})";

    private async Task FetchAndTellAsync(AmplitudeUser user, Action<AmplitudeUser, Variants?, Exception?> callback, FetchOptions? options, CancellationToken cancellationToken)
    {
        (Variants? variants, Exception? problem) = (null, null);
        try
        {
            variants = await FetchAsync(user, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            problem = exception;
        }

        try
        {
            callback(user, variants, problem);
        }
        catch (Exception exception)
        {
            _diagnostics.FetchCallbackThrew(exception);
        }
    }

    private async Task<Variants> FetchAndRetryAsync(byte[] user, FetchOptions options, CancellationToken cancellationToken)
    {
        TimeSpan delay = _options.FetchRetryBackoffMin;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                TimeSpan timeout = attempt == 1 ? _options.FetchTimeout : _options.FetchRetryTimeout;
                Dictionary<string, Variant> variants = await FetchInTurnAsync(user, options, timeout, cancellationToken).ConfigureAwait(false);
                _diagnostics.VariantsFetched(_endpoint.Host, attempt, variants.Count);
                return new Variants(variants, _clock, _diagnostics, _absent);
            }
            catch (AmplitudeFetchException problem) when (problem.IsRetryable && attempt <= _options.FetchRetries)
            {
                _diagnostics.FetchIsRetried(attempt, problem.Message, delay);
            }

            await Task.Delay(delay, _clock, cancellationToken).ConfigureAwait(false);
            TimeSpan longer = delay * _options.FetchRetryBackoffScalar;
            delay = longer < _options.FetchRetryBackoffMax ? longer : _options.FetchRetryBackoffMax;
        }
    }

    private async Task<Dictionary<string, Variant>> FetchInTurnAsync(byte[] user, FetchOptions options, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (_places is null)
        {
            return await FetchOnceAsync(user, options, timeout, cancellationToken).ConfigureAwait(false);
        }

        TimeSpan turn = _options.FetchPoolAcquireTimeout ?? Timeout.InfiniteTimeSpan;
        await InTimeAsync(
            async token =>
            {
                await _places.WaitAsync(token).ConfigureAwait(false);
                return true;
            },
            turn,
            "all connections of AmplitudeRemoteOptions.ConnectionPoolMaxSize were busy",
            cancellationToken).ConfigureAwait(false);
        try
        {
            return await FetchOnceAsync(user, options, timeout, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    private Task<Dictionary<string, Variant>> FetchOnceAsync(byte[] user, FetchOptions options, TimeSpan timeout, CancellationToken cancellationToken) =>
        InTimeAsync(token => _endpoint.FetchAsync(user, options, token), timeout, "no complete answer", cancellationToken);

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> action, TimeSpan timeout, string otherwise, CancellationToken cancellationToken)
    {
        using CancellationTokenSource time = new(timeout, _clock);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        try
        {
            return await action(end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AmplitudeFetchException($"{_endpoint.Host}: {otherwise} within {timeout}.");
        }
    }
}
