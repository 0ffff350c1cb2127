namespace EppoTyped;

/// <summary>Loggers made of less than a class.</summary>
public static class AssignmentLogger
{
    /// <summary>A logger that calls delegates.</summary>
    /// <param name="onAssignment">Takes one assignment.</param>
    /// <param name="onBanditAction">Takes one action of a bandit; null to let them go.</param>
    public static IAssignmentLogger FromDelegate(Action<AssignmentEvent> onAssignment, Action<BanditActionEvent>? onBanditAction = null)
    {
        ArgumentNullException.ThrowIfNull(onAssignment);
        return new DelegateLogger(onAssignment, onBanditAction);
    }

    private sealed class DelegateLogger(Action<AssignmentEvent> onAssignment, Action<BanditActionEvent>? onBanditAction) : IAssignmentLogger
    {
        public void LogAssignment(AssignmentEvent assignment) => onAssignment(assignment);

        public void LogBanditAction(BanditActionEvent action) => onBanditAction?.Invoke(action);
    }
}
