namespace EppoTyped;

/// <summary>Which event is dropped when a queue is full.</summary>
public enum AssignmentDropPolicy
{
    /// <summary>The new one: what waits already is delivered.</summary>
    DropNewest,

    /// <summary>The one that has waited longest: what is delivered is recent.</summary>
    DropOldest,
}
