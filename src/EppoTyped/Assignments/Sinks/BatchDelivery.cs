using System.Buffers;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>
/// The core of every sink: events of any kind wait in a bounded queue, or on disk, until its one worker has sent them in batches. Safe for any number of
/// threads; nobody who hands an event over waits for the receiver, and whatever the receiver does, nothing of it throws.
/// </summary>
/// <typeparam name="TEvent">What is sent.</typeparam>
internal sealed partial class BatchDelivery<TEvent> : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly Queue<Item> _waiting = new();
    private readonly List<Part> _parts = [];
    private readonly List<(long Upto, TaskCompletionSource<bool> Through)> _flushes = [];
    private readonly BatchSend<TEvent> _send;
    private readonly IEventFormat<TEvent> _format;
    private readonly BatchingOptions _options;
    private readonly Action<TEvent, string>? _onDeadLetter;
    private readonly string _name;
    private readonly ILogger _diagnostics;
    private readonly TimeProvider _clock;
    private readonly EventSpool? _spool;
    private readonly Task _working;
    private readonly int _fullBatch;
    private SinkStatistics _statistics;
    private long _lastSequence;
    private long _flushUpto;
    private long _droppedInARow;
    private int _held;
    private bool _closed;
    private bool _givenUp;

    /// <summary>Starts it.</summary>
    /// <param name="name">What log lines call it.</param>
    /// <param name="send">Sends a batch; never called twice at a time.</param>
    /// <param name="format">Measures events, and keeps them on disk.</param>
    /// <param name="options">How it works.</param>
    /// <param name="onDeadLetter">Is told of every event that will never be delivered, and why; what it throws goes no further.</param>
    /// <param name="diagnostics">Where its log lines go.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message names it, and how to mend it.</exception>
    public BatchDelivery(string name, BatchSend<TEvent> send, IEventFormat<TEvent> format, BatchingOptions options, Action<TEvent, string>? onDeadLetter, ILogger diagnostics)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        (_name, _send, _format, _options, _onDeadLetter, _diagnostics, _clock) = (name, send, format, options, onDeadLetter, diagnostics, options.TimeProvider);
        _fullBatch = Math.Min(options.BatchSize, options.QueueCapacity);
        _pace = new RetryPace(options.FirstRetryDelay, options.LongestRetryDelay, new Random());
        if (options.SpoolFolder is { } folder)
        {
            _spool = new EventSpool(folder, options.SpoolBytes, _clock, diagnostics);
            _statistics = _statistics with { Enqueued = _lastSequence = _spool.Recover() };
        }

        _timer = _clock.CreateTimer(static self => ((BatchDelivery<TEvent>)self!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _working = Task.Run(WorkAsync);
    }

    /// <summary>The books so far.</summary>
    public SinkStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return _statistics with { Spooled = _spool?.Count ?? 0 };
            }
        }
    }

    /// <summary>Takes an event. With a spool it is on disk when this returns true, unless the disk fails or the event is dead. Never throws.</summary>
    /// <returns>False when it was dropped for want of room, or because the end has come.</returns>
    public bool Enqueue(TEvent logged) => _spool is null ? EnqueueInMemory(logged) : EnqueueOnDisk(logged, _spool);

    /// <summary>Sends what waits, without waiting for more to fill a batch. Never throws.</summary>
    /// <param name="timeout">How long to wait, on the real clock; null for as long as it takes.</param>
    /// <param name="cancellationToken">Ends this wait with false, and nothing else.</param>
    /// <returns>True when every event handed over so far is delivered or dropped; false when the time was over.</returns>
    public async Task<bool> FlushAsync(TimeSpan? timeout, CancellationToken cancellationToken = default)
    {
        TaskCompletionSource<bool> through = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_givenUp || LowestPending() > _lastSequence)
            {
                return _statistics.Pending == 0;
            }

            _flushUpto = _lastSequence;
            _flushes.Add((_lastSequence, through));
            WakeLocked();
        }

        try
        {
            return await through.Task.WaitAsync(timeout ?? Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            lock (_gate)
            {
                _flushes.RemoveAll(flush => flush.Through == through);
            }

            return false;
        }
    }

    /// <summary>Takes no more events, sends what it can in this time (of the real clock), and stops. What is on disk stays there for the next start; what is in memory alone is dropped.</summary>
    /// <returns>True when nothing was left.</returns>
    public async Task<bool> CloseAsync(TimeSpan timeout)
    {
        lock (_gate)
        {
            _closed = true;
            // A last try now is better than none; only what the receiver asked for is respected.
            _restUntil = _restAsked ? _restUntil : 0;
            _parts.ForEach(part => part.NotBefore = part.DeferralAsked ? part.NotBefore : 0);
            WakeLocked();
        }

        bool through = await FlushAsync(timeout).ConfigureAwait(false);
        GiveUp(timeout);
        await _stopping.CancelAsync().ConfigureAwait(false);
        Wake();
        // A receiver that blocks its thread is left to itself.
        await Task.WhenAny(_working, Task.Delay(ShutdownTimeout)).ConfigureAwait(false);
        lock (_gate)
        {
            _spool?.Dispose();
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        return through;
    }

    /// <summary>As <see cref="CloseAsync"/>, within <see cref="BatchingOptions.ShutdownTimeout"/>.</summary>
    public async ValueTask DisposeAsync() => await CloseAsync(_options.ShutdownTimeout).ConfigureAwait(false);

    private bool EnqueueInMemory(TEvent logged)
    {
        bool accepted;
        bool firstDropped;
        lock (_gate)
        {
            _statistics = _statistics with { Enqueued = _statistics.Enqueued + 1 };
            accepted = TryHold(logged, out firstDropped);
        }

        SayThatItIsFull(firstDropped);
        return accepted;
    }

    private bool EnqueueOnDisk(TEvent logged, EventSpool spool)
    {
        ArrayBufferWriter<byte> json = new(512);
        if (!TryWrite(logged, json, out string? problem))
        {
            lock (_gate)
            {
                _statistics = _statistics with { Enqueued = _statistics.Enqueued + 1, Dropped = _statistics.Dropped + 1, DeadLettered = _statistics.DeadLettered + 1 };
            }

            TellOfDeadLetter(logged, problem);
            return true;
        }

        bool accepted = false;
        bool firstDropped = false;
        lock (_gate)
        {
            // Counted in the same step as written, so that the worker cannot deliver what the books do not know.
            _statistics = _statistics with { Enqueued = _statistics.Enqueued + 1 };
            int pushedOut = 0;
            switch (_closed ? SpoolAppend.Full : spool.Append(json.WrittenSpan, _lastSequence + 1, _options.DropPolicy, out pushedOut))
            {
                case SpoolAppend.Written:
                    accepted = true;
                    _lastSequence++;
                    firstDropped = pushedOut > 0 && Drop(pushedOut);
                    WakeIfFilling(spool.NewestCount);
                    break;
                case SpoolAppend.Unavailable:
                    accepted = TryHold(logged, out firstDropped);
                    break;
                default:
                    firstDropped = Drop(pushedOut + 1);
                    break;
            }
        }

        SayThatItIsFull(firstDropped);
        return accepted;
    }
}
