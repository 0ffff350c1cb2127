using System.Collections.Concurrent;
using static EppoTyped.Tests.Polling.Configurations;

namespace EppoTyped.Tests.Polling;

public sealed class InitializationTests
{
    private static readonly Func<string?, CancellationToken, Task<ConfigurationFetch>> Never = async (_, cancellationToken) =>
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return ConfigurationFetch.NotModified;
    };

    private readonly FakeClock _clock = new();
    private readonly LogCapture _log = new();

    [Fact]
    public async Task Start_returns_before_anything_has_arrived()
    {
        await using EppoClient client = EppoClient.Start(Options(Never));
        Assert.False(client.IsInitialized);
        Assert.Equal(InitializationStatus.Pending, client.Initialization.Status);
        Assert.Equal("default", ColorOf(client));
    }

    [Fact]
    public async Task A_source_that_does_not_answer_costs_the_timeout_and_no_more()
    {
        Task<EppoClient> initializing = EppoClient.InitializeAsync(Options(Never), TimeSpan.FromSeconds(3));
        await _clock.TimerAsync(left => left == TimeSpan.FromSeconds(3));
        Assert.False(initializing.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(3));

        await using EppoClient client = await initializing;
        Assert.Equal(InitializationStatus.TimedOut, client.Initialization.Status);
        Assert.False(client.Initialization.IsReady);
    }

    [Fact]
    public async Task The_timeout_of_the_options_holds_when_the_call_names_none()
    {
        Task<EppoClient> initializing = EppoClient.InitializeAsync(Options(Never) with { InitializationTimeout = TimeSpan.FromSeconds(4) });
        await _clock.TimerAsync(left => left == TimeSpan.FromSeconds(4));
        _clock.Advance(TimeSpan.FromSeconds(4));
        await using EppoClient client = await initializing;
        Assert.Equal(InitializationStatus.TimedOut, client.Initialization.Status);
    }

    [Fact]
    public async Task A_source_that_fails_is_tried_again_within_the_wait()
    {
        Task<EppoClient> initializing = EppoClient.InitializeAsync(Options(ScriptedSource.Fail(), ScriptedSource.Fail(), ScriptedSource.Color("red")), TimeSpan.FromMinutes(1));
        for (int retry = 0; retry < 2; retry++)
        {
            _clock.Advance(await _clock.TimerAsync(left => left <= TimeSpan.FromSeconds(2)));
        }

        await using EppoClient client = await initializing;
        Assert.Equal(InitializationStatus.Ready, client.Initialization.Status);
        Assert.Equal("red", ColorOf(client));
    }

    [Fact]
    public async Task A_source_that_only_fails_is_told_from_one_that_is_silent()
    {
        Task<EppoClient> initializing = EppoClient.InitializeAsync(Options(ScriptedSource.Fail("It is down."), Never), TimeSpan.FromMilliseconds(50));
        await _clock.TimerAsync(left => left >= TimeSpan.FromMilliseconds(100) && left <= TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromMilliseconds(50));
        await using EppoClient client = await initializing;
        Assert.Equal(InitializationStatus.Failed, client.Initialization.Status);
        Assert.Contains("It is down.", client.Initialization.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_gives_up_and_leaves_nothing_running()
    {
        using CancellationTokenSource cancelling = new();
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<EppoClient> initializing = EppoClient.InitializeAsync(
            Options((_, cancellationToken) =>
            {
                cancellationToken.Register(stopped.SetResult);
                asked.SetResult();
                return Never(null, cancellationToken);
            }),
            cancellationToken: cancelling.Token);
        await asked.Task;
        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => initializing);
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await _clock.UnarmedAsync();
    }

    [Fact]
    public async Task Who_fails_fast_starts_with_any_configuration_and_not_without_one()
    {
        EppoClientOptions failing = Options(ScriptedSource.Fail()) with { FailFast = true, InitialConfiguration = EppoConfiguration.FromResponses(Color("initial")) };
        await using EppoClient client = await EppoClient.InitializeAsync(failing);
        Assert.Equal("initial", ColorOf(client));

        EppoInitializationException thrown = await Assert.ThrowsAsync<EppoInitializationException>(() => EppoClient.InitializeAsync(new EppoClientOptions { Offline = true, FailFast = true, AttachToShared = false }));
        Assert.Equal((InitializationStatus.Failed, "Offline without a configuration."), (thrown.Initialization.Status, thrown.Initialization.Message));
        Assert.StartsWith("The client is not ready (Failed): Offline without a configuration. Correct that, or set EppoClientOptions.CacheFile or InitialConfiguration", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_starts_nothing()
    {
        ScriptedSource source = new(Never);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EppoClient.InitializeAsync(Options() with { Source = source }, cancellationToken: new CancellationToken(true)));
        Assert.Equal(0, source.Polls);
    }

    [Fact]
    public async Task A_hundred_waiters_share_one_fetch()
    {
        TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ScriptedSource source = new(async (_, _) =>
        {
            await open.Task;
            return ConfigurationFetch.Fetched(System.Text.Encoding.UTF8.GetBytes(Color("red")), null);
        });
        await using EppoClient client = EppoClient.Start(Options() with { Source = source });
        Task<InitializationResult>[] waiters = [.. Enumerable.Range(0, 100).Select(_ => Task.Run(() => client.WaitForInitializationAsync()))];
        open.SetResult();

        Assert.All(await Task.WhenAll(waiters), result => Assert.Equal(InitializationStatus.Ready, result.Status));
        Assert.Equal(1, source.Polls);
    }

    [Fact]
    public async Task A_waiter_that_is_cancelled_takes_nobody_with_it()
    {
        await using EppoClient client = EppoClient.Start(Options(Never));
        using CancellationTokenSource cancelling = new();
        Task<InitializationResult> cancelled = client.WaitForInitializationAsync(null, cancelling.Token);
        Task<InitializationResult> other = client.WaitForInitializationAsync();
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.False(other.IsCompleted);
    }

    [Fact]
    public async Task The_initial_configuration_answers_until_the_first_fetch_and_never_afterwards()
    {
        TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using EppoClient client = await EppoClient.InitializeAsync(Options(
            async (_, _) =>
            {
                await open.Task;
                return ConfigurationFetch.Fetched(System.Text.Encoding.UTF8.GetBytes(Color("fetched")), null);
            },
            ScriptedSource.Fail()) with { InitialConfiguration = EppoConfiguration.FromResponses(Color("initial")) });

        Assert.Equal(InitializationStatus.ReadyFromInitialConfiguration, client.Initialization.Status);
        Assert.Equal("initial", ColorOf(client));
        open.SetResult();
        await client.RefreshAsync();
        Assert.Equal("fetched", ColorOf(client));
        Assert.False(await client.RefreshAsync());
        Assert.Equal("fetched", ColorOf(client));
        Assert.Equal(InitializationStatus.Ready, client.Initialization.Status);
    }

    [Fact]
    public async Task An_initial_configuration_stays_through_failures_and_is_no_answer_to_not_modified()
    {
        await using EppoClient client = EppoClient.Start(Options(ScriptedSource.Answer(ConfigurationFetch.NotModified)) with { InitialConfiguration = EppoConfiguration.FromResponses(Color("initial")) });
        Assert.False(await client.RefreshAsync());
        Assert.Equal("initial", ColorOf(client));
        Assert.Equal(InitializationStatus.ReadyFromInitialConfiguration, client.Initialization.Status);
    }

    [Fact]
    public async Task A_broken_initial_configuration_is_said_and_does_no_harm()
    {
        await using EppoClient client = await EppoClient.InitializeAsync(Options(ScriptedSource.Color("red")) with { InitialConfiguration = EppoConfiguration.FromResponses("{\"flags\":[]}") });
        Assert.Equal("red", ColorOf(client));
        Assert.Contains(_log.Lines, line => line.Id == 26);
    }

    [Fact]
    public async Task Waiting_for_nothing_tells_how_it_is_and_a_negative_time_is_refused()
    {
        await using EppoClient client = EppoClient.Start(Options(Never));
        Assert.Equal(InitializationStatus.TimedOut, (await client.WaitForInitializationAsync(TimeSpan.Zero)).Status);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.WaitForInitializationAsync(TimeSpan.FromSeconds(-1)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => EppoClient.InitializeAsync(Options(Never), TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public void Blocking_on_a_context_with_one_thread_does_not_deadlock()
    {
        using OneThreadContext context = new();
        Thread thread = new(() =>
        {
            SynchronizationContext.SetSynchronizationContext(context);
#pragma warning disable xUnit1031 // Blocking is what this test is about.
            EppoClient client = EppoClient.InitializeAsync(Options(ScriptedSource.Color("red"))).GetAwaiter().GetResult();
            client.WaitForInitializationAsync().Wait();
            client.RefreshAsync().Wait();
            client.DisposeAsync().AsTask().Wait();
#pragma warning restore xUnit1031
        });
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(20)));
        Assert.Equal(0, context.Posted);
    }

    private EppoClientOptions Options(params Func<string?, CancellationToken, Task<ConfigurationFetch>>[] answers) => new()
    {
        Source = new ScriptedSource(answers), AttachToShared = false, TimeProvider = _clock, LoggerFactory = _log.Factory,
    };

    /// <summary>Takes work and never does it, as a thread does that waits for that work.</summary>
    private sealed class OneThreadContext : SynchronizationContext, IDisposable
    {
        private readonly BlockingCollection<SendOrPostCallback> _posted = [];

        public int Posted => _posted.Count;

        public override void Post(SendOrPostCallback d, object? state) => _posted.Add(d);

        public void Dispose() => _posted.Dispose();
    }
}
