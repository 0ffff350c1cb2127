using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace EppoTyped;

// What waits, and its books.
internal sealed partial class BatchDelivery<TEvent>
{
    private Once _deadLetter;

    /// <summary>An event in memory.</summary>
    /// <param name="Event">The event.</param>
    /// <param name="Bytes">Its size as JSON; 0 before it is measured.</param>
    /// <param name="Sequence">Its place among all events.</param>
    /// <param name="Since">When it came, as a timestamp of the clock.</param>
    /// <param name="Segment">Where it is on disk; null for an event that is in memory alone.</param>
    private readonly record struct Item(TEvent Event, int Bytes, long Sequence, long Since, SpoolSegment? Segment);

    private readonly record struct DeadItem(Item Item, string Problem);

    /// <summary>Events on their way, which are sent together.</summary>
    private sealed class Part(IReadOnlyList<Item> items)
    {
        public IReadOnlyList<Item> Items { get; } = items;

        /// <summary>A segment of the spool that is not read yet.</summary>
        public SpoolSegment? Unread { get; init; }

        /// <summary>Whether every event in it, and all of them together, may be sent.</summary>
        public bool Fits { get; init; }

        public int Attempts { get; init; }

        public long NotBefore { get; set; }

        /// <summary>Whether <see cref="NotBefore"/> is what the receiver asked for.</summary>
        public bool DeferralAsked { get; init; }

        public long FirstSequence => Unread?.FirstSequence ?? Items[0].Sequence;
    }

    // Under the gate, as all that follows up to Settle.
    private bool TryHold(TEvent logged, out bool firstDropped)
    {
        firstDropped = false;
        bool full = _held >= _options.QueueCapacity;
        if (_closed || (full && (_options.DropPolicy == AssignmentDropPolicy.DropNewest || !_waiting.TryDequeue(out _))))
        {
            firstDropped = Drop(1);
            return false;
        }

        if (full)
        {
            _held--;
            firstDropped = Drop(1);
            EndFlushes();
        }

        _waiting.Enqueue(new Item(logged, 0, ++_lastSequence, _clock.GetTimestamp(), null));
        _held++;
        WakeIfFilling(_waiting.Count);
        return true;
    }

    /// <returns>Whether it is the first one since there was room.</returns>
    private bool Drop(int events)
    {
        _statistics = _statistics with { Dropped = _statistics.Dropped + events };
        bool first = _droppedInARow == 0 && !_closed;
        _droppedInARow += events;
        return first;
    }

    /// <summary>Puts in a part's place what is left of it; the rest is through. In one step, so that a close meets every event once.</summary>
    private void Settle(Part part, IReadOnlyList<Part> left, IReadOnlyList<Item> delivered, IReadOnlyList<DeadItem> dead)
    {
        long hadNoRoom;
        lock (_gate)
        {
            int place = _parts.IndexOf(part);
            if (place < 0)
            {
                // The end came first: in memory it was counted as dropped, on disk it waits for the next start.
                return;
            }

            _parts.RemoveAt(place);
            _parts.InsertRange(place, left);
            _statistics = _statistics with { Delivered = _statistics.Delivered + delivered.Count, Dropped = _statistics.Dropped + dead.Count, DeadLettered = _statistics.DeadLettered + dead.Count };
            _held -= delivered.Count + dead.Count;
            foreach (Item item in delivered.Concat(dead.Select(entry => entry.Item)))
            {
                if (item.Segment is { } segment)
                {
                    _spool!.Settle(segment, 1);
                }
            }

            EndFlushes();
            bool hasRoom = !_closed && _held <= _options.QueueCapacity / 2 && (_spool is null || _spool.HasRoom);
            hadNoRoom = hasRoom ? _droppedInARow : 0;
            _droppedInARow -= hadNoRoom;
        }

        if (hadNoRoom > 0)
        {
            _diagnostics.SinkHasRoom(_name, hadNoRoom);
        }

        foreach ((Item item, string problem) in dead)
        {
            TellOfDeadLetter(item.Event, problem);
        }
    }

    private void GiveUp(TimeSpan timeout)
    {
        int left;
        long kept;
        lock (_gate)
        {
            if (_givenUp)
            {
                return;
            }

            _givenUp = true;
            left = _waiting.Count + _parts.Sum(part => part.Items.Count(item => item.Segment is null));
            kept = _spool?.Count ?? 0;
            _statistics = _statistics with { Dropped = _statistics.Dropped + left };
            _waiting.Clear();
            _parts.Clear();
            _held = 0;
            _flushes.ForEach(flush => flush.Through.TrySetResult(false));
            _flushes.Clear();
        }

        if (left > 0 || kept > 0)
        {
            _diagnostics.SinkLeftBehind(_name, timeout, left, kept);
        }
    }

    /// <summary>Under the gate: the oldest event that is not through; beyond every number when there is none.</summary>
    private long LowestPending()
    {
        long lowest = _waiting.TryPeek(out Item head) ? head.Sequence : long.MaxValue;
        lowest = Math.Min(lowest, _spool?.Oldest?.FirstSequence ?? long.MaxValue);
        foreach (Part part in _parts)
        {
            lowest = Math.Min(lowest, part.FirstSequence);
        }

        return lowest;
    }

    // Under the gate.
    private void EndFlushes()
    {
        if (_flushes.Count > 0)
        {
            long lowest = LowestPending();
            _flushes.RemoveAll(flush => flush.Upto < lowest && flush.Through.TrySetResult(true));
        }
    }

    private bool TryWrite(TEvent logged, ArrayBufferWriter<byte> json, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            _format.Write(logged, json);
            int length = json.WrittenCount;
            problem = length <= _options.EventBytes ? null : $"It has {length} bytes, more than BatchingOptions.EventBytes allows ({_options.EventBytes}).";
        }
        catch (Exception exception)
        {
            problem = $"It cannot be written as JSON: {LogText.Sanitize(exception.Message)}";
        }

        return problem is null;
    }

    private void SayThatItIsFull(bool firstDropped)
    {
        if (firstDropped)
        {
            _diagnostics.SinkFull(_name, _options.DropPolicy == AssignmentDropPolicy.DropNewest ? "new" : "the oldest");
        }
    }

    private void TellOfDeadLetter(TEvent dead, string problem)
    {
        if (_deadLetter.TryEnter())
        {
            _diagnostics.EventDead(_name, LogText.Sanitize(problem));
        }

        try
        {
            _onDeadLetter?.Invoke(dead, problem);
        }
        catch (Exception exception)
        {
            _diagnostics.DeadLetterThrew(exception, _name);
        }
    }
}
