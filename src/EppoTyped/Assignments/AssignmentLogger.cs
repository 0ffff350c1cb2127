namespace EppoTyped;

/// <summary>Makes loggers from delegates and from other loggers.</summary>
public static class AssignmentLogger
{
    /// <summary>A logger that calls delegates.</summary>
    /// <param name="onAssignment">Takes one assignment.</param>
    /// <param name="onBanditAction">Takes one action of a bandit; null to ignore them.</param>
    public static IAssignmentLogger FromDelegate(Action<AssignmentEvent> onAssignment, Action<BanditActionEvent>? onBanditAction = null)
    {
        ArgumentNullException.ThrowIfNull(onAssignment);
        return new DelegateLogger(onAssignment, onBanditAction);
    }

    /// <summary>
    /// A logger that changes events before another one takes them, to leave out what must not be kept. It runs off the callers' path, and
    /// before anything is queued for a sink, written to disk or sent. An event whose change throws is lost like one that the logger throws
    /// on, and never passed on unchanged.
    /// </summary>
    /// <param name="inner">Gets the changed events.</param>
    /// <param name="redactAssignment">Returns the event to pass on; null to pass on nothing.</param>
    /// <param name="redactBanditAction">The same for bandit actions; null to pass on none of them.</param>
    public static IAssignmentLogger Redacting(
        IAssignmentLogger inner,
        Func<AssignmentEvent, AssignmentEvent?> redactAssignment,
        Func<BanditActionEvent, BanditActionEvent?>? redactBanditAction = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(redactAssignment);
        return new RedactingLogger(inner, redactAssignment, redactBanditAction);
    }

    private sealed class RedactingLogger(
        IAssignmentLogger inner,
        Func<AssignmentEvent, AssignmentEvent?> redactAssignment,
        Func<BanditActionEvent, BanditActionEvent?>? redactBanditAction) : IAssignmentLogger
    {
        public void LogAssignment(AssignmentEvent assignment)
        {
            if (redactAssignment(assignment) is { } redacted)
            {
                inner.LogAssignment(redacted);
            }
        }

        public void LogBanditAction(BanditActionEvent action)
        {
            if (redactBanditAction?.Invoke(action) is { } redacted)
            {
                inner.LogBanditAction(redacted);
            }
        }

        public Task<bool> FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);
    }

    private sealed class DelegateLogger(Action<AssignmentEvent> onAssignment, Action<BanditActionEvent>? onBanditAction) : IAssignmentLogger
    {
        public void LogAssignment(AssignmentEvent assignment) => onAssignment(assignment);

        public void LogBanditAction(BanditActionEvent action) => onBanditAction?.Invoke(action);
    }
}
