namespace EppoTyped;

/// <summary>Remembers what was logged last for each subject and flag. Safe for any number of threads.</summary>
/// <remarks>
/// It may forget, which costs a duplicate, and analysis tolerates those. It must never confuse two subjects, which would lose an exposure.
/// </remarks>
public interface IAssignmentStore
{
    /// <summary>Remembers this one in place of the last one of its subject and flag, in one step.</summary>
    /// <returns>True when it is new and its event is to be made; false when it is what was remembered already.</returns>
    bool TryAdd(AssignmentKey assignment);

    /// <summary>
    /// Forgets it, because its event did not get through. Does nothing when another one is remembered in its place by now.
    /// </summary>
    void Remove(AssignmentKey assignment);
}
