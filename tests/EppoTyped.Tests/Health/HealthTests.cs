using EppoTyped.Tests.Assignments;
using EppoTyped.Tests.Polling;
using static EppoTyped.Tests.Polling.Configurations;

namespace EppoTyped.Tests.Telemetry;

public sealed class HealthTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task A_client_whose_configuration_was_confirmed_lately_is_healthy()
    {
        await using EppoClient client = await EppoClient.InitializeAsync(Options(ScriptedSource.Color("red", "1"), ScriptedSource.Answer(ConfigurationFetch.NotModified)));
        _clock.Advance(TimeSpan.FromSeconds(20));
        ClientHealth health = client.Health;
        Assert.Equal((ClientHealthStatus.Healthy, "Answering from the configuration of the script, confirmed 00:00:20 ago."), (health.Status, health.Message));
        Assert.Equal((TimeSpan.FromSeconds(20), _clock.GetUtcNow() - TimeSpan.FromSeconds(20)), (health.ConfigurationAge, health.ConfirmedAt));
        Assert.Equal((1, 0, 0, null), (health.FlagCount, health.RejectedFlags, health.FailuresInARow, health.LastError));

        Assert.True(await client.RefreshAsync());
        Assert.Equal((TimeSpan.Zero, _clock.GetUtcNow()), (client.Health.ConfigurationAge, client.Health.ConfirmedAt));
    }

    [Fact]
    public async Task Failed_polls_are_told_at_once_and_are_an_alarm_when_the_configuration_has_become_old()
    {
        await using EppoClient client = await EppoClient.InitializeAsync(Options(ScriptedSource.Color("red"), ScriptedSource.Fail("It is down."), ScriptedSource.Fail("It is down."), ScriptedSource.Color("blue")));
        await client.RefreshAsync();
        Assert.Equal((ClientHealthStatus.Healthy, "It is down.", 1), (client.Health.Status, client.Health.LastError, client.Health.FailuresInARow));
        Assert.Contains("The last poll failed: It is down.", client.Health.Message, StringComparison.Ordinal);

        // Three intervals of 30 seconds, and a request of 10.
        await client.RefreshAsync();
        _clock.JumpWall(TimeSpan.FromSeconds(100));
        Assert.Equal(ClientHealthStatus.Healthy, client.Health.Status);
        _clock.JumpWall(TimeSpan.FromTicks(1));
        Assert.Equal((ClientHealthStatus.Degraded, 2), (client.Health.Status, client.Health.FailuresInARow));
        Assert.Equal("Answering from a configuration confirmed 00:01:40 ago. It is down. It is tried again.", client.Health.Message);

        Assert.True(await client.RefreshAsync());
        Assert.Equal((ClientHealthStatus.Healthy, null, 0), (client.Health.Status, client.Health.LastError, client.Health.FailuresInARow));
    }

    [Fact]
    public async Task A_poll_that_does_not_come_shows()
    {
        await using EppoClient client = await EppoClient.InitializeAsync(Options(ScriptedSource.Color("red")));
        _clock.JumpWall(TimeSpan.FromMinutes(5));
        Assert.Equal((ClientHealthStatus.Degraded, null), (client.Health.Status, client.Health.LastError));
        Assert.Contains("No poll has ended since", client.Health.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_first_configuration_it_is_degraded_and_with_a_refused_key_people_are_called()
    {
        await using EppoClient client = EppoClient.Start(Options(
            ScriptedSource.Fail("It is down."), ScriptedSource.Answer(ConfigurationFetch.Unauthorized("The key is refused.")), ScriptedSource.Fail("It is down."), ScriptedSource.Color("red")));
        while (client.Health.LastError is null)
        {
            await Task.Delay(5);
        }

        Assert.Equal((ClientHealthStatus.Degraded, "No configuration yet. It is down. Callers get their defaults; it is tried again."), (client.Health.Status, client.Health.Message));
        Assert.Null(client.Health.ConfigurationAge);
        await client.RefreshAsync();
        Assert.Equal((ClientHealthStatus.Unhealthy, "The key is refused. Callers get their defaults; it is tried again."), (client.Health.Status, client.Health.Message));

        // A server that wavers has not taken the key.
        await client.RefreshAsync();
        Assert.Equal((ClientHealthStatus.Unhealthy, "It is down."), (client.Health.Status, client.Health.LastError));
        await client.RefreshAsync();
        Assert.Equal(ClientHealthStatus.Healthy, client.Health.Status);
    }

    [Fact]
    public async Task An_initial_configuration_is_better_than_none_and_not_healthy()
    {
        await using EppoClient client = await EppoClient.InitializeAsync(Options(ScriptedSource.Fail()) with { InitialConfiguration = EppoConfiguration.FromResponses(Color("initial")) });
        Assert.Equal((ClientHealthStatus.Degraded, null), (client.Health.Status, client.Health.ConfigurationAge));
        Assert.StartsWith("Answering from the initial configuration.", client.Health.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offline_a_configuration_never_becomes_old_and_none_is_for_people_to_mend()
    {
        await using EppoClient client = EppoClient.Start(new EppoClientOptions { Offline = true, AttachToShared = false, TimeProvider = _clock });
        Assert.Equal(ClientHealthStatus.Unhealthy, client.Health.Status);
        Assert.Contains("EppoClient.SetConfiguration", client.Health.Message, StringComparison.Ordinal);
        client.SetConfiguration(EppoConfiguration.FromResponses(Color("red")));
        _clock.Advance(TimeSpan.FromDays(100));
        Assert.Equal(ClientHealthStatus.Healthy, client.Health.Status);
    }

    [Fact]
    public async Task Flags_that_cannot_be_read_are_counted_and_told()
    {
        string broken = """{"flags":{"a":{"allocations":"none"},"b":{"allocations":"none"}}}""";
        await using EppoClient client = await EppoClient.InitializeAsync(Options(ScriptedSource.Answer(ConfigurationFetch.Fetched(System.Text.Encoding.UTF8.GetBytes(broken), null))));
        Assert.Equal((ClientHealthStatus.Healthy, 2, 2), (client.Health.Status, client.Health.FlagCount, client.Health.RejectedFlags));
        Assert.EndsWith(" 2 flags cannot be read and return their defaults: the log names them.", client.Health.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_that_wait_or_are_lost_are_counted_also_after_the_end()
    {
        using GatedLogger logger = new();
        EppoClient client = await EppoClient.InitializeAsync(Options(ScriptedSource.Color("red")) with { AssignmentLogger = logger, AssignmentQueueCapacity = 1, FlushTimeout = TimeSpan.Zero });
        ColorOf(client, "alice");
        await logger.Entered;
        ColorOf(client, "bob");
        ColorOf(client, "carol");
        Assert.Equal((2, 1), (client.Health.PendingEvents, client.Health.DroppedEvents));
        client.Dispose();
        Assert.Equal((ClientHealthStatus.Unhealthy, 1, 2), (client.Health.Status, client.Health.PendingEvents, client.Health.DroppedEvents));
        logger.Open();
        await client.DisposeAsync();
    }

    private EppoClientOptions Options(params Func<string?, CancellationToken, Task<ConfigurationFetch>>[] answers) => new()
    {
        Source = new ScriptedSource(answers), AttachToShared = false, TimeProvider = _clock,
    };
}
