using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>Fetches variants that Amplitude evaluates: one request for all flags of one user.</summary>
/// <remarks>
/// Safe for any number of threads. One for each process and deployment is enough; <see cref="AmplitudeExperiment.InitializeRemote"/> keeps
/// one.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class AmplitudeRemoteClient : IDisposable
{
    private static readonly FetchOptions DefaultOptions = new();

    private readonly AmplitudeRemoteOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _diagnostics;
    private readonly AbsentFlags _absent;
    private readonly VariantsEndpoint _endpoint;
    private readonly SemaphoreSlim? _slots;
    private readonly CancellationTokenSource _life = new();
    private int _disposed;

    /// <summary>Creates a client of a deployment. Sends nothing yet.</summary>
    /// <param name="deploymentKey">
    /// The key of the deployment; white space around it is dropped. Never shown in a message, a log line or <see cref="ToString"/>.
    /// </param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <exception cref="ArgumentException">The key is empty, or an option is wrong; the message names it and the correction.</exception>
    public AmplitudeRemoteClient(string deploymentKey, AmplitudeRemoteOptions? options = null)
    {
        _options = options ?? new AmplitudeRemoteOptions();
        _options.Check();
        _clock = _options.TimeProvider;
        _diagnostics = DiagnosticsLogger.Of(_options.LoggerFactory, "EppoTyped.Amplitude.RemoteClient", _options.Debug);
        _absent = new AbsentFlags(_diagnostics, "remote");
        _endpoint = new VariantsEndpoint(AmplitudeOption.Key("The deployment key", deploymentKey), _options, _diagnostics);
        _slots = _options.ConnectionPoolMaxSize is { } most ? new SemaphoreSlim(most) : null;
    }

    /// <summary>Called when the client is disposed; for the registry.</summary>
    internal Action? Disposed { get; set; }

    /// <summary>
    /// Fetches the variants of every flag for a user, default variants included; see <see cref="Variants.WithoutDefaults"/>.
    /// </summary>
    /// <param name="user">The user. An empty <see cref="AmplitudeUser.Library"/> is filled on a copy.</param>
    /// <param name="options">Options of this fetch; null for all flags, and Amplitude's own defaults of tracking.</param>
    /// <param name="cancellationToken">Cancels the request and its retries.</param>
    /// <returns>The variants by flag key.</returns>
    /// <exception cref="AmplitudeFetchException">The last request failed, and no retry is left or the failure is not retryable.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public async Task<Variants> FetchAsync(AmplitudeUser user, FetchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _life.Token);
        try
        {
            return await FetchAndRetryAsync(_endpoint.Serialize(user), options ?? DefaultOptions, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ObjectDisposedException(nameof(AmplitudeRemoteClient));
        }
    }

    /// <summary>
    /// Fetches the variants for any subject, converted as <see cref="AmplitudeRemoteOptions.ToUser"/> and
    /// <see cref="AmplitudeRemoteOptions.SubjectKey"/> say.
    /// </summary>
    /// <inheritdoc cref="FetchAsync(AmplitudeUser, FetchOptions?, CancellationToken)"/>
    /// <param name="subject">The subject to fetch for.</param>
    /// <param name="options">Options of this fetch; null for all flags, and Amplitude's own defaults of tracking.</param>
    /// <param name="cancellationToken">Cancels the request and its retries.</param>
    public Task<Variants> FetchAsync(ISubject subject, FetchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        AmplitudeUser user = subject as AmplitudeUser
            ?? _options.ToUser?.Invoke(subject)
            ?? AmplitudeUser.From(subject, _options.SubjectKey);
        return FetchAsync(user, options, cancellationToken);
    }

    /// <summary>Fetches on the thread pool and calls back with the user and either the variants or the exception.</summary>
    /// <param name="user">The user.</param>
    /// <param name="callback">Called once, on a thread-pool thread; exceptions it throws are logged.</param>
    /// <param name="options">Options of this fetch; null for all flags, and Amplitude's own defaults of tracking.</param>
    /// <param name="cancellationToken">Cancels the fetch; the callback gets an <see cref="OperationCanceledException"/>.</param>
    /// <returns>A task that ends after the callback and never fails; it need not be awaited.</returns>
    public Task Fetch(
        AmplitudeUser user,
        Action<AmplitudeUser, Variants?, Exception?> callback,
        FetchOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(callback);
        return Task.Run(() => FetchAndCallBackAsync(user, callback, options, cancellationToken), CancellationToken.None);
    }

    /// <summary>Ends running fetches, which throw <see cref="ObjectDisposedException"/>, and releases the connections.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Disposed?.Invoke();
            _life.Cancel();
            _endpoint.Dispose();
        }
    }

    /// <summary>The host of the server; never the key.</summary>
    public override string ToString() => $"AmplitudeRemoteClient ({_endpoint.Host})";

    private async Task FetchAndCallBackAsync(
        AmplitudeUser user,
        Action<AmplitudeUser, Variants?, Exception?> callback,
        FetchOptions? options,
        CancellationToken cancellationToken)
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
                Dictionary<string, Variant> variants = await FetchInTurnAsync(
                    user, options, timeout, cancellationToken).ConfigureAwait(false);
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

    private async Task<Dictionary<string, Variant>> FetchInTurnAsync(
        byte[] user, FetchOptions options, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (_slots is null)
        {
            return await FetchOnceAsync(user, options, timeout, cancellationToken).ConfigureAwait(false);
        }

        TimeSpan longestWait = _options.FetchPoolAcquireTimeout ?? Timeout.InfiniteTimeSpan;
        await InTimeAsync(
            async token =>
            {
                await _slots.WaitAsync(token).ConfigureAwait(false);
                return true;
            },
            longestWait,
            "all connections of AmplitudeRemoteOptions.ConnectionPoolMaxSize were in use",
            cancellationToken).ConfigureAwait(false);
        try
        {
            return await FetchOnceAsync(user, options, timeout, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _slots.Release();
        }
    }

    private Task<Dictionary<string, Variant>> FetchOnceAsync(
        byte[] user, FetchOptions options, TimeSpan timeout, CancellationToken cancellationToken) =>
        InTimeAsync(token => _endpoint.FetchAsync(user, options, token), timeout, "no complete response", cancellationToken);

    private async Task<T> InTimeAsync<T>(
        Func<CancellationToken, Task<T>> action, TimeSpan timeout, string problem, CancellationToken cancellationToken)
    {
        using CancellationTokenSource time = new(timeout, _clock);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        try
        {
            return await action(end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AmplitudeFetchException($"{_endpoint.Host}: {problem} within {timeout}.");
        }
    }
}
