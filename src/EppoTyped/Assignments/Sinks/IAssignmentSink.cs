namespace EppoTyped;

/// <summary>Takes events in batches, to put them where the team's data lives. A <see cref="BatchingAssignmentLogger"/> stands before it: it gathers, repeats and counts.</summary>
public interface IAssignmentSink
{
    /// <summary>Sends one batch. Never called twice at a time.</summary>
    /// <param name="batch">At least one event. A batch that is sent again has the same <see cref="LoggedEvent.EventId"/>s, for a receiver that knows duplicates by them.</param>
    /// <param name="cancellationToken">Ends when the time for it is up (<see cref="BatchingOptions.RequestTimeout"/>), and at shutdown.</param>
    /// <returns>What became of it. What it throws counts as <see cref="SendResult.RetryLater"/>.</returns>
    ValueTask<SendResult> SendAsync(IReadOnlyList<LoggedEvent> batch, CancellationToken cancellationToken);
}
