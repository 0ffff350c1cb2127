namespace EppoTyped;

/// <summary>
/// The events of a sink until they are through: waiting in memory or in the spool, and in batches that its worker has taken. Counts them,
/// and lets the worker sleep until a batch is due. Safe for any number of threads; throws nothing.
/// </summary>
internal sealed class BatchQueue<TEvent> : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly DeliveryLedger _ledger = new();
    private readonly BoundedQueue<PendingEvent<TEvent>> _waiting;
    private readonly BatchSchedule<TEvent> _schedule;
    private readonly BatchingOptions _options;
    private readonly EventSpool? _spool;
    private readonly WorkerAlarm _alarm;

    public BatchQueue(BatchingOptions options, EventSpool? spool)
    {
        (_options, _spool, _alarm) = (options, spool, new WorkerAlarm(options.TimeProvider));
        _waiting = new BoundedQueue<PendingEvent<TEvent>>(options.QueueCapacity, options.DropPolicy, _ledger);
        _schedule = new BatchSchedule<TEvent>(options, _waiting, spool);
        _ledger.Recover(spool?.Recover() ?? 0);
    }

    public DeliveryStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return _ledger.Statistics with { Spooled = _spool?.Count ?? 0 };
            }
        }
    }

    /// <summary>Adds an event in memory.</summary>
    public Admission Add(TEvent logged)
    {
        lock (_gate)
        {
            PendingEvent<TEvent> pending = new(logged, 0, _ledger.LastSequence + 1, _options.TimeProvider.GetTimestamp(), null);
            Admission admission = _waiting.Add(pending, out _);
            if (admission.IsAccepted)
            {
                EndFlushes();
                WakeIfFilling(_waiting.Count);
            }

            return admission;
        }
    }

    /// <summary>Adds an event to the spool; in memory while the disk fails.</summary>
    public Admission AddToSpool(TEvent logged, ReadOnlySpan<byte> json)
    {
        lock (_gate)
        {
            // Counted in the same step as written, so that the worker cannot deliver what the ledger does not know.
            int pushedOut = 0;
            SpoolAppend appended = _ledger.IsClosed
                ? SpoolAppend.Full
                : _spool!.Append(json, _ledger.LastSequence + 1, _options.DropPolicy, out pushedOut);
            if (appended == SpoolAppend.Unavailable)
            {
                return Add(logged);
            }

            bool isAccepted = appended == SpoolAppend.Written;
            bool startsDropping = _ledger.Drop(pushedOut);
            if (isAccepted)
            {
                _ledger.Accept();
                WakeIfFilling(_spool!.NewestCount);
            }
            else
            {
                startsDropping |= _ledger.Refuse();
            }

            EndFlushes();
            return new Admission(isAccepted, pushedOut + (isAccepted ? 0 : 1), startsDropping);
        }
    }

    /// <summary>Counts an event that can never be delivered.</summary>
    public void RefuseDead()
    {
        lock (_gate)
        {
            _ledger.RefuseDead();
        }
    }

    /// <summary>Waits until a batch is due, and takes it. It stays in memory, and pending, until it is settled.</summary>
    /// <returns>Null when the events were given up.</returns>
    public async ValueTask<Batch<TEvent>?> TakeAsync()
    {
        while (true)
        {
            Task asleep;
            lock (_gate)
            {
                if (_ledger.IsGivenUp)
                {
                    return null;
                }

                if (_schedule.TryTake(out Batch<TEvent>? due, out long next))
                {
                    return due;
                }

                asleep = _alarm.SleepAsync(next);
            }

            await asleep.ConfigureAwait(false);
        }
    }

    /// <summary>So many events of a segment were read and are in memory now; the others are lost.</summary>
    public void Hold(SpoolSegment segment, int events)
    {
        lock (_gate)
        {
            _waiting.Hold(events);
            if (segment.Count > events)
            {
                _ledger.Bury(segment.Count - events);
                _spool!.Settle(segment, segment.Count - events);
            }
        }
    }

    /// <summary>
    /// Puts in a batch's place what is left of it; the rest is through. In one step, so that a close meets every event once.
    /// </summary>
    /// <param name="batch">A batch that was taken.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="dropped">When there is room again: how many events were dropped meanwhile.</param>
    /// <returns>False when the end came first: in memory the batch was counted as dropped, on disk it waits for the next start.</returns>
    public bool TrySettle(Batch<TEvent> batch, BatchOutcome<TEvent> outcome, out long dropped)
    {
        lock (_gate)
        {
            dropped = 0;
            if (!_schedule.TryReplace(batch, outcome.Left))
            {
                return false;
            }

            _ledger.Deliver(outcome.Delivered.Count);
            _ledger.Bury(outcome.Dead.Count);
            _waiting.Release(outcome.Delivered.Count + outcome.Dead.Count);
            if (_spool is not null)
            {
                foreach (SpoolSegment segment in outcome.Segments)
                {
                    _spool.Settle(segment, 1);
                }
            }

            EndFlushes();
            bool hasRoom = !_ledger.IsClosed && _waiting.HasRoom && _spool is null or { HasRoom: true };
            dropped = hasRoom ? _ledger.EndDropping() : 0;
            return true;
        }
    }

    /// <summary>Makes no batch due for so long.</summary>
    /// <param name="delay">How long.</param>
    /// <param name="isRetry">Whether the batch that was not taken is sent again.</param>
    public void Delay(SendDelay delay, bool isRetry)
    {
        lock (_gate)
        {
            _schedule.Delay(delay);
            if (isRetry)
            {
                _ledger.Retry();
            }
        }
    }

    /// <inheritdoc cref="BatchDelivery{TEvent}.FlushAsync"/>
    public async Task<bool> FlushAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        FlushMark? mark;
        lock (_gate)
        {
            mark = _ledger.MarkFlush(_schedule.OldestPending);
            if (mark is null)
            {
                return _ledger.Pending == 0;
            }

            _schedule.FlushUpto(mark.Upto);
            _alarm.Wake();
        }

        bool through = await mark.WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            _ledger.Leave(mark);
        }

        return through;
    }

    /// <summary>
    /// Refuses new events, and makes due what waits: a last try now is better than none. Only what the receiver asked for is respected.
    /// </summary>
    public void Close()
    {
        lock (_gate)
        {
            _ledger.Close();
            _schedule.EndDelays();
            _alarm.Wake();
        }
    }

    /// <summary>Drops what is in memory alone, and ends the worker.</summary>
    /// <param name="dropped">How many were dropped.</param>
    /// <param name="kept">How many are on disk for the next start.</param>
    /// <returns>False when it was done before.</returns>
    public bool TryGiveUp(out int dropped, out long kept)
    {
        lock (_gate)
        {
            (dropped, kept) = (0, 0);
            if (_ledger.IsGivenUp)
            {
                return false;
            }

            dropped = _waiting.Clear().Length + _schedule.Clear();
            kept = _spool?.Count ?? 0;
            _ledger.GiveUp(dropped);
            _alarm.Wake();
            return true;
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _spool?.Dispose();
        }

        return _alarm.DisposeAsync();
    }

    private void WakeIfFilling(int count)
    {
        // The first event starts the time of its batch, the last one ends it.
        if ((count == 1 || count == _schedule.FullBatch) && _alarm.IsAsleep)
        {
            _alarm.Wake();
        }
    }

    private void EndFlushes()
    {
        if (_ledger.HasFlushes)
        {
            _ledger.EndFlushes(_schedule.OldestPending);
        }
    }
}
