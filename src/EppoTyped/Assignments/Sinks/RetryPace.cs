namespace EppoTyped;

/// <summary>How long a sink rests after a failure: anywhere up to a ceiling that doubles, so that senders that failed together do not come back together.</summary>
internal sealed class RetryPace(TimeSpan first, TimeSpan longest, Random random)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>After so many failures in a row, this one included.</summary>
    public TimeSpan After(int failures)
    {
        double ceiling = Math.Min(longest.TotalSeconds, first.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 30)));
        return TimeSpan.FromSeconds(Math.Max(Shortest.TotalSeconds, random.NextDouble() * ceiling));
    }

    /// <summary>After credentials were refused: slowly, because only people can mend it.</summary>
    public TimeSpan AfterRefusal() => (0.5 + (random.NextDouble() / 2)) * longest;

    /// <summary>What a receiver asked for, as far as any receiver is heeded.</summary>
    public static TimeSpan Heeded(TimeSpan asked) => asked < TimeSpan.Zero ? TimeSpan.Zero : asked < PollSchedule.LongestRetryAfter ? asked : PollSchedule.LongestRetryAfter;
}
