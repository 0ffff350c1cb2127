namespace EppoTyped;

/// <summary>How a poll ended.</summary>
internal enum PollStatus
{
    /// <summary>A configuration was taken in.</summary>
    Taken,

    /// <summary>The one in use was confirmed.</summary>
    Confirmed,

    Failed,

    /// <summary>No answer within the time of a poll.</summary>
    TimedOut,

    Unauthorized,

    /// <summary>There is nothing where it was asked for.</summary>
    Misaddressed,
}

/// <summary>What came of a poll.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Problem">Why it did not succeed, for people and without secrets.</param>
/// <param name="RetryAfter">How long the source wants to be left alone.</param>
internal readonly record struct PollOutcome(PollStatus Status, string Problem = "", TimeSpan? RetryAfter = null)
{
    public bool Succeeded => Status is PollStatus.Taken or PollStatus.Confirmed;

    /// <summary>True when time alone will not mend it.</summary>
    public bool NeedsPeople => Status is PollStatus.Unauthorized or PollStatus.Misaddressed;
}
