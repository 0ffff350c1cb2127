using System.Collections.Concurrent;

namespace EppoTyped.Faults.Tests;

/// <summary>Clocks that jump and machines that are suspended.</summary>
[Trait("Category", "Faults")]
public sealed class ClockFaults
{
    private const string Dated = """
        ,"dated":{"key":"dated","enabled":true,"variationType":"STRING","totalShards":10000,"variations":{"one":{"key":"one","value":"begun"}},
          "allocations":[{"key":"from June on","startAt":"2026-06-01T00:00:00Z","rules":[],"splits":[{"variationKey":"one","shards":[]}],"doLog":true}]}
        """;

    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    [Fact]
    public async Task F43_The_wall_clock_jumps_by_years()
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(500));
        server.Then(Answers.Json(ReferenceFlags.Json("red", Dated), "\"1\""));
        EppoClient client = await scene.InitializeAsync(scene.Options(server.BaseUrl));

        // Back: polls keep their interval, and no configuration counts as younger than it is.
        TimeSpan rest = await scene.RestAsync();
        scene.Clock.JumpWall(-Year);
        scene.Clock.Advance(rest - TimeSpan.FromMilliseconds(1));
        Assert.Single(server.Requests);
        Assert.InRange(client.Health.ConfigurationAge!.Value, TimeSpan.FromSeconds(24), TimeSpan.FromSeconds(36));
        scene.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.InRange((await scene.RestAsync()).TotalSeconds, 25, 35);
        Assert.Equal((2, "default"), (server.Requests.Count, client.GetStringAssignment("dated", "subject-1", "default")));

        // Forward: one poll, as after a suspension, and no burst. Dates in rules follow the wall clock at once.
        scene.Clock.JumpWall(2 * Year);
        Assert.Equal("begun", client.GetStringAssignment("dated", "subject-1", "default"));
        for (int glance = 0; glance < 3; glance++)
        {
            scene.Clock.Advance(TimeSpan.FromSeconds(5));
            await scene.RestAsync();
            Assert.Equal(3, server.Requests.Count);
        }

        Assert.Equal(ClientHealthStatus.Healthy, client.Health.Status);
        FaultScene.AssertAnswers(client, "red");
        scene.AssertTransitions(20);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task F44_The_machine_sleeps_for_eight_hours(bool timersSleepToo)
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(500));
        server.Good("red", "\"1\"");
        EppoClient client = await scene.InitializeAsync(scene.Options(server.BaseUrl) with { PollInterval = TimeSpan.FromHours(1) });
        await scene.RestAsync();
        server.Good("blue", "\"2\"");

        // Timers of a suspended machine stop, those of a frozen process expire; both resume with one poll within seconds.
        if (timersSleepToo)
        {
            scene.Clock.JumpWall(TimeSpan.FromHours(8));
            Assert.Equal((ClientHealthStatus.Degraded, TimeSpan.FromHours(8)), (client.Health.Status, client.Health.ConfigurationAge));
            scene.Clock.Advance(TimeSpan.FromSeconds(5));
        }
        else
        {
            scene.Clock.Advance(TimeSpan.FromHours(8));
        }

        TimeSpan rest = await scene.RestAsync();
        Assert.Equal((2, 1), (server.Requests.Count, server.MostAtOnce));
        FaultScene.AssertAnswers(client, "blue");
        Assert.Equal(ClientHealthStatus.Healthy, client.Health.Status);
        Assert.InRange(rest, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
        scene.Clock.Advance(rest - TimeSpan.FromSeconds(1));
        Assert.Equal(2, server.Requests.Count);
        scene.AssertTransitions(20);
    }

    [Fact]
    public async Task F45_Intervals_and_jitters_that_make_no_sense()
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(500));
        EppoClientOptions good = scene.Options(server.BaseUrl);
        foreach (EppoClientOptions wrong in (EppoClientOptions[])
        [
            good with { PollInterval = TimeSpan.Zero },
            good with { PollInterval = TimeSpan.FromSeconds(-30) },
            good with { PollInterval = TimeSpan.MaxValue },
            good with { PollInterval = Timeout.InfiniteTimeSpan },
            good with { PollInterval = TimeSpan.FromMilliseconds(int.MaxValue) },
            good with { PollJitter = TimeSpan.FromSeconds(31) },
            good with { PollJitter = good.PollInterval },
            good with { PollJitter = TimeSpan.FromTicks(-1) },
        ])
        {
            ArgumentException thrown = scene.Throws<ArgumentException>(() => EppoClient.Start(wrong));
            Assert.Contains("EppoClientOptions.Poll", thrown.Message, StringComparison.Ordinal);
        }

        Assert.Equal((0, 0), (server.Requests.Count, scene.Clock.ArmedTimers));

        // The tightest allowed values: no delay is ever negative or zero.
        server.Good("red", "\"1\"");
        EppoClient client = await scene.InitializeAsync(
            good with { PollInterval = TimeSpan.FromMilliseconds(100), PollJitter = TimeSpan.FromMilliseconds(99.9999) });
        for (int poll = 0; poll < 50; poll++)
        {
            TimeSpan rest = await scene.RestAsync();
            Assert.InRange(rest.TotalMilliseconds, 100, 200);
            scene.Clock.Advance(rest);
        }

        await scene.RestAsync();
        FaultScene.AssertAnswers(client, "red");
    }

    [Fact]
    public async Task F48_Ten_thousand_instances_start_at_the_same_moment()
    {
        const int Instances = 10_000, Polls = 10;
        // Each has a clock of its own, all set to the same moment, so that each can advance to its next poll alone.
        ConcurrentBag<double>[] due = [.. Enumerable.Range(0, Polls + 1).Select(_ => new ConcurrentBag<double>())];
        await Parallel.ForAsync(0, Instances, async (_, cancellationToken) =>
        {
            FakeClock clock = new();
            DateTimeOffset start = clock.GetUtcNow();
            await using EppoClient client = await EppoClient.InitializeAsync(new EppoClientOptions
            {
                Source = new StringConfigurationSource("""{"flags":{}}"""), AttachToShared = false, TimeProvider = clock,
            }, cancellationToken: cancellationToken);
            for (int poll = 1; poll <= Polls; poll++)
            {
                TimeSpan rest = await clock.TimerAsync(left => left > TimeSpan.FromSeconds(20));
                clock.Advance(rest);
                due[poll].Add((clock.GetUtcNow() - start).TotalSeconds);
            }
        });

        // The second poll: evenly over 25 to 35 seconds, about 1,000 per second (within ten standard deviations).
        int[] second = PerSecond(due[1], 25, 10);
        Assert.All(second, count => Assert.InRange(count, 700, 1300));
        // After ten polls: evenly over the whole interval of 30 seconds.
        int[] tenth = PerSecond(due[Polls].Select(at => at % 30), 0, 30);
        Assert.All(tenth, count => Assert.InRange(count, 130, 550));
        Assert.Equal((Instances, Instances), (second.Sum(), tenth.Sum()));
    }

    private static int[] PerSecond(IEnumerable<double> times, int from, int seconds)
    {
        int[] counts = new int[seconds];
        foreach (double time in times)
        {
            counts[Math.Min((int)(time - from), seconds - 1)]++;
        }

        return counts;
    }
}
