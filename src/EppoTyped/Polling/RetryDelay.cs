namespace EppoTyped;

/// <summary>
/// The time until the next poll, on the monotonic clock, so that a change of the wall clock neither stops the polling nor makes polls
/// follow each other at once.
/// </summary>
/// <remarks>
/// On many systems that clock stands still while the machine is suspended. Hence the wall clock is checked now and then: when the delay is
/// over by the wall clock, the machine was suspended, and the poll is due at once. A wall clock set forward costs one poll, which does no
/// harm.
/// </remarks>
internal sealed class RetryDelay : IDisposable
{
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _clock;
    private readonly TimeSpan _length;
    private readonly long _start;
    private readonly DateTimeOffset _startByWall;
    private readonly ITimer _check;
    private readonly ITimer _end;

    public RetryDelay(TimeSpan length, TimeProvider clock)
    {
        (_length, _clock, _start, _startByWall) = (length, clock, clock.GetTimestamp(), clock.GetUtcNow());
        _check = clock.CreateTimer(_ => Check(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _end = clock.CreateTimer(_ => End(), null, length, Timeout.InfiniteTimeSpan);
        _check.Change(BetweenChecks, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends when the next poll is due.</summary>
    public Task Over => _over.Task;

    public void Dispose()
    {
        _end.Dispose();
        _check.Dispose();
    }

    private void End()
    {
        _check.Dispose();
        _over.TrySetResult();
    }

    private void Check()
    {
        if (_clock.GetUtcNow() - _startByWall >= _length)
        {
            _end.Dispose();
            _over.TrySetResult();
        }
        else if (_clock.GetElapsedTime(_start) < _length)
        {
            _check.Change(BetweenChecks, Timeout.InfiniteTimeSpan);
        }
    }
}
