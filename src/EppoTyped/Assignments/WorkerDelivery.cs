using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Calls the logger on a worker of its own, one event after the other, behind a bounded queue that drops the newest.</summary>
/// <remarks>The worker is a pool thread borrowed while there is something to deliver; an idle log holds none.</remarks>
internal sealed class WorkerDelivery(AssignmentReceiver receiver, int capacity, ILogger diagnostics) : EventDelivery, IThreadPoolWorkItem
{
    private readonly object _gate = new();
    private readonly Queue<LoggedEvent> _waiting = new();
    private readonly Queue<(long Upto, TaskCompletionSource Done)> _flushes = new();
    private AssignmentLogStatistics _books;
    private TaskCompletionSource _lastFlush = new();
    private long _lastFlushUpto;
    private long _accepted;
    private long _settled;
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
                return _books;
            }
        }
    }

    public override void Deliver(LoggedEvent logged)
    {
        bool accepted;
        bool wake = false;
        bool firstDropped = false;
        lock (_gate)
        {
            accepted = !_closed && _waiting.Count < capacity;
            _books = _books with { Enqueued = _books.Enqueued + 1, Dropped = _books.Dropped + (accepted ? 0 : 1) };
            if (accepted)
            {
                _waiting.Enqueue(logged);
                _accepted++;
                wake = !_working;
                _working = true;
            }
            else if (!_closed)
            {
                firstDropped = _droppedInARow++ == 0;
            }
        }

        if (wake)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        if (!accepted)
        {
            receiver.TakeBack(logged);
            if (firstDropped)
            {
                diagnostics.AssignmentQueueFull(capacity);
            }
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (TryTake(out LoggedEvent logged))
        {
            bool delivered = receiver.Receive(logged);
            Settle(delivered);
        }
    }

    public override Task FlushAsync()
    {
        lock (_gate)
        {
            // A logger that waits for its own event to be delivered would wait for ever.
            if (_settled == _accepted || _givenUp || _workerThread == Environment.CurrentManagedThreadId)
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

    public override async Task CloseAsync(TimeSpan timeout)
    {
        try
        {
            // On the real clock: this bound must hold whatever the client's clock does.
            await CloseDoor().WaitAsync(timeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            GiveUp(timeout);
        }
    }

    public override void Close(TimeSpan timeout)
    {
        if (!CloseDoor().Wait(timeout))
        {
            GiveUp(timeout);
        }
    }

    private Task CloseDoor()
    {
        lock (_gate)
        {
            _closed = true;
        }

        return FlushAsync();
    }

    private bool TryTake(out LoggedEvent logged)
    {
        lock (_gate)
        {
            _working = _waiting.TryDequeue(out logged);
            _workerThread = _working ? Environment.CurrentManagedThreadId : 0;
            return _working;
        }
    }

    private void Settle(bool delivered)
    {
        long dropped = 0;
        lock (_gate)
        {
            _books = _books.Settled(delivered);
            _settled++;
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

    private void GiveUp(TimeSpan timeout)
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
            _books = _books with { Dropped = _books.Dropped + left.Length };
            EndFlushes();
        }

        foreach (LoggedEvent lost in left)
        {
            receiver.TakeBack(lost);
        }

        diagnostics.AssignmentsLeftBehind(left.Length, timeout);
    }

    // Under the lock; those who wait go on elsewhere.
    private void EndFlushes()
    {
        while (_flushes.TryPeek(out (long Upto, TaskCompletionSource Done) flush) && (_givenUp || flush.Upto <= _settled))
        {
            _flushes.Dequeue().Done.SetResult();
        }
    }
}
