namespace EppoTyped;

/// <summary>The books of a sink: <see cref="Enqueued"/> = <see cref="Delivered"/> + <see cref="Dropped"/> + <see cref="Pending"/>, at every moment.</summary>
public readonly record struct SinkStatistics
{
    /// <summary>Events handed over so far, and those that the spool still had from an earlier process.</summary>
    public long Enqueued { get; init; }

    /// <summary>Events that have arrived.</summary>
    public long Delivered { get; init; }

    /// <summary>Events that are lost: there was no room, they are dead (<see cref="DeadLettered"/>), or the end came before their turn.</summary>
    public long Dropped { get; init; }

    /// <summary>How many of the <see cref="Dropped"/> were refused, too large, unreadable or sent in vain too often.</summary>
    public long DeadLettered { get; init; }

    /// <summary>How many of the <see cref="Pending"/> are on disk.</summary>
    public long Spooled { get; init; }

    /// <summary>How many batches were sent again.</summary>
    public long Retries { get; init; }

    /// <summary>Events that wait, or are on their way.</summary>
    public long Pending => Enqueued - Delivered - Dropped;
}
