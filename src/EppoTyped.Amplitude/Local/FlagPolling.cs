using System.Diagnostics.CodeAnalysis;

namespace EppoTyped.Amplitude;

/// <summary>Flags that are polled, by the poller that every client has.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "StopAsync disposes it.")]
internal sealed class FlagPolling(SourceReader reader, ConfigurationUpdater updater, TimeSpan interval, PollingSettings settings) : IFlagUpdates
{
    private ConfigurationPoller? _poller;
    private Task _polling = Task.CompletedTask;

    public bool IsRunning => _poller is not null;

    public async Task<string?> StartAsync(CancellationToken cancellationToken)
    {
        PollOutcome outcome = await reader.PollAsync(cancellationToken).ConfigureAwait(false);
        if (!outcome.Succeeded)
        {
            return outcome.Problem;
        }

        settings.Diagnostics.FirstConfiguration(settings.SourceName, updater.FlagCount);
        GoOn(fetchedJustNow: true);
        return null;
    }

    /// <summary>Polls from now on.</summary>
    /// <param name="fetchedJustNow">Whether the first poll can wait for its time.</param>
    public void GoOn(bool fetchedJustNow)
    {
        // Amplitude's SDKs poll without jitter.
        PollSchedule schedule = new(interval, TimeSpan.Zero, new Random());
        _poller = new ConfigurationPoller(reader, updater, schedule, new InitializationProgress(settings), settings) { HasFetched = fetchedJustNow };
        _polling = _poller.Start(null, polls: true);
    }

    public async Task StopAsync()
    {
        _poller?.Dispose();
        _poller = null;
        await _polling.ConfigureAwait(false);
    }
}
