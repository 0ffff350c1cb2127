namespace EppoTyped;

/// <summary>
/// Lets a worker sleep until a time has come or it is woken, without a thread. Safe for any number of threads; it may wake too early, never
/// too late.
/// </summary>
internal sealed class WorkerAlarm : IAsyncDisposable
{
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private TaskCompletionSource? _asleep;

    public WorkerAlarm(TimeProvider clock)
    {
        _clock = clock;
        _timer = clock.CreateTimer(static self => ((WorkerAlarm)self!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsAsleep => Volatile.Read(ref _asleep) is not null;

    /// <summary>Sleeps. For the worker alone.</summary>
    /// <param name="due">A timestamp of the clock; the largest one for no time at all.</param>
    /// <returns>Ends when it is woken.</returns>
    public Task SleepAsync(long due)
    {
        TaskCompletionSource asleep = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _asleep, asleep);
        TimeSpan left = due == long.MaxValue
            ? Timeout.InfiniteTimeSpan
            : TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(_clock.GetElapsedTime(_clock.GetTimestamp(), due).TotalMilliseconds)));
        _timer.Change(left, Timeout.InfiniteTimeSpan);
        return asleep.Task;
    }

    public void Wake() => Interlocked.Exchange(ref _asleep, null)?.TrySetResult();

    public ValueTask DisposeAsync() => _timer.DisposeAsync();
}
