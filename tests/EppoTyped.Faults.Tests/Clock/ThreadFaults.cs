using System.Collections.Concurrent;

namespace EppoTyped.Faults.Tests;

/// <summary>Threads that are not available when they are needed.</summary>
[Trait("Category", "Faults")]
public sealed class ThreadFaults
{
    [Fact]
    public async Task F46_The_thread_pool_is_exhausted()
    {
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(500));
        server.Good("red", "\"1\"");
        string told = await ChildProcess.RunAsync("starve", server.BaseUrl);
        string[] lines = told.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(
            [
                "sync over async: 8 of 8 ready",
                "capped: True",
                "all blocked: True",
                "health: Degraded",
                "answers: 10000 in time: True",
                "another waits no longer than it is told: True",
                "another: Ready",
                "health afterwards: Healthy",
            ],
            lines.Select(line => line.StartsWith("health: ", StringComparison.Ordinal) ? string.Join(' ', line.Split(' ')[..2]) : line));
        Assert.Contains("health: Degraded Answering from a configuration confirmed", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F47_A_synchronization_context_of_one_thread_that_waits()
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(401));
        server.Good("red", "\"1\"");
        EppoClientOptions options = scene.Options(server.BaseUrl);
        using WaitingContext context = new();
        Exception? thrown = null;
        Thread thread = new(() =>
        {
            SynchronizationContext.SetSynchronizationContext(context);
            try
            {
                Block(scene, server, options);
            }
            catch (Exception exception)
            {
                thrown = exception;
            }
        });
        thread.Start();
        Assert.True(thread.Join(FaultScene.Bound), "It waits for itself.");
        Assert.Null(thrown);
        Assert.Equal(0, context.Posted);
    }

#pragma warning disable xUnit1031 // Blocking is what this test is about.
    private static void Block(FaultScene scene, KestrelServer server, EppoClientOptions options)
    {
        EppoClient client = EppoClient.InitializeAsync(options).Result;
        client.WaitForInitializationAsync().Wait();
        Assert.True(client.RefreshAsync().Result);
        FaultScene.AssertAnswers(client, "red");
        client.FlushAsync().Wait();
        client.DisposeAsync().AsTask().Wait();

        server.Fail();
        AggregateException failed = Assert.Throws<AggregateException>(
            () => EppoClient.InitializeAsync(options with { FailFast = true }).Wait());
        scene.Saw(failed);
        Assert.IsType<EppoInitializationException>(failed.InnerException);
    }
#pragma warning restore xUnit1031

    /// <summary>Accepts work and never runs it, like a thread that waits for that work.</summary>
    private sealed class WaitingContext : SynchronizationContext, IDisposable
    {
        private readonly BlockingCollection<SendOrPostCallback> _posted = [];

        public int Posted => _posted.Count;

        public override void Post(SendOrPostCallback d, object? state) => _posted.Add(d);

        public void Dispose() => _posted.Dispose();
    }
}
