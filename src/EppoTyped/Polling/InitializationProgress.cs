namespace EppoTyped;

/// <summary>Keeps what the initialisation has come to, for any number of waiters. Written by the poller's loop and by dispose.</summary>
internal sealed class InitializationProgress(PollingSettings settings)
{
    private readonly object _writing = new();
    // Continuations elsewhere: a waiter's code must not run inside the poller's loop.
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _ended;
    private volatile InitializationResult _current = new(
        InitializationStatus.Pending, $"Waiting for the first configuration from {settings.SourceName}.");

    public InitializationResult Current => _current;

    public void InitialConfigurationApplied() => Write(
        InitializationStatus.ReadyFromInitialConfiguration,
        $"Answering from the initial configuration until one arrives from {settings.SourceName}.");

    public void LastGoodApplied() => Write(
        InitializationStatus.ReadyFromCache,
        $"Answering from the last good configuration on disk until one arrives from {settings.SourceName}.");

    public void ConfigurationSet() => Write(
        InitializationStatus.Ready, "Answering from the configuration that the application has set.");

    /// <summary>Nothing will be fetched: what is there is all there is, and every wait ends.</summary>
    public void StayOffline()
    {
        lock (_writing)
        {
            if (_current.Status == InitializationStatus.Pending)
            {
                _current = Waiting(
                    InitializationStatus.Failed,
                    "Offline without a configuration.",
                    $"Callers get their defaults until {settings.ClientName}.SetConfiguration sets one.");
            }
        }

        _settled.TrySetResult();
    }

    /// <summary>
    /// A poll has ended. The first that succeeds ends the initialisation; a refused key or a wrong address ends the waiting, because time
    /// alone will not repair it.
    /// </summary>
    public void Report(PollOutcome outcome)
    {
        if (_current.Status == InitializationStatus.Ready)
        {
            return;
        }

        if (outcome.Succeeded)
        {
            Write(InitializationStatus.Ready, $"Answering from the configuration of {settings.SourceName}.");
        }
        else if (_current.Status == InitializationStatus.ReadyFromInitialConfiguration)
        {
            Write(InitializationStatus.ReadyFromInitialConfiguration, $"Answering from the initial configuration. {outcome.Problem}");
        }
        else if (_current.Status == InitializationStatus.ReadyFromCache)
        {
            Write(InitializationStatus.ReadyFromCache, $"Answering from the last good configuration on disk. {outcome.Problem}");
        }
        else
        {
            InitializationStatus status = outcome.Status switch
            {
                PollStatus.Unauthorized => InitializationStatus.Unauthorized,
                PollStatus.TimedOut => InitializationStatus.TimedOut,
                _ => InitializationStatus.Failed,
            };
            Write(Waiting(status, outcome.Problem), settles: outcome.NeedsPeople);
        }
    }

    /// <summary>Keeps that an initialisation ran out of time, unless something has happened since.</summary>
    public void GiveUpWaiting(InitializationResult timedOut)
    {
        lock (_writing)
        {
            if (_current.Status == InitializationStatus.Pending)
            {
                _current = timedOut;
            }
        }
    }

    /// <summary>Ends every wait: nothing will come any more, and a poll that ends later changes nothing.</summary>
    public void End()
    {
        lock (_writing)
        {
            _ended = true;
            if (!_current.IsReady)
            {
                _current = new(InitializationStatus.Failed, "The client was disposed before a configuration arrived.");
            }
        }

        _settled.TrySetResult();
    }

    public async Task<InitializationResult> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            await _settled.Task.WaitAsync(timeout, settings.Clock, cancellationToken).ConfigureAwait(false);
            return _current;
        }
        catch (TimeoutException)
        {
            InitializationResult current = _current;
            return current.Status == InitializationStatus.Pending
                ? Waiting(InitializationStatus.TimedOut, $"{settings.SourceName} has not answered within {timeout}.")
                : current;
        }
    }

    private static InitializationResult Waiting(
        InitializationStatus status, string problem, string meanwhile = "Callers get their defaults; it is tried again.") =>
        new(status, $"{problem} {meanwhile}") { Problem = problem };

    private void Write(InitializationStatus status, string message) => Write(new InitializationResult(status, message), settles: true);

    private void Write(InitializationResult result, bool settles)
    {
        lock (_writing)
        {
            // What ended the initialisation stands, whatever a slower thread reports.
            bool stands = _ended || (_current.Status == InitializationStatus.Ready && result.Status != InitializationStatus.Ready);
            _current = stands ? _current : result;
        }

        if (settles)
        {
            _settled.TrySetResult();
        }
    }
}
