namespace EppoTyped;

/// <summary>An event to deliver: an assignment or a bandit's action.</summary>
public readonly record struct LoggedEvent
{
    /// <summary>Wraps an assignment.</summary>
    public LoggedEvent(AssignmentEvent assignment)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        Assignment = assignment;
    }

    /// <summary>Wraps a bandit's action.</summary>
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

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset Timestamp => Assignment?.Timestamp ?? BanditAction!.Timestamp;

    /// <summary>The key of the flag that was evaluated.</summary>
    public string FlagKey => Assignment?.FeatureFlag ?? BanditAction!.FlagKey;

    /// <summary>The subject's key: see <see cref="AssignmentEvent.Subject"/>.</summary>
    public string? Subject => Assignment is { } assignment ? assignment.Subject : BanditAction!.Subject;

    /// <summary>The event as one line of JSON: see <see cref="AssignmentEvent.ToJson"/>.</summary>
    public string ToJson(bool includeEventId = false) => Assignment?.ToJson(includeEventId) ?? BanditAction!.ToJson(includeEventId);
}
