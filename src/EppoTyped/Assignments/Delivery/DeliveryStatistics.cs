namespace EppoTyped;

/// <summary>
/// What became of the events of an assignment log or a sink: <see cref="Enqueued"/> = <see cref="Delivered"/> + <see cref="Dropped"/> +
/// <see cref="Pending"/>, whenever it is read.
/// </summary>
/// <remarks>
/// Assignments and bandit actions are both counted. An assignment that was not new is not an event, and counted nowhere. What only one of
/// the two counts is 0 in the other.
/// </remarks>
public readonly record struct DeliveryStatistics
{
    /// <summary>The events handed over so far, and those that the spool still had from an earlier process.</summary>
    public long Enqueued { get; init; }

    /// <summary>The events that the logger took without throwing, or that have arrived at the sink's receiver.</summary>
    public long Delivered { get; init; }

    /// <summary>
    /// The events that are lost: there was no room, the logger threw (<see cref="Failed"/>), they cannot be delivered
    /// (<see cref="DeadLettered"/>), or the end came before their turn.
    /// </summary>
    public long Dropped { get; init; }

    /// <summary>How many of the <see cref="Dropped"/> the logger threw on. Counted by a client's log.</summary>
    public long Failed { get; init; }

    /// <summary>
    /// How many of the <see cref="Dropped"/> were refused, too large, unreadable or sent in vain too often. Counted by a sink.
    /// </summary>
    public long DeadLettered { get; init; }

    /// <summary>How many of the <see cref="Pending"/> are on disk. Counted by a sink.</summary>
    public long Spooled { get; init; }

    /// <summary>How many batches were sent again. Counted by a sink.</summary>
    public long Retries { get; init; }

    /// <summary>The events that wait or are on their way, the one that the logger has in hand included.</summary>
    public long Pending => Enqueued - Delivered - Dropped;
}
