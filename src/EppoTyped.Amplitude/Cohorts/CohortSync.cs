using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>Downloads and stores the cohorts that the current flags use. Evaluations read an immutable set, without a lock.</summary>
internal sealed class CohortSync : ICohortSync
{
    /// <summary>The number of downloads at a time.</summary>
    private const int Parallel = 4;

    private readonly object _gate = new();
    private readonly SemaphoreSlim _places = new(Parallel);
    private readonly CancellationTokenSource _life = new();
    private readonly Dictionary<string, Task> _running = new(StringComparer.Ordinal);
    private readonly HashSet<string> _failing = new(StringComparer.Ordinal);
    private readonly CohortDownload _download;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _clock;
    private readonly ILogger _diagnostics;
    private HashSet<string> _inUse = new(StringComparer.Ordinal);
    private volatile Dictionary<string, Cohort> _stored = new(StringComparer.Ordinal);
    private CancellationTokenSource? _stop;
    private Task _polling = Task.CompletedTask;

    /// <param name="options">The options; checked here.</param>
    /// <param name="zone">The client's zone.</param>
    /// <param name="deploymentKey">The client's key, which must not be the analytics key.</param>
    /// <param name="client">Sends the requests. Not disposed.</param>
    /// <param name="clock">The client's clock.</param>
    /// <param name="diagnostics">The client's log.</param>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public CohortSync(
        CohortSyncOptions options,
        AmplitudeZone zone,
        AmplitudeKey deploymentKey,
        HttpClient client,
        TimeProvider clock,
        ILogger diagnostics)
    {
        options.Check();
        AmplitudeOption.NotTheDeploymentKey("CohortSyncOptions.ApiKey", options.ApiKey, deploymentKey);
        _download = new CohortDownload(options, zone, client, clock);
        _interval = options.PollingInterval > CohortSyncOptions.ShortestPollingInterval
            ? options.PollingInterval
            : CohortSyncOptions.ShortestPollingInterval;
        (_clock, _diagnostics) = (clock, diagnostics);
    }

    public bool Contains(CohortReference cohort, string member) =>
        _stored.TryGetValue(cohort.Id, out Cohort? stored)
        && string.Equals(stored.GroupType, cohort.GroupType, StringComparison.Ordinal)
        && stored.Members.Contains(member);

    public IReadOnlyList<string> CohortsOf(string groupType, string member) =>
        [
            .. _stored
                .Where(entry => string.Equals(entry.Value.GroupType, groupType, StringComparison.Ordinal))
                .Where(entry => entry.Value.Members.Contains(member))
                .Select(entry => entry.Key)
                .Order(StringComparer.Ordinal),
        ];

    public Task PrepareAsync(IReadOnlySet<CohortReference> needed, CancellationToken cancellationToken)
    {
        Dictionary<string, Cohort> stored = _stored;
        return UpdateAsync(needed.Select(cohort => cohort.Id).Where(id => !stored.ContainsKey(id)), cancellationToken);
    }

    public void Use(IReadOnlySet<CohortReference> needed)
    {
        HashSet<string> ids = new(needed.Select(cohort => cohort.Id), StringComparer.Ordinal);
        lock (_gate)
        {
            _inUse = ids;
            _failing.IntersectWith(ids);
            _stored = Copy(id => ids.Contains(id));
        }
    }

    public void Start()
    {
        lock (_gate)
        {
            if (_stop is null && !_life.IsCancellationRequested)
            {
                _stop = CancellationTokenSource.CreateLinkedTokenSource(_life.Token);
                _polling = PollAsync(_stop.Token);
            }
        }
    }

    public async Task StopAsync()
    {
        CancellationTokenSource? stop;
        lock (_gate)
        {
            (stop, _stop) = (_stop, null);
        }

        if (stop is not null)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await _polling.ConfigureAwait(false);
            stop.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _life.CancelAsync().ConfigureAwait(false);
        await StopAsync().ConfigureAwait(false);
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(_interval, _clock, cancellationToken).ConfigureAwait(false);
                await UpdateAsync(InUse(), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private HashSet<string> InUse()
    {
        lock (_gate)
        {
            return _inUse;
        }
    }

    /// <summary>
    /// Downloads cohorts in parallel and waits for all; downloads that are running already are shared. Failures are logged, and keep what
    /// is stored.
    /// </summary>
    private async Task UpdateAsync(IEnumerable<string> ids, CancellationToken cancellationToken) =>
        await Task.WhenAll(
            ids.Distinct(StringComparer.Ordinal).Select(id => UpdateAsync(id, cancellationToken)).ToList()).ConfigureAwait(false);

    private async Task UpdateAsync(string id, CancellationToken cancellationToken)
    {
        Task download;
        lock (_gate)
        {
            if (!_running.TryGetValue(id, out download!))
            {
                // The download ends with this object, not with the first caller that waits for it.
                download = Task.Run(() => DownloadAsync(id, _stored.GetValueOrDefault(id)?.LastModified), _life.Token);
                _running.Add(id, download);
            }
        }

        await download.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task DownloadAsync(string id, long? storedLastModified)
    {
        CohortAnswer? answer = null;
        try
        {
            await _places.WaitAsync(_life.Token).ConfigureAwait(false);
            try
            {
                answer = await _download.GetAsync(id, storedLastModified, _life.Token).ConfigureAwait(false);
            }
            finally
            {
                _places.Release();
            }
        }
        finally
        {
            lock (_gate)
            {
                _running.Remove(id);
            }
        }

        Apply(id, answer.Value);
    }

    private void Apply(string id, CohortAnswer answer)
    {
        bool hasChanged;
        lock (_gate)
        {
            if (answer.Downloaded is { } cohort)
            {
                Dictionary<string, Cohort> stored = Copy(_ => true);
                stored[id] = cohort;
                _stored = stored;
            }

            hasChanged = answer.Problem is null ? _failing.Remove(id) : _failing.Add(id);
        }

        if (hasChanged && answer.Problem is { } problem)
        {
            _diagnostics.CohortUnavailable(LogText.Sanitize(id), problem);
        }
        else if (hasChanged)
        {
            _diagnostics.CohortRecovered(LogText.Sanitize(id));
        }
    }

    // Under the gate: a published dictionary is never changed.
    private Dictionary<string, Cohort> Copy(Func<string, bool> keeps)
    {
        Dictionary<string, Cohort> copy = new(_stored.Count + 1, StringComparer.Ordinal);
        foreach ((string id, Cohort cohort) in _stored)
        {
            if (keeps(id))
            {
                copy.Add(id, cohort);
            }
        }

        return copy;
    }
}
