using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped;

/// <summary>
/// A logger that sends events in batches to an <see cref="IAssignmentSink"/>. They wait in a bounded queue, or on disk, until the sink has
/// taken them.
/// </summary>
/// <remarks>
/// At least once: a batch whose answer was lost is sent again, with the same event ids. An event that there is no room for is refused with
/// an exception, so that the client's log counts it and makes it again later. One logger may serve several clients; dispose it after them.
/// </remarks>
public sealed class BatchingAssignmentLogger : IAssignmentLogger, IAsyncDisposable
{
    private readonly BatchDelivery<LoggedEvent> _delivery;

    /// <summary>Starts it.</summary>
    /// <param name="sink">What the batches are sent to. Not disposed.</param>
    /// <param name="options">How batches are made and sent; null for the defaults.</param>
    /// <param name="onDeadLetter">
    /// Called with every event that will never be delivered; null to count them only. What it throws is logged.
    /// </param>
    /// <exception cref="ArgumentException">An option is wrong; the message names it, and what to set instead.</exception>
    public BatchingAssignmentLogger(IAssignmentSink sink, BatchingOptions? options = null, Action<DeadLetter>? onDeadLetter = null)
    {
        ArgumentNullException.ThrowIfNull(sink);
        options ??= new BatchingOptions();
        ILogger? logger = options.LoggerFactory?.CreateLogger("EppoTyped.Sinks");
        ILogger diagnostics = logger is null ? NullLogger.Instance : new SafeLogger(logger);
        Action<LoggedEvent, string>? onDead = onDeadLetter is null ? null : (dead, problem) => onDeadLetter(new DeadLetter(dead, problem));
        _delivery = new BatchDelivery<LoggedEvent>(
            sink.GetType().Name, sink.SendAsync, new LoggedEventFormat(), options, onDead, diagnostics);
    }

    /// <summary>What became of the events so far.</summary>
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
        EventDelivery.CheckTimeout(timeout);
        return _delivery.FlushAsync(timeout, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> FlushAsync(CancellationToken cancellationToken) => _delivery.FlushAsync(null, cancellationToken);

    /// <summary>
    /// Takes no more events, sends what it can within <see cref="BatchingOptions.ShutdownTimeout"/>, and stops. What is in the spool stays
    /// there for the next start; the rest is dropped.
    /// </summary>
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
