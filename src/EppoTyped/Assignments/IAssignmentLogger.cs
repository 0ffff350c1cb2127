namespace EppoTyped;

/// <summary>Takes the assignments a client makes, to put them where the team's data lives.</summary>
/// <remarks>Called on the caller's thread. What it throws is logged once and goes no further.</remarks>
public interface IAssignmentLogger
{
    /// <summary>Takes one assignment.</summary>
    void LogAssignment(AssignmentEvent assignment);

    /// <summary>Takes one action of a bandit. Does nothing unless it is implemented.</summary>
    void LogBanditAction(BanditActionEvent action)
    {
    }
}
