namespace EppoTyped.Faults.Tests;

/// <summary>The server is slow or hangs.</summary>
[Trait("Category", "Faults")]
public sealed class HangFaults
{
    [Fact]
    public async Task F07_A_server_that_accepts_and_never_responds()
    {
        await using FaultScene scene = new();
        await using RawServer server = new(connection => connection.HangAsync());
        EppoClient client = await scene.PlayWarmAsync(server);

        // A hundred refreshes during a poll that hangs cause one more poll, after it.
        server.Fail();
        int before = server.Requests.Count;
        Task<bool> first = client.RefreshAsync();
        Assert.True(await server.Hanging.WaitAsync(FaultScene.Bound));
        Task<bool>[] more = [.. Enumerable.Range(0, 100).Select(_ => client.RefreshAsync())];
        scene.Clock.Advance(FaultScene.RequestTimeout);
        Assert.False(await first);
        Assert.True(await server.Hanging.WaitAsync(FaultScene.Bound));
        FaultScene.AssertAnswers(client, "blue");
        Assert.All(more, refresh => Assert.False(refresh.IsCompleted));
        scene.Clock.Advance(FaultScene.RequestTimeout);
        Assert.All(await Task.WhenAll(more).WaitAsync(FaultScene.Bound), Assert.False);
        Assert.Equal(before + 2, server.Requests.Count);

        await using RawServer another = new(connection => connection.HangAsync());
        InitializationResult during = await scene.PlayColdAsync(another, InitializationStatus.TimedOut);
        Assert.Contains("EppoClientOptions.RequestTimeout", during.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F08_A_body_that_comes_a_byte_a_second()
    {
        static async Task DawdleAsync(RawConnection connection)
        {
            await connection.WriteHeadAsync("ETag: \"slow\"", "Content-Length: 100000");
            while (true)
            {
                await connection.DawdleAsync((byte)' ');
            }
        }

        await using FaultScene scene = new() { HangStep = TimeSpan.FromSeconds(1) };
        await using RawServer server = new(DawdleAsync);
        await scene.PlayWarmAsync(server);
        await using RawServer another = new(DawdleAsync);
        await scene.PlayColdAsync(another, InitializationStatus.TimedOut);
    }

    [Fact]
    public async Task Dispose_does_not_wait_for_a_server_that_hangs()
    {
        await using FaultScene scene = new();
        TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RawServer server = new(async connection =>
        {
            try
            {
                await connection.HangAsync();
            }
            finally
            {
                gone.SetResult();
            }
        });
        // The application's HttpClient, which outlives the flag client: only cancellation ends the request, because the clock is stopped.
        using HttpClient http = new();
        EppoClient client = scene.Start(scene.Options(server.BaseUrl) with { HttpClient = http });
        Assert.True(await server.Hanging.WaitAsync(FaultScene.Bound));
        await client.DisposeAsync();
        await gone.Task.WaitAsync(FaultScene.Bound);
        await scene.Clock.UnarmedAsync();
    }
}
