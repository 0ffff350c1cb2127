using System.Diagnostics.CodeAnalysis;

namespace EppoTyped;

/// <summary>
/// Which batch of a sink is due, and when the next one is: those that were taken and are left, oldest first, then what waits on disk, then
/// what waits in memory.
/// </summary>
/// <remarks>Not safe for several threads: its owner holds a lock during every call.</remarks>
internal sealed class BatchSchedule<TEvent>(BatchingOptions options, BoundedQueue<PendingEvent<TEvent>> waiting, EventSpool? spool)
{
    private readonly List<Batch<TEvent>> _taken = [];
    private readonly long _flushInterval = options.Timestamps(options.FlushInterval);
    private SendDelay _delay;
    private long _delayedUntil;
    private long _flushUpto;

    /// <summary>How many events that wait are a batch at once.</summary>
    public int FullBatch { get; } = Math.Min(options.BatchSize, options.QueueCapacity);

    /// <summary>The number of the oldest event that is not through; beyond all numbers when there is none.</summary>
    public long OldestPending
    {
        get
        {
            long oldest = waiting.TryPeek(out PendingEvent<TEvent> head) ? head.Sequence : long.MaxValue;
            oldest = Math.Min(oldest, spool?.Oldest?.FirstSequence ?? long.MaxValue);
            foreach (Batch<TEvent> batch in _taken)
            {
                oldest = Math.Min(oldest, batch.FirstSequence);
            }

            return oldest;
        }
    }

    /// <summary>Takes the batch that is due, which stays until it is replaced.</summary>
    /// <param name="due">The batch.</param>
    /// <param name="next">When there is none: the timestamp at which one is; the largest one when nothing waits.</param>
    public bool TryTake([NotNullWhen(true)] out Batch<TEvent>? due, out long next)
    {
        long now = options.TimeProvider.GetTimestamp();
        (due, next) = (null, long.MaxValue);
        if (now < _delayedUntil)
        {
            next = _delayedUntil;
            return false;
        }

        foreach (Batch<TEvent> batch in _taken)
        {
            if (batch.NotBefore <= now)
            {
                due = batch;
                return true;
            }

            next = Math.Min(next, batch.NotBefore);
        }

        // While everything that memory may hold waits because the receiver asked for it, nothing more is taken.
        if (_taken.Sum(batch => batch.Events.Count) < options.QueueCapacity && (due = TakeNew(now, ref next)) is not null)
        {
            _taken.Add(due);
        }

        return due is not null;
    }

    /// <summary>Puts in a batch's place what is left of it.</summary>
    /// <returns>False when there is no such batch any more.</returns>
    public bool TryReplace(Batch<TEvent> batch, IReadOnlyList<Batch<TEvent>> left)
    {
        int place = _taken.IndexOf(batch);
        if (place < 0)
        {
            return false;
        }

        _taken.RemoveAt(place);
        _taken.InsertRange(place, left);
        return true;
    }

    /// <summary>Makes no batch due for so long.</summary>
    public void Delay(SendDelay delay) => (_delay, _delayedUntil) = (delay, options.TimestampIn(delay.Time));

    /// <summary>Makes due what waits, up to a number, without waiting for more to fill a batch.</summary>
    public void FlushUpto(long sequence) => _flushUpto = sequence;

    /// <summary>Ends the delays that the receiver did not ask for.</summary>
    public void EndDelays()
    {
        _delayedUntil = _delay.IsAsked ? _delayedUntil : 0;
        _taken.ForEach(batch => batch.NotBefore = batch.IsDeferred ? batch.NotBefore : 0);
    }

    /// <summary>Forgets the batches that were taken.</summary>
    /// <returns>How many of their events are in memory alone.</returns>
    public int Clear()
    {
        int inMemory = _taken.Sum(batch => batch.Events.Count(pending => pending.Segment is null));
        _taken.Clear();
        return inMemory;
    }

    private Batch<TEvent>? TakeNew(long now, ref long next)
    {
        if (spool?.Oldest is { } oldest
            && IsDue(oldest.FirstSequence, spool.IsFinished(oldest) ? int.MaxValue : oldest.Count, oldest.Since, now, ref next))
        {
            return new Batch<TEvent>([]) { Unread = spool.Take() };
        }

        if (!waiting.TryPeek(out PendingEvent<TEvent> head) || !IsDue(head.Sequence, waiting.Count, head.Since, now, ref next))
        {
            return null;
        }

        PendingEvent<TEvent>[] events = new PendingEvent<TEvent>[Math.Min(waiting.Count, options.BatchSize)];
        for (int index = 0; index < events.Length; index++)
        {
            waiting.TryTake(out events[index]);
        }

        return new Batch<TEvent>(events);
    }

    private bool IsDue(long firstSequence, int count, long since, long now, ref long next)
    {
        long timeIsUp = since + _flushInterval;
        next = Math.Min(next, timeIsUp);
        return count >= FullBatch || firstSequence <= _flushUpto || timeIsUp <= now;
    }
}
