namespace EppoTyped.Tests;

/// <summary>
/// A clock that stands still until a test moves it; due timers fire in their order, on the test's thread, before <see cref="Advance"/> returns.
/// For tests of code that waits: they wait until its timer is armed and then move the clock. <c>FakeTimeProvider</c> does for the others. It
/// does not show its timers, fires them on whichever thread happens to read the clock or arm another, and cannot set the wall clock apart.
/// </summary>
internal sealed class FakeClock : TimeProvider
{
    private readonly List<FakeTimer> _armed = [];
    private readonly List<(Func<TimeSpan, bool> Wanted, TaskCompletionSource<TimeSpan> Found)> _watchers = [];
    private TaskCompletionSource? _unarmed;
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TimeSpan _wallAhead;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public int ArmedTimers => Locked(() => _armed.Count);

    public override DateTimeOffset GetUtcNow() => Locked(() => _now + _wallAhead);

    public override long GetTimestamp() => Locked(() => _now.UtcTicks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        FakeTimer timer = new(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Jumps, then fires what was due: what those timers start counts from the new time, whichever thread it starts on.</summary>
    public void Advance(TimeSpan by)
    {
        List<FakeTimer> due = Locked(() =>
        {
            _now += by;
            return _armed.Where(timer => timer.Due <= _now).OrderBy(timer => timer.Due).ToList();
        });
        foreach (FakeTimer timer in due)
        {
            // One that fired before it may have taken it down.
            if (Disarm(timer))
            {
                timer.Fire();
            }
        }
    }

    /// <summary>Sets the wall clock, and not the one that timers and timestamps follow: somebody sets the time, or the machine was suspended.</summary>
    public void JumpWall(TimeSpan by) => Locked(() => _wallAhead += by);

    /// <summary>The time left on an armed timer that is wanted, as soon as there is one.</summary>
    public Task<TimeSpan> TimerAsync(Func<TimeSpan, bool> wanted) => Locked(() =>
    {
        FakeTimer? armed = _armed.Find(timer => wanted(timer.Due - _now));
        TaskCompletionSource<TimeSpan> found = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (armed is not null)
        {
            found.SetResult(armed.Due - _now);
        }
        else
        {
            _watchers.Add((wanted, found));
        }

        return found.Task.WaitAsync(TimeSpan.FromSeconds(20));
    });

    /// <summary>The time left on an armed timer that is wanted, if there is one.</summary>
    public bool TryFindTimer(Func<TimeSpan, bool> wanted, out TimeSpan left)
    {
        TimeSpan? found = Locked<TimeSpan?>(() => _armed.Find(timer => wanted(timer.Due - _now)) is { } timer ? timer.Due - _now : null);
        left = found.GetValueOrDefault();
        return found is not null;
    }

    /// <summary>Ends when no timer is armed: the platform takes a cancelled timer down a moment after its task has ended.</summary>
    public Task UnarmedAsync() => Locked(() =>
    {
        _unarmed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        SayIfUnarmed();
        return _unarmed.Task.WaitAsync(TimeSpan.FromSeconds(20));
    });

    private bool Disarm(FakeTimer timer) => Locked(() =>
    {
        bool armed = _armed.Remove(timer);
        SayIfUnarmed();
        return armed;
    });

    private void SayIfUnarmed()
    {
        if (_armed.Count == 0)
        {
            _unarmed?.TrySetResult();
        }
    }

    private T Locked<T>(Func<T> action)
    {
        lock (_armed)
        {
            return action();
        }
    }

    private sealed class FakeTimer(FakeClock clock, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Locked(() =>
        {
            clock._armed.Remove(this);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Due = clock._now + dueTime;
                clock._armed.Add(this);
                clock._watchers.RemoveAll(watcher => watcher.Wanted(dueTime) && watcher.Found.TrySetResult(dueTime));
            }

            return true;
        });

        public void Dispose() => clock.Disarm(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
