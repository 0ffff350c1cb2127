using static EppoTyped.Tests.Polling.Configurations;

namespace EppoTyped.Tests.Polling;

public sealed class PollingLoopTests
{
    private readonly FakeClock _clock = new();
    private readonly LogCapture _log = new();

    [Fact]
    public async Task The_first_fetch_is_at_once_and_the_next_after_the_interval_give_or_take_the_jitter()
    {
        ScriptedSource source = new(ScriptedSource.Color("red"), ScriptedSource.Color("blue"));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(source));
        Assert.Equal("red", ColorOf(client));

        TimeSpan rest = await RestAsync();
        Assert.InRange(rest.TotalSeconds, 25, 35);
        _clock.Advance(rest - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, source.Polls);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await RestAsync();
        Assert.Equal(2, source.Polls);
        Assert.Equal("blue", ColorOf(client));
    }

    [Fact]
    public async Task A_client_that_slept_for_hours_polls_once_and_not_in_a_burst()
    {
        ScriptedSource source = new(ScriptedSource.Color("red"));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(source));
        await RestAsync();

        _clock.Advance(TimeSpan.FromHours(8));
        await RestAsync();
        Assert.Equal(2, source.Polls);
    }

    [Fact]
    public async Task Polling_goes_on_through_any_number_of_failures_and_writes_one_line_for_each_change()
    {
        ScriptedSource source = new(
        [
            ScriptedSource.Color("red"),
            .. Enumerable.Repeat(ScriptedSource.Fail(), 12),
            (_, _) => throw new InvalidOperationException("It broke."),
            (_, _) => Task.FromResult<ConfigurationFetch>(null!),
            ScriptedSource.Color("blue"),
        ]);
        await using EppoClient client = await EppoClient.InitializeAsync(Options(source));
        for (int poll = 2; poll <= 16; poll++)
        {
            TimeSpan rest = await RestAsync();
            Assert.InRange(rest, TimeSpan.FromMilliseconds(100), PollSchedule.LongestBackoff);
            Assert.Equal("red", ColorOf(client));
            _clock.Advance(rest);
        }

        await RestAsync();
        Assert.Equal(16, source.Polls);
        Assert.Equal("blue", ColorOf(client));
        Assert.Equal([20, 21, 24], _log.Polling.Select(line => line.Id));
        Assert.Contains("after 14 failed polls", _log.Polling.Last().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_key_is_said_once_whatever_comes_between()
    {
        Func<string?, CancellationToken, Task<ConfigurationFetch>> refused = ScriptedSource.Answer(ConfigurationFetch.Unauthorized("The key is refused."));
        ScriptedSource source = new(refused, ScriptedSource.Fail(), refused, refused, ScriptedSource.Fail(), ScriptedSource.Color("red"));
        await using EppoClient client = EppoClient.Start(Options(source));
        for (int poll = 1; poll < 6; poll++)
        {
            _clock.Advance(await RestAsync());
        }

        await RestAsync();
        Assert.Equal([23, 20], _log.Polling.Select(line => line.Id));
        Assert.Equal("red", ColorOf(client));
    }

    [Fact]
    public async Task Refreshes_that_come_together_share_one_poll_and_polls_never_overlap()
    {
        TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ScriptedSource source = new(async (_, _) =>
        {
            await open.Task;
            return ConfigurationFetch.Fetched(System.Text.Encoding.UTF8.GetBytes(Color("red")), null);
        });
        await using EppoClient client = EppoClient.Start(Options(source));
        Task<bool>[] refreshes = [.. Enumerable.Range(0, 100).Select(_ => client.RefreshAsync())];
        open.SetResult();

        Assert.All(await Task.WhenAll(refreshes), Assert.True);
        // The poll under way when they were asked for, and one for them all.
        Assert.InRange(source.Polls, 1, 2);
        Assert.False(source.Overlapped);
    }

    [Fact]
    public async Task A_source_that_heeds_no_token_delays_nobody_and_is_never_asked_twice_at_a_time()
    {
        using ManualResetEventSlim blocked = new();
        ScriptedSource source = new(
            (_, _) =>
            {
                blocked.Wait(TimeSpan.FromSeconds(30), CancellationToken.None);
                return Task.FromResult(ConfigurationFetch.NotModified);
            },
            ScriptedSource.Color("red"));
        await using EppoClient client = EppoClient.Start(Options(source));
        await _clock.TimerAsync(left => left == TimeSpan.FromSeconds(10));
        _clock.Advance(TimeSpan.FromSeconds(10));
        await RestAsync();
        Assert.Equal(InitializationStatus.TimedOut, client.Initialization.Status);

        Task<bool> refresh = client.RefreshAsync();
        await _clock.TimerAsync(left => left == TimeSpan.FromSeconds(10));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.False(await refresh);
        Assert.Equal(1, source.Polls);

        refresh = client.RefreshAsync();
        blocked.Set();
        Assert.True(await refresh);
        Assert.Equal("red", ColorOf(client));
        Assert.False(source.Overlapped);
    }

    [Fact]
    public async Task A_logger_that_throws_ends_neither_polling_nor_an_evaluation()
    {
        LogCapture broken = new(throws: true);
        ScriptedSource source = new(ScriptedSource.Fail(), ScriptedSource.Color("red"), ScriptedSource.Fail(), ScriptedSource.Color("blue"));
        await using EppoClient client = EppoClient.Start(Options(source) with { LoggerFactory = broken.Factory });
        while (!await client.RefreshAsync())
        {
        }

        Assert.Equal("red", ColorOf(client));
        Assert.False(await client.RefreshAsync());
        Assert.True(await client.RefreshAsync());
        Assert.Equal("blue", ColorOf(client));
        Assert.NotEmpty(broken.Lines);
    }

    [Fact]
    public async Task A_configuration_without_flags_is_used_and_said()
    {
        ScriptedSource source = new(ScriptedSource.Color("red"), ScriptedSource.Answer(ConfigurationFetch.Fetched("{\"flags\":{}}"u8.ToArray(), null)));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(source));

        Assert.True(await client.RefreshAsync());
        Assert.Equal("default", ColorOf(client));
        Assert.True(client.IsInitialized);
        Assert.Contains(_log.Lines, line => line.Id == 27);
    }

    [Fact]
    public async Task A_handle_is_bound_before_a_new_configuration_can_be_seen()
    {
        ScriptedSource source = new(ScriptedSource.Color("red"), ScriptedSource.Color("blue"));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(source));
        Flag<string> flag = new TextFlag("color", "default");
        Assert.Equal("red", client.GetValue(flag, new Subject("subject-1")));
        await client.RefreshAsync();
        Assert.Equal("blue", client.GetValue(flag, new Subject("subject-1")));
    }

    /// <summary>The rest until the next poll: the one timer that is no timeout.</summary>
    private Task<TimeSpan> RestAsync() => _clock.TimerAsync(left => left != TimeSpan.FromSeconds(10));

    private EppoClientOptions Options(ScriptedSource source) => new()
    {
        Source = source, AttachToShared = false, TimeProvider = _clock, LoggerFactory = _log.Factory,
    };
}
