namespace EppoTyped;

/// <summary>Asks a source once a poll, within a time, and passes its answer on to the updater. Used by one poll at a time.</summary>
internal sealed class SourceReader(IConfigurationSource source, ConfigurationUpdater updater, PollingSettings settings)
{
    // An hour at the usual pace. A cache that answers "not modified" for ever would otherwise never be found out.
    private const int MostConfirmations = 120;

    private int _confirmations;
    private Task _abandoned = Task.CompletedTask;

    /// <summary>Fetches once. Whatever goes wrong, the configuration in use and its revision stay; throws only when stopped.</summary>
    public async Task<PollOutcome> PollAsync(CancellationToken stopping)
    {
        using CancellationTokenSource timeout = new(settings.RequestTimeout, settings.Clock);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token);
        CancellationToken end = ending.Token;
        // The source has a token of its own, cancelled from the thread pool: what its callbacks throw would end the process from the timer.
        // Not disposed, so that they all run.
        CancellationTokenSource handed = new();
        Task<ConfigurationFetch>? fetching = null;
        bool answered = false;
        try
        {
            await _abandoned.WaitAsync(end).ConfigureAwait(false);
            AcceptedConfiguration? asked = updater.Accepted;
            string? revision = _confirmations < MostConfirmations ? asked?.Revision : null;
            // On its own, so that a source that blocks or ignores its token holds up neither the timeout nor dispose.
            fetching = Task.Run(async () => await source.FetchAsync(revision, handed.Token).ConfigureAwait(false), CancellationToken.None);
            ConfigurationFetch? fetch = await fetching.WaitAsync(end).ConfigureAwait(false);
            answered = true;
            CountConfirmation(fetch, asked);
            return updater.HandleFetch(fetch, asked);
        }
        catch (OperationCanceledException) when (!answered && end.IsCancellationRequested)
        {
            // The next poll waits for it, within its own time: no source is asked twice at a time.
            _ = Observed(handed.CancelAsync());
            _abandoned = fetching is null ? _abandoned : Observed(fetching);
            stopping.ThrowIfCancellationRequested();
            string option = settings.Option(settings.RequestTimeoutOption);
            return new(
                PollStatus.TimedOut, $"{settings.SourceName} did not answer in full within {settings.RequestTimeout} ({option}).");
        }
        catch (Exception exception)
        {
            string type = exception.GetType().Name;
            return new(
                PollStatus.Failed,
                answered
                    ? $"Reading the configuration of {settings.SourceName} threw {type}."
                    : $"{settings.SourceName} threw {type}: {LogText.Sanitize(exception.Message, PollOutcome.LongestProblem)}");
        }
    }

    /// <summary>A task that ends with this one, and never in a failure.</summary>
    private static Task Observed(Task task) =>
        task.ContinueWith(
            static ended => { _ = ended.Exception; },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

    private void CountConfirmation(ConfigurationFetch? fetch, AcceptedConfiguration? asked)
    {
        if (fetch?.Status == ConfigurationFetchStatus.Fetched)
        {
            _confirmations = 0;
        }
        else if (fetch?.Status == ConfigurationFetchStatus.NotModified && asked is not null)
        {
            _confirmations++;
        }
    }
}
