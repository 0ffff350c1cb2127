using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>
/// Polls for as long as the client lives. One loop does every poll, so that two never overlap; a refresh only ends the loop's rest.
/// </summary>
internal sealed class ConfigurationPoller(
    ConfigurationIntake intake, PollSchedule schedule, InitializationProgress progress, string sourceName, TimeProvider clock, ILogger diagnostics)
    : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly object _requesting = new();
    private TaskCompletionSource _wake = NewSignal();
    private TaskCompletionSource<bool>? _refresh;
    private bool _everFetched;
    private bool _refusalSaid;
    private int _failures;

    /// <summary>True where a configuration was fetched just before the start, so that the first poll has time.</summary>
    public bool HasFetched { get; init; }

    /// <summary>Begins; the task ends after <see cref="Dispose"/>, and never in a failure.</summary>
    /// <param name="initialConfiguration">What to answer from until the first fetch succeeds.</param>
    /// <param name="lastGood">What to answer from rather, if it can be used.</param>
    /// <param name="polls">Whether anything is ever fetched.</param>
    public Task Start(EppoConfiguration? initialConfiguration, LastGoodFile? lastGood, bool polls)
    {
        // A client made inside a request must not keep that request's ambient values for its whole life.
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => RunAsync(initialConfiguration, lastGood, polls), CancellationToken.None);
        }
    }

    /// <summary>Ends the rest, or follows the poll under way with another, which every caller of the meantime shares.</summary>
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
        // Asynchronously, so that no callback of a source runs, or throws, in here. The token outlives us in the loop, so it is not disposed.
        _ = _stopping.CancelAsync();
        progress.End();
        lock (_requesting)
        {
            _refresh?.TrySetResult(false);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync(EppoConfiguration? initialConfiguration, LastGoodFile? lastGood, bool polls)
    {
        if (lastGood is not null)
        {
            TakeLastGood(lastGood);
        }

        if (initialConfiguration is not null)
        {
            TakeInitial(initialConfiguration);
        }

        if (!polls)
        {
            progress.StayAsItIs();
            return;
        }

        if (HasFetched)
        {
            _everFetched = true;
            await RestAsync(schedule.AfterSuccess(), _wake.Task).ConfigureAwait(false);
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

            PollOutcome outcome = await PollAsync().ConfigureAwait(false);
            if (_stopping.IsCancellationRequested)
            {
                refresh?.TrySetResult(false);
                return;
            }

            TimeSpan delay = Conclude(outcome);
            refresh?.TrySetResult(outcome.Succeeded);
            await RestAsync(delay, wake).ConfigureAwait(false);
        }
    }

    private async Task<PollOutcome> PollAsync()
    {
        try
        {
            return await intake.PollAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Also how a stop ends a request; nobody looks at the outcome then.
            return new(PollStatus.Failed, $"{sourceName}: {exception.GetType().Name}.");
        }
    }

    private void TakeLastGood(LastGoodFile lastGood)
    {
        if (lastGood.Read() is not { } cached)
        {
            return;
        }

        if (TryTake(cached, ConfigurationOrigin.Cache, out string? problem))
        {
            diagnostics.LastGoodInUse(lastGood.Path, intake.FlagCount);
            progress.LastGoodTaken();
        }
        else if (problem is not null)
        {
            lastGood.SetAside(problem);
        }
    }

    private void TakeInitial(EppoConfiguration initialConfiguration)
    {
        if (TryTake(initialConfiguration, ConfigurationOrigin.Initial, out string? problem))
        {
            diagnostics.InitialConfigurationInUse(intake.FlagCount);
            progress.InitialConfigurationTaken();
        }
        else if (problem is not null)
        {
            diagnostics.InitialConfigurationRefused(problem);
        }
    }

    private bool TryTake(EppoConfiguration configuration, ConfigurationOrigin origin, out string? problem)
    {
        try
        {
            return intake.TryTake(configuration, origin, out problem);
        }
        catch (Exception exception)
        {
            problem = $"Reading it threw {exception.GetType().Name}.";
            return false;
        }
    }

    /// <summary>Draws the conclusions of a poll: what is said, what waiters hear, how long the rest is.</summary>
    private TimeSpan Conclude(PollOutcome outcome)
    {
        TimeSpan delay;
        if (outcome.Succeeded)
        {
            delay = schedule.AfterSuccess();
            if (!_everFetched)
            {
                diagnostics.FirstConfiguration(sourceName, intake.FlagCount);
            }
            else if (_failures > 0)
            {
                diagnostics.PollingRecovered(sourceName, _failures);
            }

            (_everFetched, _refusalSaid, _failures) = (true, false, 0);
        }
        else
        {
            _failures++;
            bool refused = outcome.Status == PollStatus.Unauthorized;
            delay = refused ? schedule.AfterRefusal(outcome.RetryAfter) : schedule.AfterFailure(_failures, intake.HasConfiguration, outcome.RetryAfter);
            SayFailure(outcome, refused, delay);
        }

        progress.Report(outcome);
        return delay;
    }

    private void SayFailure(PollOutcome outcome, bool refused, TimeSpan delay)
    {
        // A server that wavers between kinds of failure is not said again and again.
        if (refused && !_refusalSaid)
        {
            _refusalSaid = true;
            diagnostics.SdkKeyRefused(outcome.Problem, delay);
        }
        else if (!refused && _failures == 1)
        {
            if (intake.HasConfiguration)
            {
                diagnostics.PollingFails(outcome.Problem, delay);
            }
            else
            {
                diagnostics.FirstPollFails(outcome.Problem, delay);
            }
        }
    }

    private async Task RestAsync(TimeSpan delay, Task wake)
    {
        using CancellationTokenSource resting = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        await Task.WhenAny(Task.Delay(delay, clock, resting.Token), wake).ConfigureAwait(false);
        // Takes the timer down when the rest was cut short.
        await resting.CancelAsync().ConfigureAwait(false);
    }
}
