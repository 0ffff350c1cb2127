using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped;

/// <summary>A logger that hands events in batches to an <see cref="IAssignmentSink"/>, and sees to it that they arrive: they wait in a bounded queue, or on disk, until the sink has taken them.</summary>
/// <remarks>
/// At least once: a batch whose answer was lost is sent again, with the same event ids. What there is no room for is refused by an exception, which the client's log
/// counts, and takes for a reason to make the event again. One logger may serve several clients; dispose it after them.
/// </remarks>
public sealed class BatchingAssignmentLogger : IAssignmentLogger, IAsyncDisposable
{
    private readonly BatchDelivery<LoggedEvent> _delivery;

    /// <summary>Starts it.</summary>
    /// <param name="sink">Gets the batches. Not disposed.</param>
    /// <param name="options">How they are made and sent; null for the defaults.</param>
    /// <param name="onDeadLetter">Is told of every event that will never be delivered; null to count them only. What it throws goes no further.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message names it, and how to mend it.</exception>
    public BatchingAssignmentLogger(IAssignmentSink sink, BatchingOptions? options = null, Action<DeadLetter>? onDeadLetter = null)
    {
        ArgumentNullException.ThrowIfNull(sink);
        options ??= new BatchingOptions();
        ILogger diagnostics = options.LoggerFactory is { } factory ? new SafeLogger(factory.CreateLogger("EppoTyped.Sinks")) : NullLogger.Instance;
        Action<LoggedEvent, string>? onDead = onDeadLetter is null ? null : (dead, problem) => onDeadLetter(new DeadLetter(dead, problem));
        _delivery = new BatchDelivery<LoggedEvent>(sink.GetType().Name, sink.SendAsync, new LoggedEventFormat(), options, onDead, diagnostics);
    }

    /// <summary>The books so far.</summary>
    public DeliveryStatistics Statistics => _delivery.Statistics;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There is no room for it, or the logger is disposed.</exception>
    public void LogAssignment(AssignmentEvent assignment) => Enqueue(new LoggedEvent(assignment));

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There is no room for it, or the logger is disposed.</exception>
    public void LogBanditAction(BanditActionEvent action) => Enqueue(new LoggedEvent(action));

    /// <summary>Sends what waits, without waiting for more to fill a batch.</summary>
    /// <param name="timeout">How long to wait for it, zero to 1 day.</param>
    /// <param name="cancellationToken">Ends this wait, with false.</param>
    /// <returns>True when every event handed over so far is delivered or dropped; false when the time was over.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative or more than 1 day.</exception>
    public Task<bool> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        FlushTimeouts.Check(timeout);
        return _delivery.FlushAsync(timeout, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> FlushAsync(CancellationToken cancellationToken) => _delivery.FlushAsync(null, cancellationToken);

    /// <summary>Takes no more events, sends what it can within <see cref="BatchingOptions.ShutdownTimeout"/>, and stops. What is in the spool stays there for the next start; the rest is dropped.</summary>
    public ValueTask DisposeAsync() => _delivery.DisposeAsync();

    private void Enqueue(LoggedEvent logged)
    {
        if (!_delivery.Enqueue(logged))
        {
            throw new InvalidOperationException("The sink has no room for the event, or cannot take it.");
        }
    }
}

/// <summary>An event that will never be delivered.</summary>
/// <param name="Event">The event.</param>
/// <param name="Problem">Why: refused, too large, or sent in vain too often.</param>
public readonly record struct DeadLetter(LoggedEvent Event, string Problem);
