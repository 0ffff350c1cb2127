namespace EppoTyped;

/// <summary>Takes the assignments a client makes, to put them where the team's data lives.</summary>
/// <remarks>
/// Called once for each new assignment (see <see cref="DeduplicationOptions"/>), on a worker thread and never twice at a time, or on the callers' threads
/// (see <see cref="AssignmentDelivery"/>). What it throws is written to the client's log once and goes no further; the assignment is handed over again the next time it is made.
/// </remarks>
public interface IAssignmentLogger
{
    /// <summary>Takes one assignment.</summary>
    void LogAssignment(AssignmentEvent assignment);

    /// <summary>Takes one action of a bandit. Does nothing unless it is implemented.</summary>
    void LogBanditAction(BanditActionEvent action)
    {
    }

    /// <summary>
    /// Sends on what it holds back, for a logger that gathers events: called when the client is flushed or disposed, after every event was handed over.
    /// Does nothing unless it is implemented; a logger around another one passes it on.
    /// </summary>
    /// <param name="cancellationToken">Ends this wait, with false or an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Whether everything it was handed is through.</returns>
    Task<bool> FlushAsync(CancellationToken cancellationToken) => Task.FromResult(true);
}
