namespace EppoTyped;

/// <summary>An event on its way to the logger: one of the two.</summary>
internal readonly record struct LoggedEvent(AssignmentEvent? Assignment, BanditActionEvent? Action)
{
    public string FlagKey => Assignment?.FeatureFlag ?? Action!.FlagKey;
}
