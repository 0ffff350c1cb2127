namespace EppoTyped;

/// <summary>
/// What identifies an assignment or a bandit's action for deduplication: subject, flag, and what was chosen. Compared ordinally, in full.
/// </summary>
/// <param name="Subject">The subject's key.</param>
/// <param name="Flag">The flag's key.</param>
/// <param name="Group">The allocation of an assignment, the bandit of an action.</param>
/// <param name="Choice">The variation of an assignment, the action of a bandit.</param>
public readonly record struct AssignmentKey(string? Subject, string Flag, string Group, string Choice)
{
    internal static AssignmentKey Of(AssignmentEvent assignment) =>
        new(assignment.Subject, assignment.FeatureFlag, assignment.Allocation, assignment.Variation);

    internal static AssignmentKey Of(BanditActionEvent action) =>
        new(action.Subject, action.FlagKey, action.BanditKey, action.Action);
}
