using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Calls the logger on a worker of its own, one event after the other, behind a bounded queue.</summary>
/// <remarks>The worker is a pool thread borrowed while there is something to deliver; an idle log holds none.</remarks>
internal sealed class WorkerDelivery : EventDelivery, IThreadPoolWorkItem
{
    private readonly object _gate = new();
    private readonly DeliveryLedger _ledger = new();
    private readonly BoundedQueue<LoggedEvent> _queue;
    private readonly AssignmentReceiver _receiver;
    private readonly AssignmentLogSettings _settings;
    private readonly ILogger _diagnostics;
    private long _inHand;
    private int _workerThread;
    private bool _working;

    public WorkerDelivery(AssignmentReceiver receiver, AssignmentLogSettings settings, ILogger diagnostics)
        : base(receiver)
    {
        (_receiver, _settings, _diagnostics) = (receiver, settings, diagnostics);
        _queue = new BoundedQueue<LoggedEvent>(settings.QueueCapacity, settings.DropPolicy, _ledger);
    }

    public override DeliveryStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return _ledger.Statistics;
            }
        }
    }

    public override void Deliver(LoggedEvent logged)
    {
        Admission admission;
        LoggedEvent dropped;
        bool wake = false;
        lock (_gate)
        {
            admission = _queue.Add(logged, out dropped);
            if (admission.IsAccepted)
            {
                EndFlushes();
                wake = !_working;
                _working = true;
            }
        }

        if (wake)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        if (admission.Dropped > 0)
        {
            _receiver.TakeBack(dropped);
        }

        if (admission.StartsDropping)
        {
            string which = _settings.DropPolicy == AssignmentDropPolicy.DropOldest ? "the oldest" : "new";
            _diagnostics.AssignmentQueueFull(_settings.QueueCapacity, which, _settings.OptionsName);
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
            bool isWorker = _workerThread == Environment.CurrentManagedThreadId;
            return (isWorker ? null : _ledger.MarkFlush(OldestPending))?.Task ?? Task.CompletedTask;
        }
    }

    protected override void StopAccepting()
    {
        lock (_gate)
        {
            _ledger.Close();
        }
    }

    protected override void GiveUp(TimeSpan timeout)
    {
        LoggedEvent[] left;
        lock (_gate)
        {
            if (_ledger.IsGivenUp)
            {
                return;
            }

            left = _queue.Clear();
            _ledger.GiveUp(left.Length);
        }

        foreach (LoggedEvent lost in left)
        {
            _receiver.TakeBack(lost);
        }

        _diagnostics.AssignmentsLeftBehind(left.Length, timeout, _settings.OptionsName);
    }

    private bool TryTake(out LoggedEvent logged)
    {
        lock (_gate)
        {
            _working = _queue.TryTake(out logged);
            _workerThread = _working ? Environment.CurrentManagedThreadId : 0;
            if (_working)
            {
                // The one in hand does not fill the queue.
                _queue.Release(1);
                _inHand = OldestWaiting - 1;
            }

            return _working;
        }
    }

    private void Settle(bool delivered)
    {
        long dropped;
        lock (_gate)
        {
            _ledger.Settle(delivered);
            _inHand = 0;
            EndFlushes();
            dropped = _queue.HasRoom ? _ledger.EndDropping() : 0;
        }

        if (dropped > 0)
        {
            _diagnostics.AssignmentQueueHasRoom(dropped);
        }
    }

    private long OldestPending => _inHand > 0 ? _inHand : OldestWaiting;

    /// <summary>The numbers of those that wait are the last ones.</summary>
    private long OldestWaiting => _ledger.LastSequence - _queue.Count + 1;

    private void EndFlushes()
    {
        if (_ledger.HasFlushes)
        {
            _ledger.EndFlushes(OldestPending);
        }
    }
}
