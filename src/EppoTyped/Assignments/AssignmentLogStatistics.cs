namespace EppoTyped;

/// <summary>The books of a client's assignment log: <see cref="Enqueued"/> = <see cref="Delivered"/> + <see cref="Dropped"/> + <see cref="Pending"/>, at every moment.</summary>
/// <remarks>Both kinds of events are counted, assignments and bandit actions. What was not new is no event, and counted nowhere.</remarks>
public readonly record struct AssignmentLogStatistics
{
    /// <summary>Events made so far.</summary>
    public long Enqueued { get; init; }

    /// <summary>Events that the logger took without throwing.</summary>
    public long Delivered { get; init; }

    /// <summary>Events that are lost: the queue was full, the logger threw (<see cref="Failed"/>), or the client was disposed before their turn.</summary>
    public long Dropped { get; init; }

    /// <summary>How many of the <see cref="Dropped"/> the logger threw on.</summary>
    public long Failed { get; init; }

    /// <summary>Events that wait for the logger, and the one it has in hand.</summary>
    public long Pending => Enqueued - Delivered - Dropped;

    /// <summary>One event more is through with the logger.</summary>
    internal AssignmentLogStatistics Settled(bool delivered) =>
        delivered ? this with { Delivered = Delivered + 1 } : this with { Dropped = Dropped + 1, Failed = Failed + 1 };
}
