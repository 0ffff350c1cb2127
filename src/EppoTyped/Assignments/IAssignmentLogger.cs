namespace EppoTyped;

/// <summary>Takes the assignments that a client makes, to store them where they are analyzed.</summary>
/// <remarks>
/// Called once for each new assignment (see <see cref="DeduplicationOptions"/>), on a worker thread and never twice at a time, or on the
/// callers' threads (see <see cref="AssignmentDelivery"/>). An exception it throws is logged once and reaches no caller; the assignment is
/// made again the next time the flag is evaluated for the subject.
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
    /// Sends on what it holds back, for a logger that gathers events: called when the client is flushed or disposed, after every event was
    /// handed over. Does nothing unless it is implemented; a logger that wraps another one passes the call on.
    /// </summary>
    /// <param name="cancellationToken">Ends this wait, with false or an <see cref="OperationCanceledException"/>.</param>
    /// <returns>True when nothing that it took is held back.</returns>
    Task<bool> FlushAsync(CancellationToken cancellationToken) => Task.FromResult(true);
}
