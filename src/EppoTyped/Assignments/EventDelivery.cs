using System.Diagnostics;

namespace EppoTyped;

/// <summary>Brings events from the caller to the logger. Never throws.</summary>
/// <param name="receiver">The logger.</param>
internal abstract class EventDelivery(AssignmentReceiver receiver)
{
    /// <summary>What became of the events so far.</summary>
    public abstract DeliveryStatistics Statistics { get; }

    /// <summary>Hands over an event.</summary>
    public abstract void Deliver(LoggedEvent logged);

    /// <summary>Waits until every event made so far is delivered or dropped, and the logger holds none of them back.</summary>
    /// <returns>False when the token ended first, or the logger returns that something is not through.</returns>
    public async Task<bool> FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await DeliveredAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        return await FlushLoggerAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes no more events, flushes, and drops what is left after this time.</summary>
    public async Task CloseAsync(TimeSpan timeout)
    {
        StopAccepting();
        // On the real clock: this bound must hold whatever the client's clock does.
        long begun = Stopwatch.GetTimestamp();
        try
        {
            await DeliveredAsync().WaitAsync(timeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            GiveUp(timeout);
        }

        using CancellationTokenSource limit = new(Left(timeout, begun));
        await FlushLoggerAsync(limit.Token).ConfigureAwait(false);
    }

    /// <summary>
    /// As <see cref="CloseAsync"/>, and blocks meanwhile: bounded by this thread alone, also when no other thread is free.
    /// </summary>
    public void Close(TimeSpan timeout)
    {
        StopAccepting();
        long begun = Stopwatch.GetTimestamp();
        if (!DeliveredAsync().Wait(timeout))
        {
            GiveUp(timeout);
        }

        TimeSpan left = Left(timeout, begun);
        using CancellationTokenSource limit = new(left);
        FlushLoggerAsync(limit.Token).Wait(left);
    }

    /// <summary>Checks how long a caller wants to wait for a flush.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or more than 1 day.</exception>
    public static void CheckTimeout(TimeSpan timeout)
    {
        if (timeout < TimeSpan.Zero || timeout > TimeSpan.FromDays(1))
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "The time to wait for a flush must be between zero and 1 day.");
        }
    }

    /// <summary>Ends when every event made so far is delivered or dropped.</summary>
    protected abstract Task DeliveredAsync();

    /// <summary>Takes no more events.</summary>
    protected abstract void StopAccepting();

    /// <summary>Drops what waits.</summary>
    protected abstract void GiveUp(TimeSpan timeout);

    private static TimeSpan Left(TimeSpan timeout, long begun)
    {
        TimeSpan left = timeout - Stopwatch.GetElapsedTime(begun);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    // A logger that took no event holds none back.
    private Task<bool> FlushLoggerAsync(CancellationToken cancellationToken) =>
        Statistics.Enqueued == 0 ? Task.FromResult(true) : receiver.FlushAsync(cancellationToken);
}
