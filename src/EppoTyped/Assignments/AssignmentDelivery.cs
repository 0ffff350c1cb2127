namespace EppoTyped;

/// <summary>On which thread an <see cref="IAssignmentLogger"/> is called.</summary>
public enum AssignmentDelivery
{
    /// <summary>
    /// On the log's own worker, one event after the other, behind a bounded queue: whatever the logger does, no caller waits.
    /// </summary>
    Worker,

    /// <summary>On the thread that evaluates the flag, before the call returns: a slow logger makes slow calls.</summary>
    Inline,
}
