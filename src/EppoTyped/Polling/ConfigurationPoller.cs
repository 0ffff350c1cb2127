using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>
/// Polls for as long as the client lives. One loop does every poll, so that two never overlap; a refresh only ends the loop's delay.
/// </summary>
internal sealed class ConfigurationPoller(
    SourceReader reader, ConfigurationUpdater updater, PollingSettings settings, InitializationProgress? progress = null)
    : IDisposable
{
    private readonly PollSchedule _schedule = new(settings.PollInterval, settings.PollJitter, new Random());
    private readonly CancellationTokenSource _stopping = new();
    private readonly object _requesting = new();
    private TaskCompletionSource _wake = NewSignal();
    private TaskCompletionSource<bool>? _refresh;
    private bool _everFetched;
    private volatile PollReport _report = PollReport.None;

    /// <summary>How polling goes.</summary>
    public PollReport Report => _report;

    /// <summary>Called after every poll with how it ended and how long it took; null for nobody. Must not throw.</summary>
    public Action<PollStatus, TimeSpan>? PollEnded { get; init; }

    /// <summary>True where a configuration was fetched just before the start, so that the first poll can wait.</summary>
    public bool HasFetched { get; init; }

    private ILogger Diagnostics => settings.Diagnostics;

    /// <summary>Begins; the task ends after <see cref="Dispose"/>, and never in a failure.</summary>
    /// <param name="startup">What to answer from until the first fetch succeeds; null for nothing.</param>
    /// <param name="polls">Whether anything is ever fetched.</param>
    public Task Start(StartupConfigurations? startup, bool polls)
    {
        // A client made inside a request must not keep that request's ambient values for its whole life.
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => RunAsync(startup, polls), CancellationToken.None);
        }
    }

    /// <summary>Ends the delay, or follows the poll under way with another, which every caller of the meantime shares.</summary>
    /// <returns>Whether that poll succeeded; false after <see cref="Dispose"/>.</returns>
    public Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        lock (_requesting)
        {
            if (_stopping.IsCancellationRequested)
            {
                return Task.FromResult(false);
            }

            _refresh ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _wake.TrySetResult();
            return _refresh.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Ends the polling, the request under way included.</summary>
    public void Dispose()
    {
        // Asynchronously, so that no callback of a source runs, or throws, in here. The token outlives us in the loop, so it is not
        // disposed.
        _ = _stopping.CancelAsync();
        progress?.End();
        lock (_requesting)
        {
            _refresh?.TrySetResult(false);
            _wake.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync(StartupConfigurations? startup, bool polls)
    {
        if (startup is not null)
        {
            await startup.ApplyAsync(_stopping.Token).ConfigureAwait(false);
        }

        if (!polls)
        {
            progress?.StayOffline();
            return;
        }

        if (HasFetched)
        {
            _everFetched = true;
            await DelayAsync(_schedule.AfterSuccess(), _wake.Task).ConfigureAwait(false);
        }

        while (!_stopping.IsCancellationRequested)
        {
            Task wake;
            TaskCompletionSource<bool>? refresh;
            lock (_requesting)
            {
                (refresh, _refresh, _wake) = (_refresh, null, NewSignal());
                wake = _wake.Task;
            }

            long start = settings.Clock.GetTimestamp();
            PollOutcome outcome = await PollAsync().ConfigureAwait(false);
            if (_stopping.IsCancellationRequested)
            {
                refresh?.TrySetResult(false);
                return;
            }

            PollEnded?.Invoke(outcome.Status, settings.Clock.GetElapsedTime(start));
            TimeSpan delay = Conclude(outcome);
            refresh?.TrySetResult(outcome.Succeeded);
            await DelayAsync(delay, wake).ConfigureAwait(false);
        }
    }

    private async Task<PollOutcome> PollAsync()
    {
        try
        {
            return await reader.PollAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Also how a stop ends a request, whose outcome is not used.
            return new(PollStatus.Failed, $"{settings.SourceName}: {exception.GetType().Name}.");
        }
    }

    /// <summary>Reports how a poll ended, to the log and to those who wait for it.</summary>
    /// <returns>The time until the next one.</returns>
    private TimeSpan Conclude(PollOutcome outcome)
    {
        TimeSpan delay;
        if (outcome.Succeeded)
        {
            delay = _schedule.AfterSuccess();
            if (!_everFetched)
            {
                Diagnostics.FirstConfiguration(settings.SourceName, updater.FlagCount);
            }
            else if (_report.Failures > 0)
            {
                Diagnostics.PollingRecovered(settings.SourceName, _report.Failures);
            }

            (_everFetched, _report) = (true, PollReport.None);
        }
        else
        {
            PollReport before = _report;
            _report = new PollReport(outcome.Problem, outcome.NeedsPeople ? outcome.Problem : before.Refusal, before.Failures + 1);
            delay = outcome.NeedsPeople
                ? _schedule.AfterRefusal(outcome.RetryAfter)
                : _schedule.AfterFailure(_report.Failures, updater.HasConfiguration, outcome.RetryAfter);
            LogFailure(outcome, before, delay);
        }

        progress?.Report(outcome);
        return delay;
    }

    private void LogFailure(PollOutcome outcome, PollReport before, TimeSpan delay)
    {
        // Once, also where a server wavers between kinds of failure.
        if (outcome.NeedsPeople && before.Refusal is null)
        {
            Diagnostics.PollingRefused(outcome.Problem, delay);
        }
        else if (!outcome.NeedsPeople && before.Failures == 0)
        {
            if (updater.HasConfiguration)
            {
                Diagnostics.PollingFails(outcome.Problem, delay);
            }
            else
            {
                Diagnostics.FirstPollFails(outcome.Problem, delay);
            }
        }
    }

    private async Task DelayAsync(TimeSpan length, Task wake)
    {
        using RetryDelay delay = new(length, settings.Clock);
        await Task.WhenAny(delay.Over, wake).ConfigureAwait(false);
    }
}
