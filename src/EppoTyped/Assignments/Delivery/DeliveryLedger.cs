namespace EppoTyped;

/// <summary>
/// What became of the events of one delivery: after every call <see cref="DeliveryStatistics.Enqueued"/> is the sum of delivered, dropped
/// and pending. Numbers the accepted events from 1, and ends the flushes that wait for them.
/// </summary>
/// <remarks>Not safe for several threads: its owner holds a lock during every call.</remarks>
internal sealed class DeliveryLedger
{
    /// <summary>The flushes that wait, by rising numbers.</summary>
    private readonly List<FlushMark> _flushes = [];

    private long _enqueued;
    private long _delivered;
    private long _dropped;
    private long _failed;
    private long _deadLettered;
    private long _retries;
    private long _droppedInARow;

    public DeliveryStatistics Statistics => new()
    {
        Enqueued = _enqueued,
        Delivered = _delivered,
        Dropped = _dropped,
        Failed = _failed,
        DeadLettered = _deadLettered,
        Retries = _retries,
    };

    public long Pending => _enqueued - _delivered - _dropped;

    /// <summary>The number of the event accepted last.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Whether new events are refused.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether what waited was dropped, and nothing is waited for any more.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Whether a flush waits, so that <see cref="EndFlushes"/> must be called when events are through.</summary>
    public bool HasFlushes => _flushes.Count > 0;

    /// <summary>Counts the events that an earlier process has accepted.</summary>
    public void Recover(long events)
    {
        _enqueued += events;
        LastSequence += events;
    }

    /// <summary>Counts a new event that is accepted.</summary>
    /// <returns>Its number.</returns>
    public long Accept()
    {
        _enqueued++;
        return ++LastSequence;
    }

    /// <summary>Counts a new event that there is no room for.</summary>
    /// <returns>True when the log must hold it: it is the first one dropped since there was room.</returns>
    public bool Refuse()
    {
        _enqueued++;
        return Drop(1);
    }

    /// <summary>Counts a new event that can never be delivered.</summary>
    public void RefuseDead()
    {
        _enqueued++;
        Bury(1);
    }

    /// <summary>Counts accepted events that had to go for new ones.</summary>
    /// <inheritdoc cref="Refuse"/>
    public bool Drop(int events)
    {
        _dropped += events;
        if (events == 0 || IsClosed)
        {
            return false;
        }

        _droppedInARow += events;
        return _droppedInARow == events;
    }

    /// <summary>Counts accepted events that are delivered.</summary>
    public void Deliver(int events) => _delivered += events;

    /// <summary>Counts an accepted event that the logger has taken, or thrown on.</summary>
    public void Settle(bool delivered)
    {
        if (delivered)
        {
            _delivered++;
        }
        else
        {
            _dropped++;
            _failed++;
        }
    }

    /// <summary>Counts accepted events that will never be delivered.</summary>
    public void Bury(int events)
    {
        _dropped += events;
        _deadLettered += events;
    }

    /// <summary>Counts a batch that is sent again.</summary>
    public void Retry() => _retries++;

    /// <summary>There is room again.</summary>
    /// <returns>How many were dropped meanwhile.</returns>
    public long EndDropping()
    {
        (long dropped, _droppedInARow) = (_droppedInARow, 0);
        return dropped;
    }

    /// <summary>Marks the event accepted last, for a flush to wait until it and all before it are through.</summary>
    /// <param name="oldestPending">
    /// The number of the oldest event that is not through; beyond <see cref="LastSequence"/> when all are.
    /// </param>
    /// <returns>Null when there is nothing to wait for.</returns>
    public FlushMark? MarkFlush(long oldestPending)
    {
        if (IsGivenUp || oldestPending > LastSequence)
        {
            return null;
        }

        if (_flushes is not [.., { } mark] || mark.Upto != LastSequence)
        {
            mark = new FlushMark(LastSequence);
            _flushes.Add(mark);
        }

        mark.Waiting++;
        return mark;
    }

    /// <summary>A flush waits no longer, whether its events are through or not.</summary>
    public void Leave(FlushMark mark)
    {
        mark.Waiting--;
        if (mark.Waiting == 0)
        {
            _flushes.Remove(mark);
        }
    }

    /// <summary>Ends the flushes whose events are through. Their callers go on elsewhere.</summary>
    /// <param name="oldestPending">As for <see cref="MarkFlush"/>.</param>
    public void EndFlushes(long oldestPending)
    {
        int ended = 0;
        while (ended < _flushes.Count && _flushes[ended].Upto < oldestPending)
        {
            _flushes[ended++].SetResult(true);
        }

        _flushes.RemoveRange(0, ended);
    }

    /// <summary>Refuses new events from now on.</summary>
    public void Close() => IsClosed = true;

    /// <summary>Counts what is left as dropped, and ends every flush with false.</summary>
    public void GiveUp(int left)
    {
        IsGivenUp = true;
        _dropped += left;
        _flushes.ForEach(flush => flush.SetResult(false));
        _flushes.Clear();
    }
}

/// <summary>Ends when all events up to a number are through: with true, or with false when they were given up.</summary>
internal sealed class FlushMark(long upto) : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public long Upto { get; } = upto;

    /// <summary>How many flushes wait for it.</summary>
    public int Waiting { get; set; }

    /// <summary>Waits for it.</summary>
    /// <param name="timeout">How long, on the real clock; null for as long as it takes.</param>
    /// <param name="cancellationToken">Ends this wait.</param>
    /// <returns>False also when the wait ended first.</returns>
    public async Task<bool> WaitAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.WaitAsync(timeout ?? Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }
}
