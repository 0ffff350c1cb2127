namespace EppoTyped.Tests.Assignments.Sinks;

/// <summary>What an answer means for a batch, without a queue, a worker or a clock that runs.</summary>
public sealed class RetryPolicyTests
{
    private static readonly BatchingOptions Options = new() { FirstRetryDelay = TimeSpan.FromSeconds(1), LongestRetryDelay = TimeSpan.FromMinutes(1) };

    private readonly FakeClock _clock = new();

    [Fact]
    public void A_batch_that_has_arrived_is_through()
    {
        BatchOutcome<string> outcome = Policy().Apply(Batch(3), SendResult.Delivered, out SendDelay? delay);

        Assert.Equal(["e0", "e1", "e2"], Events(outcome.Delivered));
        Assert.Empty(outcome.Left);
        Assert.Empty(outcome.Dead);
        Assert.Null(delay);
    }

    [Fact]
    public void What_is_not_taken_is_left_as_it_is_and_delays_everything_under_a_ceiling_that_doubles()
    {
        RetryPolicy<string> policy = Policy();
        for (int failure = 1; failure <= 10; failure++)
        {
            Batch<string> left = Assert.Single(policy.Apply(Batch(3, attempts: failure - 1), SendResult.RetryLater("503"), out SendDelay? delay).Left);

            Assert.Equal(["e0", "e1", "e2"], Events(left.Events));
            Assert.Equal((failure, failure), (left.Attempts, policy.Failures));
            Assert.InRange(delay!.Value.Time, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, failure - 1))));
            Assert.False(delay.Value.IsAsked);
        }

        policy.Apply(Batch(1), SendResult.Delivered, out _);
        Assert.Equal(0, policy.Failures);
    }

    [Theory]
    [InlineData(90, 90)]
    [InlineData(86_400, 3_600)]
    public void The_time_that_a_receiver_asks_for_is_kept_up_to_an_hour(int asked, int kept)
    {
        Policy().Apply(Batch(1), SendResult.RetryLater("429", TimeSpan.FromSeconds(asked)), out SendDelay? delay);

        Assert.Equal(new SendDelay(TimeSpan.FromSeconds(kept), IsAsked: true), delay);
    }

    [Fact]
    public void Refused_credentials_are_tried_slowly_from_the_first_time_on()
    {
        Policy().Apply(Batch(1), SendResult.CredentialsRefused("401"), out SendDelay? delay);

        Assert.InRange(delay!.Value.Time, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void At_the_last_attempt_all_of_it_is_dead()
    {
        RetryPolicy<string> policy = Policy(Options with { MaxAttempts = 3 });

        BatchOutcome<string> outcome = policy.Apply(Batch(2, attempts: 2), SendResult.RetryLater("503\nfrom a proxy"), out SendDelay? delay);

        Assert.Equal(["e0", "e1"], Events(outcome.Dead.Select(dead => dead.Pending)));
        Assert.Empty(outcome.Left);
        Assert.All(outcome.Dead, dead => Assert.Equal("It was sent in vain 3 times. 503\uFFFDfrom a proxy", dead.Problem));
        Assert.NotNull(delay);
    }

    [Fact]
    public void A_batch_that_is_refused_as_a_whole_is_halved_until_an_event_is_alone()
    {
        foreach (SendResult refusal in (SendResult[])[SendResult.TooLarge, SendResult.Rejected("400"), SendResult.Rejected("400", [])])
        {
            BatchOutcome<string> outcome = Policy().Apply(Batch(5, attempts: 2), refusal, out SendDelay? delay);
            Assert.Equal([["e0", "e1"], ["e2", "e3", "e4"]], outcome.Left.Select(half => Events(half.Events)));
            Assert.All(outcome.Left, half => Assert.Equal((true, 0), (half.IsMeasured, half.Attempts)));
            Assert.Null(delay);

            DeadEvent<string> dead = Assert.Single(Policy().Apply(Batch(1), refusal, out _).Dead);
            Assert.Equal(refusal.Problem, dead.Problem);
        }
    }

    [Fact]
    public void Of_a_batch_in_which_events_are_named_some_are_dead_some_wait_and_the_others_are_sent_again()
    {
        SendResult result = SendResult.Some("429", rejected: [0, 99, -1], deferred: [2, 0, 77], TimeSpan.FromSeconds(30));

        BatchOutcome<string> outcome = Policy().Apply(Batch(4), result, out SendDelay? delay);

        Assert.Equal(["e0"], Events(outcome.Dead.Select(dead => dead.Pending)));
        Assert.Equal([["e1", "e3"], ["e2"]], outcome.Left.Select(left => Events(left.Events)));
        Assert.Equal([(0, 0L, false), (1, _clock.GetTimestamp() + TimeSpan.FromSeconds(30).Ticks, true)], outcome.Left.Select(left => (left.Attempts, left.NotBefore, left.IsDeferred)));
        Assert.Null(delay);
    }

    [Fact]
    public void Whatever_the_answer_every_event_is_left_delivered_or_dead_and_none_twice()
    {
        Random random = new(20261130);
        for (int round = 0; round < 2_000; round++)
        {
            int count = random.Next(1, 9);
            RetryPolicy<string> policy = Policy(Options with { MaxAttempts = random.Next(2) == 0 ? null : 3 });

            BatchOutcome<string> outcome = policy.Apply(Batch(count, attempts: random.Next(3)), Answer(random), out _);

            IEnumerable<PendingEvent<string>> all = [.. outcome.Left.SelectMany(left => left.Events), .. outcome.Delivered, .. outcome.Dead.Select(dead => dead.Pending)];
            Assert.Equal(Enumerable.Range(1, count).Select(number => (long)number), all.Select(pending => pending.Sequence).Order());
            Assert.All(outcome.Left, left => Assert.True(left.IsMeasured && left.Events.Count > 0));
        }
    }

    private static SendResult Answer(Random random) => random.Next(6) switch
    {
        0 => SendResult.Delivered,
        1 => SendResult.RetryLater("503"),
        2 => SendResult.CredentialsRefused("401"),
        3 => SendResult.TooLarge,
        4 => SendResult.Rejected("400"),
        _ => SendResult.Some("some", Places(random), Places(random), random.Next(2) == 0 ? null : TimeSpan.FromSeconds(1), othersDelivered: random.Next(2) == 0),
    };

    private static int[] Places(Random random) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(-1, 10))];

    private static IEnumerable<string> Events(IEnumerable<PendingEvent<string>> events) => events.Select(pending => pending.Event);

    private static Batch<string> Batch(int count, int attempts = 0) =>
        new([.. Enumerable.Range(0, count).Select(number => new PendingEvent<string>($"e{number}", 2, number + 1, 0, null))]) { IsMeasured = true, Attempts = attempts };

    private RetryPolicy<string> Policy(BatchingOptions? options = null) => new((options ?? Options) with { TimeProvider = _clock }, new Random(1));
}
