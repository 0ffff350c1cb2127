namespace EppoTyped;

/// <summary>How a poll ended.</summary>
internal enum PollStatus
{
    /// <summary>A configuration was applied.</summary>
    Applied,

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
    /// <summary>A sentence or a few; a source's own text may be anything.</summary>
    public const int LongestProblem = 1000;

    public bool Succeeded => Status is PollStatus.Applied or PollStatus.Confirmed;

    /// <summary>True when time alone will not repair it.</summary>
    public bool NeedsPeople => Status is PollStatus.Unauthorized or PollStatus.Misaddressed;

    /// <summary>A failure in the source's own words.</summary>
    public static PollOutcome Of(PollStatus status, string problem, TimeSpan? retryAfter) =>
        new(status, LogText.Sanitize(problem, LongestProblem), retryAfter);
}

/// <summary>How polling goes, as of the last poll.</summary>
/// <param name="Problem">What the last poll failed with; null when it succeeded.</param>
/// <param name="Refusal">
/// What only people can repair, a refused key or a wrong address, met since the last success; null when there is none.
/// </param>
/// <param name="Failures">How many polls have failed in a row.</param>
internal sealed record PollReport(string? Problem, string? Refusal, int Failures)
{
    public static readonly PollReport None = new(null, null, 0);
}
