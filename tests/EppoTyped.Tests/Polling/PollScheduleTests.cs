namespace EppoTyped.Tests.Polling;

public sealed class PollScheduleTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Jitter = TimeSpan.FromSeconds(5);

    [Fact]
    public void A_poll_moves_both_ways_evenly_and_never_beyond_the_jitter()
    {
        PollSchedule schedule = new(Interval, Jitter, new Random(1));
        List<double> delays = [.. Enumerable.Range(0, 10_000).Select(_ => schedule.AfterSuccess().TotalSeconds)];

        Assert.All(delays, delay => Assert.InRange(delay, 25, 35));
        Assert.InRange(delays.Average(), 29.9, 30.1);
        Assert.InRange(delays.Count(delay => delay < 27.5), 2_300, 2_700);
        Assert.InRange(delays.Count(delay => delay > 32.5), 2_300, 2_700);
    }

    [Fact]
    public void Clients_that_start_together_are_spread_over_the_whole_interval_after_ten_polls()
    {
        List<double> due = [.. Enumerable.Range(0, 10_000).Select(seed =>
        {
            PollSchedule schedule = new(Interval, Jitter, new Random(seed));
            return Enumerable.Range(0, 10).Sum(_ => schedule.AfterSuccess().TotalSeconds);
        })];

        Assert.True(due.Max() - due.Min() > 30);
        Assert.All(due.GroupBy(Math.Floor), second => Assert.InRange(second.Count(), 0, 800));
    }

    [Fact]
    public void Backoff_doubles_with_full_jitter_up_to_five_minutes_and_never_spins()
    {
        PollSchedule schedule = new(Interval, Jitter, new Random(2));
        foreach ((int failures, double ceiling) in new[] { (1, 30.0), (2, 60.0), (3, 120.0), (4, 240.0), (5, 300.0), (1_000_000, 300.0), (int.MaxValue, 300.0) })
        {
            List<double> delays = [.. Enumerable.Range(0, 2_000).Select(_ => schedule.AfterFailure(failures, hasConfiguration: true, null).TotalSeconds)];
            Assert.All(delays, delay => Assert.InRange(delay, 0.1, ceiling));
            Assert.InRange(delays.Max(), ceiling * 0.98, ceiling);
            Assert.InRange(delays.Average(), ceiling * 0.45, ceiling * 0.55);
        }
    }

    [Fact]
    public void Without_a_configuration_the_first_retries_are_quick()
    {
        PollSchedule schedule = new(Interval, Jitter, new Random(3));
        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.InRange(schedule.AfterFailure(1, hasConfiguration: false, null).TotalSeconds, 0.1, 1));
        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.InRange(schedule.AfterFailure(3, hasConfiguration: false, null).TotalSeconds, 0.1, 4));
    }

    [Theory]
    [InlineData(120, 120, 125)]
    [InlineData(0, 0.1, 5.1)]
    [InlineData(3600, 3600, 3605)]
    [InlineData(86_400, 3600, 3605)]
    public void A_server_that_asks_for_time_gets_it_for_an_hour_at_most(int asked, double least, double most)
    {
        PollSchedule schedule = new(Interval, Jitter, new Random(4));
        Assert.All(
            Enumerable.Range(0, 500),
            _ => Assert.InRange(schedule.AfterFailure(1, hasConfiguration: false, TimeSpan.FromSeconds(asked)).TotalSeconds, least, most));
    }

    [Fact]
    public void A_refused_key_is_tried_again_slowly()
    {
        PollSchedule schedule = new(Interval, Jitter, new Random(5));
        Assert.All(Enumerable.Range(0, 500), _ => Assert.InRange(schedule.AfterRefusal(null).TotalSeconds, 150, 300));
        Assert.True(schedule.AfterRefusal(TimeSpan.MaxValue) < TimeSpan.FromSeconds(3606));
    }

    [Fact]
    public void A_delay_is_never_negative_and_never_nothing()
    {
        PollSchedule schedule = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(99), new Random(6));
        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.True(schedule.AfterSuccess() >= TimeSpan.FromMilliseconds(100)));
    }
}
