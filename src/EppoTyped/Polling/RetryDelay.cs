namespace EppoTyped;

/// <summary>The time until the next poll, on the monotonic clock, so that no change of the wall clock stops the polling or makes it storm.</summary>
/// <remarks>
/// On many systems that clock stands still while the machine is suspended. Hence a glance at the wall clock now and then: when the rest is over by that one,
/// the machine has slept, and the poll is due at once. A wall clock set forward costs one poll, which harms nobody.
/// </remarks>
internal sealed class RetryDelay : IDisposable
{
    private static readonly TimeSpan BetweenGlances = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _clock;
    private readonly TimeSpan _length;
    private readonly long _start;
    private readonly DateTimeOffset _startByWall;
    private readonly ITimer _glance;
    private readonly ITimer _end;

    public RetryDelay(TimeSpan length, TimeProvider clock)
    {
        (_length, _clock, _start, _startByWall) = (length, clock, clock.GetTimestamp(), clock.GetUtcNow());
        _glance = clock.CreateTimer(_ => Glance(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _end = clock.CreateTimer(_ => End(), null, length, Timeout.InfiniteTimeSpan);
        _glance.Change(BetweenGlances, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends when the next poll is due.</summary>
    public Task Over => _over.Task;

    public void Dispose()
    {
        _end.Dispose();
        _glance.Dispose();
    }

    private void End()
    {
        _glance.Dispose();
        _over.TrySetResult();
    }

    private void Glance()
    {
        if (_clock.GetUtcNow() - _startByWall >= _length)
        {
            _end.Dispose();
            _over.TrySetResult();
        }
        else if (_clock.GetElapsedTime(_start) < _length)
        {
            _glance.Change(BetweenGlances, Timeout.InfiniteTimeSpan);
        }
    }
}
