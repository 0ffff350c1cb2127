using static EppoTyped.Tests.Polling.Configurations;

namespace EppoTyped.Tests.Polling;

/// <summary>Attaches to the shared client; whoever else does must be in this collection, so that they take turns.</summary>
[Collection("FlagClient.Shared")]
public sealed class LifecycleTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task A_client_attaches_itself_and_leaves_on_dispose()
    {
        Assert.False(FlagClient.Shared.IsInitialized);
        await using (EppoClient client = await EppoClient.InitializeAsync(Options(ScriptedSource.Color("red")) with { AttachToShared = true }))
        {
            Assert.Equal("red", ColorOf(FlagClient.Shared));
        }

        Assert.False(FlagClient.Shared.IsInitialized);
        Assert.Equal("default", ColorOf(FlagClient.Shared));
        await using EppoClient next = await EppoClient.InitializeAsync(Options(ScriptedSource.Color("blue")) with { AttachToShared = true });
        Assert.Equal("blue", ColorOf(FlagClient.Shared));
    }

    [Fact]
    public async Task A_second_client_that_attaches_throws_with_the_mend_and_leaves_nothing_running()
    {
        await using EppoClient first = await EppoClient.InitializeAsync(Options(ScriptedSource.Color("red")) with { AttachToShared = true });
        ScriptedSource source = new(ScriptedSource.Color("blue"));
        FakeClock clock = new();

        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => EppoClient.Start(Options() with { Source = source, TimeProvider = clock, AttachToShared = true }));

        Assert.Contains("EppoClientOptions.AttachToShared = false", thrown.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), (source.Polls, clock.ArmedTimers));
        Assert.Equal("red", ColorOf(FlagClient.Shared));
    }

    [Fact]
    public async Task After_dispose_calls_give_defaults_and_nothing_is_armed_again()
    {
        EppoClient client = await EppoClient.InitializeAsync(Options(ScriptedSource.Color("red")));
        await client.DisposeAsync();

        Assert.Equal("default", ColorOf(client));
        Assert.False(client.IsInitialized);
        Assert.False(await client.RefreshAsync());
        Assert.True((await client.WaitForInitializationAsync()).IsReady);
        await _clock.UnarmedAsync();
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, _clock.ArmedTimers);
        Assert.EndsWith("disposed)", client.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_may_come_twice_from_anywhere_and_at_once()
    {
        EppoClient client = await EppoClient.InitializeAsync(Options(ScriptedSource.Color("red")));
        await Task.WhenAll(Enumerable.Range(0, 32).Select(number => Task.Run(async () =>
        {
            if (number % 2 == 0)
            {
                client.Dispose();
            }
            else
            {
                await client.DisposeAsync();
            }
        })));
        client.Dispose();
        await client.DisposeAsync();
        await _clock.UnarmedAsync();
    }

    [Fact]
    public async Task A_configuration_that_arrives_while_the_client_is_disposed_does_not_wake_it()
    {
        TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        EppoClient client = EppoClient.Start(Options(async (_, _) =>
        {
            asked.SetResult();
            await open.Task;
            return ConfigurationFetch.Fetched(System.Text.Encoding.UTF8.GetBytes(Color("late")), null);
        }));
        await asked.Task;
        Task<InitializationResult> waiting = client.WaitForInitializationAsync();
        Task<bool> refresh = client.RefreshAsync();
        client.Dispose();
        open.SetResult();
        await client.DisposeAsync();

        Assert.Equal(InitializationStatus.Failed, (await waiting).Status);
        Assert.False(await refresh);
        Assert.False(client.IsInitialized);
        Assert.Equal("default", ColorOf(client));
    }

    [Fact]
    public async Task A_source_of_the_user_is_not_disposed()
    {
        DisposableSource source = new();
        await using (EppoClient client = await EppoClient.InitializeAsync(Options() with { Source = source }))
        {
            Assert.Equal("red", ColorOf(client));
        }

        Assert.False(source.Disposed);
    }

    [Fact]
    public async Task Clients_side_by_side_know_nothing_of_each_other()
    {
        await using EppoClient red = await EppoClient.InitializeAsync(Options(ScriptedSource.Color("red")));
        await using EppoClient blue = await EppoClient.InitializeAsync(Options(ScriptedSource.Color("blue")));
        await red.DisposeAsync();
        Assert.Equal(("default", "blue"), (ColorOf(red), ColorOf(blue)));
    }

    private EppoClientOptions Options(params Func<string?, CancellationToken, Task<ConfigurationFetch>>[] answers) => new()
    {
        Source = new ScriptedSource(answers), AttachToShared = false, TimeProvider = _clock,
    };

    private sealed class DisposableSource : IConfigurationSource, IDisposable
    {
        public bool Disposed { get; private set; }

        public ValueTask<ConfigurationFetch> FetchAsync(string? revision, CancellationToken cancellationToken) =>
            new(ScriptedSource.Color("red")(revision, cancellationToken));

        public void Dispose() => Disposed = true;
    }
}
