using System.Buffers;

namespace EppoTyped;

// The worker: the one that takes from the queue, sends, and decides what an answer means. It holds no thread while there is nothing to do.
internal sealed partial class BatchDelivery<TEvent>
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly RetryPace _pace;
    private readonly ArrayBufferWriter<byte> _measured = new(1024);
    private readonly ITimer _timer;
    private TaskCompletionSource? _asleep;
    private Task? _unanswered;
    private long _restUntil;
    private bool _restAsked;
    private int _failures;
    private bool _failureSaid;

    private async Task WorkAsync()
    {
        while (true)
        {
            Part? part;
            Task? asleep = null;
            lock (_gate)
            {
                part = NextDue(out long due);
                if (part is null)
                {
                    if (_givenUp)
                    {
                        return;
                    }

                    asleep = Sleep(due);
                }
            }

            if (part is null)
            {
                await asleep!.ConfigureAwait(false);
            }
            else if (part.Fits)
            {
                Conclude(part, await SendAsync(part).ConfigureAwait(false));
            }
            else
            {
                Fit(part);
            }
        }
    }

    // Under the gate.
    private Part? NextDue(out long due)
    {
        long now = _clock.GetTimestamp();
        due = long.MaxValue;
        if (_givenUp)
        {
            return null;
        }

        if (now < _restUntil)
        {
            due = _restUntil;
            return null;
        }

        foreach (Part part in _parts)
        {
            if (part.NotBefore <= now)
            {
                return part;
            }

            due = Math.Min(due, part.NotBefore);
        }

        if (_parts.Sum(part => part.Items.Count) >= _options.QueueCapacity)
        {
            // All of it waits by the receiver's wish; more would be more than memory is to hold.
            return null;
        }

        if (_spool?.Oldest is { } oldest && IsDue(oldest.FirstSequence, _spool.IsFinished(oldest) ? int.MaxValue : oldest.Count, oldest.Since, now, ref due))
        {
            return Take(new Part([]) { Unread = _spool.Take() });
        }

        if (_waiting.TryPeek(out Item head) && IsDue(head.Sequence, _waiting.Count, head.Since, now, ref due))
        {
            Item[] batch = new Item[Math.Min(_waiting.Count, _options.BatchSize)];
            for (int index = 0; index < batch.Length; index++)
            {
                batch[index] = _waiting.Dequeue();
            }

            return Take(new Part(batch));
        }

        return null;
    }

    private Part Take(Part part)
    {
        _parts.Add(part);
        return part;
    }

    private bool IsDue(long firstSequence, int count, long since, long now, ref long due)
    {
        long timeIsUp = since + Timestamp(_options.FlushInterval);
        due = Math.Min(due, timeIsUp);
        return count >= _fullBatch || firstSequence <= _flushUpto || timeIsUp <= now;
    }

    /// <summary>Reads and measures what was taken, and cuts it to what may be sent at a time.</summary>
    private void Fit(Part taken)
    {
        IReadOnlyList<Item> items = taken.Unread is { } segment ? Load(segment) : taken.Items;
        List<Part> parts = [];
        List<Item> batch = [];
        long bytes = 0;
        List<DeadItem> dead = [];
        foreach (Item item in items)
        {
            Item measured = item;
            if (item.Bytes == 0)
            {
                _measured.ResetWrittenCount();
                if (!TryWrite(item.Event, _measured, out string? problem))
                {
                    dead.Add(new DeadItem(item, problem));
                    continue;
                }

                measured = item with { Bytes = _measured.WrittenCount };
            }

            if (batch.Count == _options.BatchSize || (batch.Count > 0 && bytes + measured.Bytes > _options.BatchBytes))
            {
                parts.Add(new Part(batch) { Fits = true });
                (batch, bytes) = ([], 0);
            }

            batch.Add(measured);
            bytes += measured.Bytes;
        }

        if (batch.Count > 0)
        {
            parts.Add(new Part(batch) { Fits = true });
        }

        Settle(taken, parts, [], dead);
    }

    private List<Item> Load(SpoolSegment segment)
    {
        List<Item> items = [];
        IReadOnlyList<ReadOnlyMemory<byte>> lines = _spool!.Read(segment);
        for (int index = 0; index < lines.Count; index++)
        {
            try
            {
                items.Add(new Item(_format.Read(lines[index].Span), lines[index].Length, segment.FirstSequence + index, segment.Since, segment));
            }
            catch (Exception exception)
            {
                // Whole, but written by a version that this one does not understand.
                _diagnostics.SpoolDamaged(_spool.Folder, 1, LogText.Sanitize(exception.Message));
            }
        }

        lock (_gate)
        {
            int unreadable = segment.Count - items.Count;
            _held += items.Count;
            if (unreadable > 0)
            {
                _statistics = _statistics with { Dropped = _statistics.Dropped + unreadable, DeadLettered = _statistics.DeadLettered + unreadable };
                _spool.Settle(segment, unreadable);
            }
        }

        return items;
    }

    private async Task<SendResult> SendAsync(Part part)
    {
        if (_unanswered is { IsCompleted: false })
        {
            return SendResult.RetryLater("The receiver still has an earlier batch in hand, long after its time was up.");
        }

        TEvent[] events = [.. part.Items.Select(item => item.Event)];
        CancellationTokenSource time = new(_options.RequestTimeout, _clock);
        CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(time.Token, _stopping.Token);
        // A sink may block before it returns its task.
        Task<SendResult> sending = Task.Run(() => _send(events, limit.Token).AsTask());
        try
        {
            return await sending.WaitAsync(limit.Token).ConfigureAwait(false) ?? SendResult.RetryLater("The receiver gave no result.");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            _unanswered = sending;
            return SendResult.RetryLater(FormattableString.Invariant($"There was no answer within {_options.RequestTimeout}."));
        }
        catch (Exception exception)
        {
            return SendResult.RetryLater($"The sink threw {exception.GetType().Name}: {exception.Message}");
        }
        finally
        {
            if (sending.IsCompleted)
            {
                limit.Dispose();
                time.Dispose();
            }
        }
    }

    private void Conclude(Part part, SendResult result)
    {
        switch (result.Outcome)
        {
            case SendOutcome.Delivered:
                Answered();
                Settle(part, [], part.Items, []);
                break;
            case SendOutcome.RetryLater or SendOutcome.CredentialsRefused:
                Rest(part, result);
                break;
            case SendOutcome.TooLarge or SendOutcome.Rejected when part.Items.Count > 1:
                Answered();
                Halve(part);
                break;
            case SendOutcome.TooLarge or SendOutcome.Rejected:
                Answered();
                Settle(part, [], [], Dead(part.Items, result.Problem));
                break;
            default:
                Answered();
                Sort(part, result);
                break;
        }
    }

    private void Rest(Part part, SendResult result)
    {
        _failures++;
        bool refused = result.Outcome == SendOutcome.CredentialsRefused;
        TimeSpan own = refused ? _pace.AfterRefusal() : _pace.After(_failures);
        TimeSpan asked = RetryPace.Heeded(result.After ?? TimeSpan.Zero);
        TimeSpan rest = own > asked ? own : asked;
        string problem = LogText.Sanitize(result.Problem ?? "");
        bool dead = part.Attempts + 1 >= _options.MaxAttempts;
        lock (_gate)
        {
            _statistics = _statistics with { Retries = _statistics.Retries + (dead ? 0 : 1) };
            (_restUntil, _restAsked) = (_clock.GetTimestamp() + Timestamp(rest), asked > TimeSpan.Zero);
        }

        if (!_failureSaid)
        {
            _failureSaid = true;
            if (refused)
            {
                _diagnostics.SinkRefusesCredentials(_name, problem, rest);
            }
            else
            {
                _diagnostics.SinkUnavailable(_name, problem, rest);
            }
        }

        if (dead)
        {
            Settle(part, [], [], Dead(part.Items, InVain(part, problem)));
        }
        else
        {
            Settle(part, [new Part(part.Items) { Fits = true, Attempts = part.Attempts + 1 }], [], []);
        }
    }

    private void Halve(Part part)
    {
        int half = part.Items.Count / 2;
        Settle(part, [new Part([.. part.Items.Take(half)]) { Fits = true }, new Part([.. part.Items.Skip(half)]) { Fits = true }], [], []);
    }

    private void Sort(Part part, SendResult result)
    {
        HashSet<int> rejected = [.. result.RejectedEvents.Where(index => index >= 0 && index < part.Items.Count)];
        HashSet<int> deferred = [.. result.DeferredEvents.Where(index => index >= 0 && index < part.Items.Count && !rejected.Contains(index))];
        if (rejected.Count + deferred.Count == 0 && !result.OthersDelivered)
        {
            Conclude(part, SendResult.Rejected(result.Problem ?? ""));
            return;
        }

        List<Item> others = [.. part.Items.Where((_, index) => !rejected.Contains(index) && !deferred.Contains(index))];
        List<Item> later = [.. part.Items.Where((_, index) => deferred.Contains(index))];
        List<DeadItem> dead = Dead(part.Items.Where((_, index) => rejected.Contains(index)), result.Problem);
        List<Part> left = [];
        if (others.Count > 0 && !result.OthersDelivered)
        {
            left.Add(new Part(others) { Fits = true });
        }

        if (later.Count > 0 && part.Attempts + 1 >= _options.MaxAttempts)
        {
            dead.AddRange(Dead(later, InVain(part, result.Problem)));
        }
        else if (later.Count > 0)
        {
            TimeSpan pause = result.After is { } asked ? RetryPace.Heeded(asked) : _pace.After(part.Attempts + 1);
            left.Add(new Part(later)
            {
                Fits = true, Attempts = part.Attempts + 1, NotBefore = _clock.GetTimestamp() + Timestamp(pause), DeferralAsked = result.After is not null,
            });
        }

        Settle(part, left, result.OthersDelivered ? others : [], dead);
    }

    private void Answered()
    {
        if (_failureSaid)
        {
            _diagnostics.SinkTakesAgain(_name, _failures);
        }

        (_failures, _failureSaid) = (0, false);
    }

    private static List<DeadItem> Dead(IEnumerable<Item> items, string? problem) => [.. items.Select(item => new DeadItem(item, problem ?? ""))];

    private static string InVain(Part part, string? problem) => FormattableString.Invariant($"It was sent in vain {part.Attempts + 1} times. {problem}");

    // Under the gate.
    private Task Sleep(long due)
    {
        _asleep = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        TimeSpan time = due == long.MaxValue ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(_clock.GetElapsedTime(_clock.GetTimestamp(), due).TotalMilliseconds)));
        _timer.Change(time, Timeout.InfiniteTimeSpan);
        return _asleep.Task;
    }

    private void Wake()
    {
        lock (_gate)
        {
            WakeLocked();
        }
    }

    private void WakeLocked()
    {
        _asleep?.TrySetResult();
        _asleep = null;
    }

    private void WakeIfFilling(int count)
    {
        // The first one starts the time of its batch, the last one ends it.
        if (_asleep is not null && (count == 1 || count == _fullBatch))
        {
            WakeLocked();
        }
    }

    private long Timestamp(TimeSpan time) => (long)(time.TotalSeconds * _clock.TimestampFrequency);
}
