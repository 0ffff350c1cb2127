using Microsoft.AspNetCore.Http;

namespace EppoTyped.Faults.Tests;

/// <summary>Starts that are cancelled, and ends at the wrong moment.</summary>
[Trait("Category", "Faults")]
public sealed class LifeFaults
{
    [Theory]
    [InlineData("while a request hangs")]
    [InlineData("while a configuration is read")]
    [InlineData("while an assignment is delivered")]
    [InlineData("in a handler")]
    [InlineData("thirty times at once")]
    public async Task F66_Dispose_at_the_wrong_moment(string moment)
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Hang);
        using SemaphoreSlim reached = new(0);
        using ManualResetEventSlim letGo = new();
        EppoClient client = null!;
        server.Good("red", "\"1\"");
        client = await scene.InitializeAsync(scene.Options(server.BaseUrl) with
        {
            AssignmentLogger = AssignmentLogger.FromDelegate(_ =>
            {
                if (moment == "while an assignment is delivered")
                {
                    reached.Release();
                    letGo.Wait();
                }
            }),
            FlushTimeout = TimeSpan.FromMilliseconds(50),
            LoggerFactory = new Pausing(moment == "while a configuration is read", () =>
            {
                reached.Release();
                letGo.Wait();
            }),
        });

        switch (moment)
        {
            case "while a request hangs":
                server.Fail();
                Task<bool> refresh = client.RefreshAsync();
                await server.Hanging.WaitAsync(FaultScene.Bound);
                await client.DisposeAsync();
                Assert.False(await refresh);
                break;
            case "while a configuration is read":
                // The reader logs in the middle of its work that this flag cannot be read.
                server.Then(Answers.Json(ReferenceFlags.Json("blue", ",\"broken\":{\"allocations\":\"none\"}"), "\"2\""));
                Task<bool> reading = client.RefreshAsync();
                await reached.WaitAsync(FaultScene.Bound);
                client.Dispose();
                letGo.Set();
                await client.DisposeAsync();
                Assert.False(await reading);
                break;
            case "while an assignment is delivered":
                FaultScene.AssertAnswers(client, "red");
                await reached.WaitAsync(FaultScene.Bound);
                await client.DisposeAsync().AsTask().WaitAsync(FaultScene.Bound);
                letGo.Set();
                break;
            case "in a handler":
                client.ConfigurationChanged += (_, _) =>
                {
                    client.Dispose();
                    reached.Release();
                };
                server.Good("blue", "\"2\"");
                await client.RefreshAsync();
                await reached.WaitAsync(FaultScene.Bound);
                break;
            default:
                await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Task.Run(async () =>
                {
                    if (number % 2 == 0)
                    {
                        client.Dispose();
                    }
                    else
                    {
                        await client.DisposeAsync();
                    }
                }))).WaitAsync(FaultScene.Bound);
                break;
        }

        FaultScene.AssertDefaults(client);
        client.Dispose();
        await client.DisposeAsync();
        await AssertNothingGoesOnAsync(scene, server);
    }

    [Fact]
    public async Task F67_Calls_after_dispose()
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(500));
        server.Good("red", "\"1\"");
        EppoClient client = await scene.InitializeAsync(scene.Options(server.BaseUrl));
        await client.DisposeAsync();

        FaultScene.AssertDefaults(client);
        Assert.False(await client.RefreshAsync());
        await client.FlushAsync();
        await client.WaitForInitializationAsync();
        client.SetConfiguration(EppoConfiguration.FromResponses(ReferenceFlags.Json("blue")));
        client.SetInitialConfiguration(EppoConfiguration.FromResponses(ReferenceFlags.Json("blue")));
        client.ConfigurationChanged += (_, _) => { };
        Assert.Null(client.GetConfiguration());
        Assert.False(client.IsInitialized);
        Assert.Empty(client.FlagKeys);
        ClientHealth health = client.Health;
        scene.Saw(health);
        Assert.Equal((ClientHealthStatus.Unhealthy, 0, (TimeSpan?)null), (health.Status, health.FlagCount, health.ConfigurationAge));
        FaultScene.AssertDefaults(client);
        FaultScene.AssertDefaults(client.Snapshot());
    }

    [Fact]
    public async Task F68_Calls_before_the_first_configuration_and_a_hundred_who_wait()
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(500));
        using SemaphoreSlim asked = new(0);
        TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Then(async context =>
        {
            asked.Release();
            await open.Task;
            await Answers.Json(ReferenceFlags.Json("red"), "\"1\"")(context);
        });
        EppoClient client = scene.Start(scene.Options(server.BaseUrl));
        Task<InitializationResult>[] waiting =
        [
            .. Enumerable.Range(0, 100).Select(_ => Task.Run(() => client.WaitForInitializationAsync())),
        ];
        await asked.WaitAsync(FaultScene.Bound);
        FaultScene.AssertDefaults(client);
        ClientHealth health = client.Health;
        Assert.Equal((ClientHealthStatus.Degraded, 0, (string?)null), (health.Status, health.FlagCount, health.LastError));
        Assert.StartsWith("No configuration yet.", health.Message, StringComparison.Ordinal);

        open.SetResult();
        Assert.All(
            await Task.WhenAll(waiting).WaitAsync(FaultScene.Bound), result => Assert.Equal(InitializationStatus.Ready, result.Status));
        Assert.Single(server.Requests);
        FaultScene.AssertAnswers(client, "red");
        await scene.Clock.TimerAsync(_ => true);
    }

    [Fact]
    public async Task F69_The_initialization_is_cancelled()
    {
        await using FaultScene scene = new();
        TaskCompletionSource aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using KestrelServer server = await KestrelServer.StartAsync(context =>
        {
            context.RequestAborted.Register(aborted.SetResult);
            return Answers.Hang(context);
        });
        server.Fail();
        using CancellationTokenSource cancelling = new();
        Task<EppoClient> initializing = EppoClient.InitializeAsync(scene.Options(server.BaseUrl), cancellationToken: cancelling.Token);
        await server.Hanging.WaitAsync(FaultScene.Bound);
        await cancelling.CancelAsync();

        scene.Saw(await Assert.ThrowsAnyAsync<OperationCanceledException>(() => initializing.WaitAsync(FaultScene.Bound)));
        await aborted.Task.WaitAsync(FaultScene.Bound);
        await AssertNothingGoesOnAsync(scene, server);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(401, "Unauthorized", "answered 401", "EppoClientOptions.SdkKey")]
    [InlineData(500, "Failed", "answered 500", "EppoClientOptions.CacheFile")]
    [InlineData(0, "TimedOut", "has not answered within 00:00:03", "EppoClientOptions.CacheFile")]
    public async Task F70_Whether_a_host_starts_without_flags(int status, string says, string problem, string mend)
    {
        await using FaultScene scene = new();
        Func<HttpContext, Task> fault = status == 0 ? Answers.Hang : Answers.Status(status);
        await using KestrelServer server = await KestrelServer.StartAsync(fault);
        server.Fail();
        TimeSpan patience = TimeSpan.FromSeconds(3);

        // By default the host starts.
        await using (EppoClient client = await InitializeAsync(failFast: false))
        {
            Assert.Equal(says, client.Initialization.Status.ToString());
            FaultScene.AssertDefaults(client);
        }

        await scene.Clock.UnarmedAsync();
        EppoInitializationException thrown = await Assert.ThrowsAsync<EppoInitializationException>(() => InitializeAsync(failFast: true));
        scene.Saw(thrown);
        scene.Saw(thrown.Initialization);
        Assert.Equal(says, thrown.Initialization.Status.ToString());
        Assert.StartsWith($"The client is not ready ({says}): ", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(problem, thrown.Message, StringComparison.Ordinal);
        Assert.Contains(mend, thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("tried again", thrown.ToString(), StringComparison.Ordinal);

        await AssertNothingGoesOnAsync(scene, server);

        async Task<EppoClient> InitializeAsync(bool failFast)
        {
            int before = server.Requests.Count;
            Task<EppoClient> initializing = EppoClient.InitializeAsync(
                scene.Options(server.BaseUrl) with { FailFast = failFast }, patience);
            await Task.WhenAny(initializing, scene.Clock.TimerAsync(left => left == patience));
            // The request was sent, and where the server responds the response is known, before the time-out.
            while (!initializing.IsCompleted
                && (server.Requests.Count == before || (status != 0 && !scene.Log.Lines.Any(line => line.Id is 22 or 23))))
            {
                await Task.Delay(5);
            }

            scene.Clock.Advance(patience);
            return await initializing.WaitAsync(FaultScene.Bound);
        }
    }

    [Fact]
    public async Task F72_A_change_listener_throws_blocks_subscribes_and_disposes()
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(500));
        server.Good("red", "\"1\"");
        EppoClient client = await scene.InitializeAsync(scene.Options(server.BaseUrl));
        using ManualResetEventSlim letGo = new();
        using SemaphoreSlim heard = new(0), subscribed = new(0);
        client.ConfigurationChanged += (_, _) => throw new InvalidOperationException("This handler is broken.");
        client.ConfigurationChanged += (_, _) => letGo.Wait();
        client.ConfigurationChanged += (_, _) => client.ConfigurationChanged += (_, _) => subscribed.Release();
        client.ConfigurationChanged += (_, _) => heard.Release();

        foreach (string color in (string[])["blue", "green"])
        {
            server.Good(color, null);
            Assert.True(await client.RefreshAsync().WaitAsync(FaultScene.Bound));
            FaultScene.AssertAnswers(client, color);
            Assert.True(await heard.WaitAsync(FaultScene.Bound), "A handler that works was not told.");
        }

        Assert.True(await subscribed.WaitAsync(FaultScene.Bound), "A handler that was added in a handler was not told.");
        client.ConfigurationChanged += (_, _) => client.Dispose();
        server.Good("yellow", null);
        await client.RefreshAsync().WaitAsync(FaultScene.Bound);
        await scene.Clock.UnarmedAsync();
        FaultScene.AssertDefaults(client);
        Assert.Single(scene.Log.Lines, line => line.Id == 53);
        letGo.Set();
    }

    private static async Task AssertNothingGoesOnAsync(FaultScene scene, KestrelServer server)
    {
        await scene.Clock.UnarmedAsync();
        int requests = server.Requests.Count;
        scene.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((0, requests), (scene.Clock.ArmedTimers, server.Requests.Count));
    }

    /// <summary>A log that keeps nothing, and blocks at the line of a flag that cannot be read.</summary>
    private sealed class Pausing(bool pauses, Action pause)
        : Microsoft.Extensions.Logging.ILoggerFactory, Microsoft.Extensions.Logging.ILogger
    {
        public void AddProvider(Microsoft.Extensions.Logging.ILoggerProvider provider)
        {
        }

        public Microsoft.Extensions.Logging.ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => true;

        public void Log<TState>(
            Microsoft.Extensions.Logging.LogLevel logLevel,
            Microsoft.Extensions.Logging.EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (pauses && eventId.Id == 10)
            {
                pause();
            }
        }
    }
}
