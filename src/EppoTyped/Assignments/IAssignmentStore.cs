namespace EppoTyped;

/// <summary>Remembers what was logged last for each subject and flag. Safe for any number of threads.</summary>
/// <remarks>It may forget: that costs a duplicate, which analysis tolerates. It must never take one subject for another: that would lose an exposure.</remarks>
public interface IAssignmentStore
{
    /// <summary>Remembers this one in place of the last one of its subject and flag, in one step.</summary>
    /// <returns>True when it is new and its event is to be made; false when it is what was remembered already.</returns>
    bool TryAdd(AssignmentKey assignment);

    /// <summary>Takes it back, because its event did not get through; leaves alone what was remembered in its place since.</summary>
    void Remove(AssignmentKey assignment);
}
