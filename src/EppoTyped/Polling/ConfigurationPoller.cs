using System.Globalization;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>
/// Polls for as long as the client lives. One loop does every poll, so that two never overlap; a refresh only ends the loop's rest.
/// </summary>
internal sealed class ConfigurationPoller(
    ConfigurationIntake intake, PollSchedule schedule, InitializationProgress progress, ClientMeter meter, string sourceName, TimeProvider clock, ILogger diagnostics)
    : IDisposable
{
    // On the real clock: a disk that hangs, or a pipe in the file's place, must not keep the client from its first poll.
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly object _requesting = new();
    private TaskCompletionSource _wake = NewSignal();
    private TaskCompletionSource<bool>? _refresh;
    private bool _everFetched;
    private volatile PollReport _report = PollReport.None;

    /// <summary>How polling goes.</summary>
    public PollReport Report => _report;

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
            _wake.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync(EppoConfiguration? initialConfiguration, LastGoodFile? lastGood, bool polls)
    {
        if (lastGood is not null)
        {
            await TakeLastGoodAsync(lastGood).ConfigureAwait(false);
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

            long start = clock.GetTimestamp();
            PollOutcome outcome = await PollAsync().ConfigureAwait(false);
            if (_stopping.IsCancellationRequested)
            {
                refresh?.TrySetResult(false);
                return;
            }

            meter.FetchEnded(outcome.Status, clock.GetElapsedTime(start));
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

    private async Task TakeLastGoodAsync(LastGoodFile lastGood)
    {
        EppoConfiguration? cached;
        try
        {
            cached = await Task.Run(lastGood.Read).WaitAsync(LongestRead, _stopping.Token).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            diagnostics.LastGoodRefused(lastGood.Path, $"It could not be read within {LongestRead}.", "The client goes on without it.");
            return;
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (cached is null)
        {
            return;
        }

        if (lastGood.MaxAge is { } oldest && (cached.FetchedAt is not { } confirmed || clock.GetUtcNow() - confirmed > oldest))
        {
            diagnostics.LastGoodRefused(
                lastGood.Path,
                string.Create(CultureInfo.InvariantCulture, $"It was last confirmed {(cached.FetchedAt is { } at ? $"at {at:u}" : "nobody knows when")}, longer ago than EppoClientOptions.CacheMaxAge ({oldest}) allows."),
                "It stays where it is until a configuration is fetched.");
        }
        else if (TryTake(cached, ConfigurationOrigin.Cache, out string? problem))
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
            else if (_report.Failures > 0)
            {
                diagnostics.PollingRecovered(sourceName, _report.Failures);
            }

            (_everFetched, _report) = (true, PollReport.None);
        }
        else
        {
            PollReport before = _report;
            _report = new PollReport(outcome.Problem, outcome.NeedsPeople ? outcome.Problem : before.Refusal, before.Failures + 1);
            delay = outcome.NeedsPeople ? schedule.AfterRefusal(outcome.RetryAfter) : schedule.AfterFailure(_report.Failures, intake.HasConfiguration, outcome.RetryAfter);
            SayFailure(outcome, before, delay);
        }

        progress.Report(outcome);
        return delay;
    }

    private void SayFailure(PollOutcome outcome, PollReport before, TimeSpan delay)
    {
        // A server that wavers between kinds of failure is not said again and again.
        if (outcome.NeedsPeople && before.Refusal is null)
        {
            diagnostics.PollingRefused(outcome.Problem, delay);
        }
        else if (!outcome.NeedsPeople && before.Failures == 0)
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
        using RetryDelay rest = new(delay, clock);
        await Task.WhenAny(rest.Over, wake).ConfigureAwait(false);
    }
}
