namespace EppoTyped;

/// <summary>How a client's assignment log works.</summary>
/// <param name="Delivery">On which thread the logger is called.</param>
/// <param name="QueueCapacity">How many events may wait for the worker.</param>
/// <param name="DropPolicy">Which event goes when there are more.</param>
/// <param name="Deduplication">What is not logged again.</param>
/// <param name="OptionsName">The record in which the user has set all this, as messages name it.</param>
internal sealed record AssignmentLogSettings(
    AssignmentDelivery Delivery, int QueueCapacity, AssignmentDropPolicy DropPolicy, DeduplicationOptions Deduplication, string OptionsName)
{
    /// <summary>On the caller's thread, every time: nothing runs, nothing is remembered.</summary>
    public static AssignmentLogSettings Plain { get; } =
        new(AssignmentDelivery.Inline, QueueCapacity: 1, AssignmentDropPolicy.DropNewest, DeduplicationOptions.Off, "EppoClientOptions");
}
