namespace EppoTyped;

/// <summary>
/// Decides what an answer means for a batch: through, sent again and when, halved to find the event that is refused, or dead.
/// </summary>
/// <remarks>Not safe for several threads; the worker alone asks it.</remarks>
internal sealed class RetryPolicy<TEvent>(BatchingOptions options, Random random)
{
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(1);

    /// <summary>How many batches in a row were not taken, for no fault of their own.</summary>
    public int Failures { get; private set; }

    /// <summary>What follows from an answer.</summary>
    /// <param name="batch">What was sent.</param>
    /// <param name="result">The answer.</param>
    /// <param name="delay">How long nothing at all may be sent; null when the receiver does its work.</param>
    public BatchOutcome<TEvent> Apply(Batch<TEvent> batch, SendResult result, out SendDelay? delay)
    {
        if (result.Outcome is SendOutcome.RetryLater or SendOutcome.CredentialsRefused)
        {
            Failures++;
            delay = DelayOf(result);
            return IsLastAttempt(batch)
                ? new BatchOutcome<TEvent> { Dead = SentInVain(batch, batch.Events, LogText.Sanitize(result.Problem ?? "")) }
                : new BatchOutcome<TEvent> { Left = [Measured(batch.Events, batch.Attempts + 1)] };
        }

        (Failures, delay) = (0, null);
        return result.Outcome switch
        {
            SendOutcome.Delivered => new BatchOutcome<TEvent> { Delivered = batch.Events },
            SendOutcome.Some => Sort(batch, result),
            _ => Divide(batch, result.Problem),
        };
    }

    /// <summary>Anywhere up to a ceiling that doubles, so that senders that failed together do not come back together.</summary>
    private TimeSpan DelayAfter(int failures)
    {
        double doubled = options.FirstRetryDelay.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 30));
        double ceiling = Math.Min(options.LongestRetryDelay.TotalSeconds, doubled);
        return TimeSpan.FromSeconds(Math.Max(ShortestDelay.TotalSeconds, random.NextDouble() * ceiling));
    }

    /// <summary>What a receiver asked for, within reason.</summary>
    private static TimeSpan Limit(TimeSpan asked) =>
        asked < TimeSpan.Zero ? TimeSpan.Zero : asked < HttpAnswers.LongestRetryAfter ? asked : HttpAnswers.LongestRetryAfter;

    private SendDelay DelayOf(SendResult result)
    {
        // Only people can mend refused credentials, so they are tried slowly.
        TimeSpan own = result.Outcome == SendOutcome.CredentialsRefused
            ? (0.5 + (random.NextDouble() / 2)) * options.LongestRetryDelay
            : DelayAfter(Failures);
        TimeSpan asked = Limit(result.After ?? TimeSpan.Zero);
        return new SendDelay(own > asked ? own : asked, IsAsked: asked > TimeSpan.Zero);
    }

    private bool IsLastAttempt(Batch<TEvent> batch) => batch.Attempts + 1 >= options.MaxAttempts;

    /// <summary>Halves what is refused as a whole, until the events at fault are alone.</summary>
    private static BatchOutcome<TEvent> Divide(Batch<TEvent> batch, string? problem)
    {
        if (batch.Events.Count == 1)
        {
            return new BatchOutcome<TEvent> { Dead = Dead(batch.Events, problem) };
        }

        int half = batch.Events.Count / 2;
        return new BatchOutcome<TEvent> { Left = [Measured([.. batch.Events.Take(half)]), Measured([.. batch.Events.Skip(half)])] };
    }

    /// <summary>Sorts out what is refused for good and what for a while.</summary>
    private BatchOutcome<TEvent> Sort(Batch<TEvent> batch, SendResult result)
    {
        HashSet<int> rejected = [.. result.RejectedEvents.Where(IsIndex)];
        HashSet<int> deferred = [.. result.DeferredEvents.Where(index => IsIndex(index) && !rejected.Contains(index))];
        if (rejected.Count + deferred.Count == 0 && !result.OthersDelivered)
        {
            // Sent again as it is, it would be refused again.
            return Divide(batch, result.Problem);
        }

        List<PendingEvent<TEvent>> others = [.. batch.Events.Where((_, index) => !rejected.Contains(index) && !deferred.Contains(index))];
        List<PendingEvent<TEvent>> later = [.. batch.Events.Where((_, index) => deferred.Contains(index))];
        List<DeadEvent<TEvent>> dead = Dead(batch.Events.Where((_, index) => rejected.Contains(index)), result.Problem);
        List<Batch<TEvent>> left = [];
        if (others.Count > 0 && !result.OthersDelivered)
        {
            left.Add(Measured(others));
        }

        if (later.Count > 0 && IsLastAttempt(batch))
        {
            dead.AddRange(SentInVain(batch, later, result.Problem));
        }
        else if (later.Count > 0)
        {
            left.Add(Defer(batch, later, result.After));
        }

        return new BatchOutcome<TEvent> { Left = left, Delivered = result.OthersDelivered ? others : [], Dead = dead };

        bool IsIndex(int index) => index >= 0 && index < batch.Events.Count;
    }

    private Batch<TEvent> Defer(Batch<TEvent> batch, List<PendingEvent<TEvent>> later, TimeSpan? asked) => new(later)
    {
        IsMeasured = true,
        Attempts = batch.Attempts + 1,
        NotBefore = options.TimestampIn(asked is { } time ? Limit(time) : DelayAfter(batch.Attempts + 1)),
        IsDeferred = asked is not null,
    };

    private static Batch<TEvent> Measured(IReadOnlyList<PendingEvent<TEvent>> events, int attempts = 0) =>
        new(events) { IsMeasured = true, Attempts = attempts };

    private static List<DeadEvent<TEvent>> SentInVain(Batch<TEvent> batch, IEnumerable<PendingEvent<TEvent>> events, string? problem) =>
        Dead(events, FormattableString.Invariant($"It was sent in vain {batch.Attempts + 1} times. {problem}"));

    private static List<DeadEvent<TEvent>> Dead(IEnumerable<PendingEvent<TEvent>> events, string? problem) =>
        [.. events.Select(pending => new DeadEvent<TEvent>(pending, problem ?? ""))];
}

/// <summary>A time in which a receiver is sent nothing.</summary>
/// <param name="Time">How long.</param>
/// <param name="IsAsked">Whether the receiver has asked for time.</param>
internal readonly record struct SendDelay(TimeSpan Time, bool IsAsked);
