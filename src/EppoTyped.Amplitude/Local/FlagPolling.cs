using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>Flags that are polled, by the poller that every client has.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "StopAsync disposes it.")]
internal sealed class FlagPolling(ConfigurationIntake intake, string sourceName, TimeSpan interval, TimeProvider clock, ILogger diagnostics) : IFlagUpdates
{
    private ConfigurationPoller? _poller;
    private Task _polling = Task.CompletedTask;

    public bool IsRunning => _poller is not null;

    public async Task<string?> StartAsync(CancellationToken cancellationToken)
    {
        PollOutcome outcome = await intake.PollAsync(cancellationToken).ConfigureAwait(false);
        if (!outcome.Succeeded)
        {
            return outcome.Problem;
        }

        diagnostics.FirstConfiguration(sourceName, intake.FlagCount);
        GoOn(fetchedJustNow: true);
        return null;
    }

    /// <summary>Polls from now on.</summary>
    /// <param name="fetchedJustNow">Whether the first poll can wait for its time.</param>
    public void GoOn(bool fetchedJustNow)
    {
        // Amplitude's SDKs poll without jitter.
        PollSchedule schedule = new(interval, TimeSpan.Zero, new Random());
        // A meter that is never opened records nothing: Amplitude's clients have no instruments yet.
        _poller = new ConfigurationPoller(
            intake, schedule, new InitializationProgress(sourceName, clock), new ClientMeter(sourceName), sourceName, clock, diagnostics) { HasFetched = fetchedJustNow };
        _polling = _poller.Start(null, null, polls: true);
    }

    public async Task StopAsync()
    {
        _poller?.Dispose();
        _poller = null;
        await _polling.ConfigureAwait(false);
    }
}
