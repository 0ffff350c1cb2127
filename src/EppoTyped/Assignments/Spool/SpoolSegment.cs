namespace EppoTyped;

/// <summary>One file of the spool.</summary>
/// <param name="path">Where it is.</param>
/// <param name="firstSequence">The number of its first event.</param>
/// <param name="since">When it was begun, as a timestamp of the clock.</param>
internal sealed class SpoolSegment(string path, long firstSequence, long since)
{
    public string Path { get; } = path;

    public long FirstSequence { get; } = firstSequence;

    public long Since { get; } = since;

    /// <summary>How many events were written to it.</summary>
    public int Count { get; set; }

    /// <summary>How many of them are through.</summary>
    public int Settled { get; set; }

    public long Bytes { get; set; }
}
