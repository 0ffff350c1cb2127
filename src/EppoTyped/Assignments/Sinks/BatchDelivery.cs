using System.Buffers;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>
/// The core of every sink: events of any kind wait in a bounded queue, or on disk, until its one worker has sent them in batches. Safe for
/// any number of threads; no caller that hands an event over waits for the receiver, and whatever the receiver does, nothing of it throws.
/// </summary>
/// <typeparam name="TEvent">What is sent.</typeparam>
internal sealed class BatchDelivery<TEvent> : IAsyncDisposable
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(1);

    private readonly string _name;
    private readonly BatchingOptions _options;
    private readonly Action<TEvent, string>? _onDeadLetter;
    private readonly ILogger _diagnostics;
    private readonly BatchQueue<TEvent> _queue;
    private readonly BatchPacker<TEvent> _packer;
    private readonly BatchSender<TEvent> _sender;
    private readonly RetryPolicy<TEvent> _retries;
    private readonly Task _working;
    private Once _deadLetter;
    private Once _unavailable;

    /// <summary>Starts it.</summary>
    /// <param name="name">What log lines call it.</param>
    /// <param name="send">Sends a batch; never called twice at a time.</param>
    /// <param name="format">Measures events, and keeps them on disk.</param>
    /// <param name="options">How it works.</param>
    /// <param name="onDeadLetter">Called with every event that will never be delivered, and why; what it throws is logged.</param>
    /// <param name="diagnostics">Where its log lines go.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message names it, and what to set instead.</exception>
    public BatchDelivery(
        string name,
        Func<IReadOnlyList<TEvent>, CancellationToken, ValueTask<SendResult>> send,
        IEventFormat<TEvent> format,
        BatchingOptions options,
        Action<TEvent, string>? onDeadLetter,
        ILogger diagnostics)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        (_name, _options, _onDeadLetter, _diagnostics) = (name, options, onDeadLetter, diagnostics);
        TimeProvider clock = options.TimeProvider;
        EventSpool? spool = options.SpoolFolder is { } folder ? new EventSpool(folder, options.SpoolBytes, clock, diagnostics) : null;
        _queue = new BatchQueue<TEvent>(options, spool);
        _packer = new BatchPacker<TEvent>(format, options, spool, diagnostics);
        _sender = new BatchSender<TEvent>(send, options.RequestTimeout, clock);
        _retries = new RetryPolicy<TEvent>(options, new Random());
        _working = Task.Run(WorkAsync);
    }

    public DeliveryStatistics Statistics => _queue.Statistics;

    /// <summary>
    /// Takes an event. With a spool it is on disk when this returns true, unless the disk fails or the event is dead. Never throws.
    /// </summary>
    /// <returns>False when it was dropped for want of room, or because the end has come.</returns>
    public bool Enqueue(TEvent logged)
    {
        Admission admission;
        if (_options.SpoolFolder is null)
        {
            admission = _queue.Add(logged);
        }
        else
        {
            ArrayBufferWriter<byte> json = new(512);
            if (!_packer.TryWrite(logged, json, out string? problem))
            {
                _queue.RefuseDead();
                ReportDead(logged, problem);
                return true;
            }

            admission = _queue.AddToSpool(logged, json.WrittenSpan);
        }

        if (admission.StartsDropping)
        {
            string which = _options.DropPolicy == AssignmentDropPolicy.DropNewest ? "new" : "the oldest";
            _diagnostics.SinkFull(_name, which, _options.RoomOptions);
        }

        return admission.IsAccepted;
    }

    /// <summary>Sends what waits, without waiting for more to fill a batch. Never throws.</summary>
    /// <param name="timeout">How long to wait, on the real clock; null for as long as it takes.</param>
    /// <param name="cancellationToken">Ends this wait with false, and nothing else.</param>
    /// <returns>True when every event handed over so far is delivered or dropped; false when the time was over.</returns>
    public Task<bool> FlushAsync(TimeSpan? timeout, CancellationToken cancellationToken = default) =>
        _queue.FlushAsync(timeout, cancellationToken);

    /// <summary>
    /// Takes no more events, sends what it can in this time (of the real clock), and stops. What is on disk stays there for the next start;
    /// what is in memory alone is dropped.
    /// </summary>
    /// <returns>True when nothing was left.</returns>
    public async Task<bool> CloseAsync(TimeSpan timeout)
    {
        _queue.Close();
        bool through = await _queue.FlushAsync(timeout, CancellationToken.None).ConfigureAwait(false);
        if (_queue.TryGiveUp(out int dropped, out long kept) && (dropped > 0 || kept > 0))
        {
            _diagnostics.SinkLeftBehind(_name, timeout, dropped, kept);
        }

        await _sender.DisposeAsync().ConfigureAwait(false);
        // A receiver that blocks its thread is not waited for.
        await Task.WhenAny(_working, Task.Delay(ShutdownTimeout)).ConfigureAwait(false);
        await _queue.DisposeAsync().ConfigureAwait(false);
        return through;
    }

    /// <summary>As <see cref="CloseAsync"/>, within <see cref="BatchingOptions.ShutdownTimeout"/>.</summary>
    public async ValueTask DisposeAsync() => await CloseAsync(_options.ShutdownTimeout).ConfigureAwait(false);

    /// <summary>The one worker. It holds no thread while there is nothing to do.</summary>
    private async Task WorkAsync()
    {
        while (await _queue.TakeAsync().ConfigureAwait(false) is { } batch)
        {
            if (batch.IsMeasured)
            {
                Apply(batch, await _sender.SendAsync(batch.Events).ConfigureAwait(false));
            }
            else if (batch.Unread is { } segment)
            {
                List<PendingEvent<TEvent>> events = _packer.Read(segment);
                _queue.Hold(segment, events.Count);
                Settle(batch, _packer.Pack(events));
            }
            else
            {
                Settle(batch, _packer.Pack(batch.Events));
            }
        }
    }

    private void Apply(Batch<TEvent> batch, SendResult result)
    {
        int failures = _retries.Failures;
        BatchOutcome<TEvent> outcome = _retries.Apply(batch, result, out SendDelay? delay);
        if (delay is { } asked)
        {
            _queue.Delay(asked, isRetry: outcome.Left.Count > 0);
            LogUnavailable(result, asked.Time);
        }
        else if (_unavailable.Reset())
        {
            _diagnostics.SinkTakesAgain(_name, failures);
        }

        Settle(batch, outcome);
    }

    private void Settle(Batch<TEvent> batch, BatchOutcome<TEvent> outcome)
    {
        if (!_queue.TrySettle(batch, outcome, out long dropped))
        {
            return;
        }

        if (dropped > 0)
        {
            _diagnostics.SinkHasRoom(_name, dropped);
        }

        foreach (DeadEvent<TEvent> dead in outcome.Dead)
        {
            ReportDead(dead.Pending.Event, dead.Problem);
        }
    }

    private void LogUnavailable(SendResult result, TimeSpan delay)
    {
        if (!_unavailable.TryEnter())
        {
            return;
        }

        string problem = LogText.Sanitize(result.Problem ?? "");
        if (result.Outcome == SendOutcome.CredentialsRefused)
        {
            _diagnostics.SinkRefusesCredentials(_name, problem, delay);
        }
        else
        {
            _diagnostics.SinkUnavailable(_name, problem, delay);
        }
    }

    private void ReportDead(TEvent dead, string problem)
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
