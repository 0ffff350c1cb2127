namespace EppoTyped;

/// <summary>
/// Takes events in batches, to store them where they are analyzed. A <see cref="BatchingAssignmentLogger"/> gathers, retries and counts
/// them.
/// </summary>
public interface IAssignmentSink
{
    /// <summary>Sends one batch. Never called twice at a time.</summary>
    /// <param name="batch">
    /// At least one event. A batch that is sent again has the same <see cref="LoggedEvent.EventId"/>s, by which a receiver can recognize
    /// duplicates.
    /// </param>
    /// <param name="cancellationToken">Canceled after <see cref="BatchingOptions.RequestTimeout"/>, and at shutdown.</param>
    /// <returns>What became of the batch. An exception counts as <see cref="SendResult.RetryLater"/>.</returns>
    ValueTask<SendResult> SendAsync(IReadOnlyList<LoggedEvent> batch, CancellationToken cancellationToken);
}
