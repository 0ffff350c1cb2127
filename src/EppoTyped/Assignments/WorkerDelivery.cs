using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Calls the logger on a worker of its own, one event after the other, behind a bounded queue.</summary>
/// <remarks>The worker is a pool thread borrowed while there is something to deliver; an idle log holds none.</remarks>
internal sealed class WorkerDelivery(AssignmentReceiver receiver, int capacity, AssignmentDropPolicy policy, ILogger diagnostics) : EventDelivery(receiver), IThreadPoolWorkItem
{
    private readonly AssignmentReceiver _receiver = receiver;
    private readonly object _gate = new();
    private readonly Queue<LoggedEvent> _waiting = new();
    private readonly Queue<(long Upto, TaskCompletionSource Done)> _flushes = new();
    private AssignmentLogStatistics _statistics;
    private TaskCompletionSource _lastFlush = new();
    private long _lastFlushUpto;
    private long _accepted;
    private long _inHand;
    private long _droppedInARow;
    private int _workerThread;
    private bool _working;
    private bool _closed;
    private bool _givenUp;

    public override AssignmentLogStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return _statistics;
            }
        }
    }

    public override void Deliver(LoggedEvent logged)
    {
        LoggedEvent? lost = null;
        bool wake = false;
        bool firstDropped = false;
        lock (_gate)
        {
            if (_closed)
            {
                lost = logged;
            }
            else if (_waiting.Count == capacity)
            {
                lost = policy == AssignmentDropPolicy.DropOldest ? _waiting.Dequeue() : logged;
                firstDropped = _droppedInARow++ == 0;
            }

            _statistics = _statistics with { Enqueued = _statistics.Enqueued + 1, Dropped = _statistics.Dropped + (lost is null ? 0 : 1) };
            if (!_closed && _waiting.Count < capacity)
            {
                _waiting.Enqueue(logged);
                _accepted++;
                EndFlushes();
                wake = !_working;
                _working = true;
            }
        }

        if (wake)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        if (lost is { } taken)
        {
            _receiver.TakeBack(taken);
            if (firstDropped)
            {
                diagnostics.AssignmentQueueFull(capacity, policy == AssignmentDropPolicy.DropOldest ? "the oldest" : "new");
            }
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (TryTake(out LoggedEvent logged))
        {
            bool delivered = _receiver.Receive(logged);
            Settle(delivered);
        }
    }

    protected override Task DeliveredAsync()
    {
        lock (_gate)
        {
            // A logger that waits for its own event to be delivered would wait for ever.
            if (LowestPending > _accepted || _givenUp || _workerThread == Environment.CurrentManagedThreadId)
            {
                return Task.CompletedTask;
            }

            if (_lastFlushUpto != _accepted)
            {
                _lastFlushUpto = _accepted;
                _lastFlush = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _flushes.Enqueue((_lastFlushUpto, _lastFlush));
            }

            return _lastFlush.Task;
        }
    }

    protected override void StopAccepting()
    {
        lock (_gate)
        {
            _closed = true;
        }
    }

    protected override void GiveUp(TimeSpan timeout)
    {
        LoggedEvent[] left;
        lock (_gate)
        {
            if (_givenUp)
            {
                return;
            }

            _givenUp = true;
            left = [.. _waiting];
            _waiting.Clear();
            _statistics = _statistics with { Dropped = _statistics.Dropped + left.Length };
            EndFlushes();
        }

        foreach (LoggedEvent lost in left)
        {
            _receiver.TakeBack(lost);
        }

        diagnostics.AssignmentsLeftBehind(left.Length, timeout);
    }

    private bool TryTake(out LoggedEvent logged)
    {
        lock (_gate)
        {
            _working = _waiting.TryDequeue(out logged);
            _workerThread = _working ? Environment.CurrentManagedThreadId : 0;
            _inHand = _working ? _accepted - _waiting.Count : 0;
            return _working;
        }
    }

    private void Settle(bool delivered)
    {
        long dropped = 0;
        lock (_gate)
        {
            _statistics = _statistics.Settled(delivered);
            _inHand = 0;
            EndFlushes();
            if (_droppedInARow > 0 && _waiting.Count <= capacity / 2)
            {
                (dropped, _droppedInARow) = (_droppedInARow, 0);
            }
        }

        if (dropped > 0)
        {
            diagnostics.AssignmentQueueHasRoom(dropped);
        }
    }

    /// <summary>Under the lock: the number of the oldest event that is not through. The numbers of those that wait are the last ones given out.</summary>
    private long LowestPending => _inHand > 0 ? _inHand : _accepted - _waiting.Count + 1;

    // Under the lock; those who wait go on elsewhere.
    private void EndFlushes()
    {
        while (_flushes.TryPeek(out (long Upto, TaskCompletionSource Done) flush) && (_givenUp || flush.Upto < LowestPending))
        {
            _flushes.Dequeue().Done.SetResult();
        }
    }
}
