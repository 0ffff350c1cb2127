namespace EppoTyped;

/// <summary>How much a log remembers, so that the same subject in the same variation is logged once and not at every call.</summary>
/// <remarks>
/// What is remembered for a subject and a flag is its last assignment, compared in full. An event is made again when the variation or the
/// allocation has changed (there and back is two changes), when the entry was pushed out by newer ones or has outlived its lifetime, and
/// when its event did not reach the logger.
/// </remarks>
public sealed record DeduplicationOptions
{
    /// <summary>Nothing is remembered: every call makes an event.</summary>
    public static DeduplicationOptions Off { get; } = new() { AssignmentCapacity = 0, BanditActionCapacity = 0 };

    /// <summary>
    /// How many pairs of subject and flag are remembered; those unused for longest are forgotten first. Up to 10,000,000; 0 logs every
    /// assignment. Default: 50,000.
    /// </summary>
    public int AssignmentCapacity { get; init; } = 50_000;

    /// <summary>
    /// After how long an assignment is logged again, counted from its event, up to 365 days. Default: null, as long as there is room.
    /// </summary>
    public TimeSpan? AssignmentLifetime { get; init; }

    /// <summary>As <see cref="AssignmentCapacity"/>, for bandit actions. Default: 50,000.</summary>
    public int BanditActionCapacity { get; init; } = 50_000;

    /// <summary>As <see cref="AssignmentLifetime"/>, for bandit actions; calls in between do not prolong it. Default: 10 minutes.</summary>
    public TimeSpan? BanditActionLifetime { get; init; } = TimeSpan.FromMinutes(10);

    internal InMemoryAssignmentStore? AssignmentStore(TimeProvider clock) =>
        AssignmentCapacity == 0 ? null : new InMemoryAssignmentStore(AssignmentCapacity, AssignmentLifetime, clock);

    internal InMemoryAssignmentStore? BanditActionStore(TimeProvider clock) =>
        BanditActionCapacity == 0 ? null : new InMemoryAssignmentStore(BanditActionCapacity, BanditActionLifetime, clock);
}
