namespace EppoTyped;

/// <summary>An event that is not through.</summary>
/// <param name="Event">The event.</param>
/// <param name="Bytes">Its size as JSON; 0 before it is measured.</param>
/// <param name="Sequence">Its number among all accepted events.</param>
/// <param name="Since">When it came, as a timestamp of the clock.</param>
/// <param name="Segment">The file of the spool that it is in; null for an event that is in memory alone.</param>
internal readonly record struct PendingEvent<TEvent>(TEvent Event, int Bytes, long Sequence, long Since, SpoolSegment? Segment);

/// <summary>An event that will never be delivered.</summary>
/// <param name="Pending">The event.</param>
/// <param name="Problem">Why.</param>
internal readonly record struct DeadEvent<TEvent>(PendingEvent<TEvent> Pending, string Problem);

/// <summary>Events that were taken from the queue together, and are not through.</summary>
/// <param name="events">At least one, by rising numbers; none where <see cref="Unread"/> has them.</param>
internal sealed class Batch<TEvent>(IReadOnlyList<PendingEvent<TEvent>> events)
{
    public IReadOnlyList<PendingEvent<TEvent>> Events { get; } = events;

    /// <summary>A segment of the spool that has the events and is not read yet.</summary>
    public SpoolSegment? Unread { get; init; }

    /// <summary>Whether every event of it, and all of them together, are measured and may be sent.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>How often it was sent in vain.</summary>
    public int Attempts { get; init; }

    /// <summary>When it may be sent, as a timestamp of the clock.</summary>
    public long NotBefore { get; set; }

    /// <summary>Whether the receiver has asked for <see cref="NotBefore"/>.</summary>
    public bool IsDeferred { get; init; }

    public long FirstSequence => Unread?.FirstSequence ?? Events[0].Sequence;
}

/// <summary>What follows for a batch from what became of it. Every event of it is in one of the lists.</summary>
internal sealed record BatchOutcome<TEvent>
{
    /// <summary>What goes to its place.</summary>
    public IReadOnlyList<Batch<TEvent>> Left { get; init; } = [];

    public IReadOnlyList<PendingEvent<TEvent>> Delivered { get; init; } = [];

    public IReadOnlyList<DeadEvent<TEvent>> Dead { get; init; } = [];

    /// <summary>Where those that are through are on disk, one segment for each event.</summary>
    public IEnumerable<SpoolSegment> Segments =>
        Delivered.Concat(Dead.Select(dead => dead.Pending)).Select(pending => pending.Segment).OfType<SpoolSegment>();
}
