namespace EppoTyped;

/// <summary>When the next poll is due. One random sequence, used by the poller's loop alone.</summary>
internal sealed class PollSchedule(TimeSpan interval, TimeSpan jitter, Random random)
{
    /// <summary>No number of failures delays the next poll for longer.</summary>
    public static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan FirstRetryWithoutConfiguration = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>After a poll that brought or confirmed a configuration.</summary>
    public TimeSpan AfterSuccess() => AtLeastShortest(interval + (((2 * random.NextDouble()) - 1) * jitter));

    /// <summary>
    /// After a poll that failed: a random time up to a limit that doubles, so that clients that failed together do not return together.
    /// </summary>
    /// <param name="failures">How many have failed in a row, this one included.</param>
    /// <param name="hasConfiguration">
    /// Whether calls are answered from a configuration meanwhile; if not, the first retries are quick.
    /// </param>
    /// <param name="retryAfter">What the server asked for.</param>
    public TimeSpan AfterFailure(int failures, bool hasConfiguration, TimeSpan? retryAfter)
    {
        TimeSpan first = hasConfiguration || interval < FirstRetryWithoutConfiguration ? interval : FirstRetryWithoutConfiguration;
        double ceiling = Math.Min(LongestBackoff.TotalSeconds, first.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 30)));
        return NotBefore(retryAfter, TimeSpan.FromSeconds(random.NextDouble() * ceiling));
    }

    /// <summary>After credentials were refused, or the address is wrong: slowly, because only people can repair it.</summary>
    public TimeSpan AfterRefusal(TimeSpan? retryAfter) => NotBefore(retryAfter, (0.5 + (random.NextDouble() / 2)) * LongestBackoff);

    private TimeSpan NotBefore(TimeSpan? retryAfter, TimeSpan backoff)
    {
        if (retryAfter is not { } asked)
        {
            return AtLeastShortest(backoff);
        }

        TimeSpan clamped = asked < HttpAnswers.LongestRetryAfter ? asked : HttpAnswers.LongestRetryAfter;
        return AtLeastShortest(backoff > clamped ? backoff : clamped + (random.NextDouble() * jitter));
    }

    private static TimeSpan AtLeastShortest(TimeSpan delay) => delay > ShortestDelay ? delay : ShortestDelay;
}
