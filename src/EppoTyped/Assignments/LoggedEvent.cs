namespace EppoTyped;

/// <summary>An event on its way: an assignment or a bandit's action.</summary>
public readonly record struct LoggedEvent
{
    /// <summary>An assignment.</summary>
    public LoggedEvent(AssignmentEvent assignment)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        Assignment = assignment;
    }

    /// <summary>A bandit's action.</summary>
    public LoggedEvent(BanditActionEvent banditAction)
    {
        ArgumentNullException.ThrowIfNull(banditAction);
        BanditAction = banditAction;
    }

    /// <summary>The assignment; null when it is a bandit's action.</summary>
    public AssignmentEvent? Assignment { get; }

    /// <summary>The bandit's action; null when it is an assignment.</summary>
    public BanditActionEvent? BanditAction { get; }

    /// <summary>The event's id: see <see cref="AssignmentEvent.EventId"/>.</summary>
    public string EventId => Assignment?.EventId ?? BanditAction!.EventId;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset Timestamp => Assignment?.Timestamp ?? BanditAction!.Timestamp;

    /// <summary>The flag that was asked for.</summary>
    public string FlagKey => Assignment?.FeatureFlag ?? BanditAction!.FlagKey;

    /// <summary>The subject's key: see <see cref="AssignmentEvent.Subject"/>.</summary>
    public string? Subject => Assignment is { } assignment ? assignment.Subject : BanditAction!.Subject;

    /// <summary>The event as one line of JSON: see <see cref="AssignmentEvent.ToJson"/>.</summary>
    public string ToJson(bool includeEventId = false) => Assignment?.ToJson(includeEventId) ?? BanditAction!.ToJson(includeEventId);
}
