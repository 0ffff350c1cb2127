using System.Diagnostics.CodeAnalysis;

namespace EppoTyped.Amplitude;

/// <summary>Polls flags, with the poller of the runtime.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "StopAsync disposes it.")]
internal sealed class FlagPolling(SourceReader reader, ConfigurationUpdater updater, TimeSpan interval, PollingSettings settings)
    : IFlagUpdates
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

    /// <summary>Starts polling.</summary>
    /// <param name="fetchedJustNow">True where flags were just fetched, so that the first poll waits for the interval.</param>
    public void GoOn(bool fetchedJustNow)
    {
        // Without jitter, as Amplitude's SDKs poll.
        PollSchedule schedule = new(interval, TimeSpan.Zero, new Random());
        InitializationProgress progress = new(settings);
        _poller = new ConfigurationPoller(reader, updater, schedule, progress, settings) { HasFetched = fetchedJustNow };
        _polling = _poller.Start(null, polls: true);
    }

    public async Task StopAsync()
    {
        _poller?.Dispose();
        _poller = null;
        await _polling.ConfigureAwait(false);
    }
}
