namespace EppoTyped.Faults.Tests;

/// <summary>The server responds with a status.</summary>
[Trait("Category", "Faults")]
public sealed class StatusFaults
{
    private static readonly TimeSpan Jitter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstCeiling = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task F01_A_server_error_at_the_first_fetch(int status)
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(status));
        InitializationResult during = await scene.PlayColdAsync(server);
        Assert.Contains($"answered {status}", during.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_fetch_waits_no_longer_than_the_initialisation_may()
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(500));
        EppoClient client = scene.Start(scene.Options(server.BaseUrl));
        Task<InitializationResult> waiting = client.WaitForInitializationAsync(TimeSpan.FromSeconds(3.25));
        await scene.Clock.TimerAsync(left => left == TimeSpan.FromSeconds(3.25));
        scene.Clock.Advance(TimeSpan.FromSeconds(3.25));
        Assert.False((await waiting.WaitAsync(FaultScene.Bound)).IsReady);
        FaultScene.AssertDefaults(client);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task F02_A_server_error_after_a_good_configuration(int status)
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(status));
        EppoClient client = await scene.PlayWarmAsync(server);

        // One failed poll is not an alarm; three intervals without a confirmation are.
        server.Fail();
        Assert.False(await client.RefreshAsync());
        Assert.Equal(ClientHealthStatus.Healthy, client.Health.Status);
        TimeSpan silence = (TimeSpan.FromSeconds(30) * 3) + FaultScene.RequestTimeout + TimeSpan.FromSeconds(1);
        scene.Clock.Advance(silence);
        Assert.Equal(ClientHealthStatus.Degraded, client.Health.Status);
        Assert.True(client.Health.ConfigurationAge >= silence);
        FaultScene.AssertAnswers(client, "blue");
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task F03_A_refused_key(int status)
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(status));
        await scene.PlayWarmAsync(server, failure: 23);
        InitializationResult during = await scene.PlayColdAsync(server, InitializationStatus.Unauthorized, failure: 23);
        Assert.Contains("EppoClientOptions.SdkKey", during.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    public async Task A_refused_key_and_a_wrong_address_are_tried_again_slowly_and_for_ever(int status)
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(status));
        scene.Start(scene.Options(server.BaseUrl));
        for (int poll = 1; poll <= 20; poll++)
        {
            TimeSpan rest = await scene.RestAsync();
            Assert.Equal(poll, server.Requests.Count);
            Assert.InRange(rest, PollSchedule.LongestBackoff / 2, PollSchedule.LongestBackoff);
            scene.Clock.Advance(rest);
        }

        await scene.RestAsync();
        scene.AssertTransitions(23);
    }

    [Fact]
    public async Task F04_Nothing_at_the_address()
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(404));
        await scene.PlayWarmAsync(server, failure: 23);
        InitializationResult during = await scene.PlayColdAsync(server, InitializationStatus.Failed, failure: 23);
        Assert.Contains("EppoClientOptions.BaseUrl", during.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("3600", 3600)]
    [InlineData("86400", 3600)]
    [InlineData("99999999999999999999", 3600)]
    public async Task F05_Too_many_requests_and_how_many_seconds_to_wait(string retryAfter, int seconds) =>
        await PlayRetryAfterAsync(retryAfter, TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("Thu, 01 Jan 2026 00:20:00 GMT", 1200)]
    [InlineData("Thursday, 01-Jan-26 00:20:00 GMT", 1200)]
    [InlineData("Thu Jan  1 00:20:00 2026", 1200)]
    [InlineData("Fri, 01 Jan 2038 00:00:00 GMT", 3600)]
    [InlineData("Mon, 01 Jan 1990 00:00:00 GMT", null)]
    [InlineData("-120", null)]
    [InlineData("soon", null)]
    [InlineData("1e3", null)]
    [InlineData("120, 240", null)]
    public async Task F06_Too_many_requests_and_a_date_or_nonsense(string retryAfter, int? seconds) =>
        await PlayRetryAfterAsync(retryAfter, seconds is { } given ? TimeSpan.FromSeconds(given) : null);

    [Fact]
    public async Task F14_Not_modified_before_there_is_a_configuration()
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(304));
        InitializationResult during = await scene.PlayColdAsync(server);
        Assert.Contains("304", during.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F15_Not_modified_for_ever()
    {
        await using FaultScene scene = new();
        // A cache that responds to every ETag with 304, although its origin has another version.
        await using KestrelServer server = await KestrelServer.StartAsync(context =>
            (context.Request.Headers.IfNoneMatch.Count > 0 ? Answers.Status(304) : Answers.Json(ReferenceFlags.Json("blue"), "\"2\""))(context));
        server.Good("red", "\"1\"");
        EppoClient client = await scene.InitializeAsync(scene.Options(server.BaseUrl));
        server.Fail();
        for (int poll = 1; poll <= 120; poll++)
        {
            Assert.True(await client.RefreshAsync());
        }

        FaultScene.AssertAnswers(client, "red");
        await scene.AssertRecoversAsync(client, "blue");
        Assert.Null(server.RequestedETags.Last());
        await client.RefreshAsync();
        Assert.Equal("\"2\"", server.RequestedETags.Last());
        scene.AssertTransitions(20);
    }

    /// <summary>
    /// The next poll that the client schedules happens at the time that the server has set and not before; after nonsense, within the first
    /// delay of the backoff.
    /// </summary>
    private static async Task PlayRetryAfterAsync(string retryAfter, TimeSpan? wait)
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(429, retryAfter));
        server.Good("red", "\"1\"");
        EppoClient client = await scene.InitializeAsync(scene.Options(server.BaseUrl));
        server.Fail();
        Assert.False(await client.RefreshAsync());

        TimeSpan rest = await scene.RestAsync();
        Assert.InRange(rest, wait ?? TimeSpan.Zero, wait > TimeSpan.Zero ? wait.Value + Jitter : FirstCeiling);
        FaultScene.AssertAnswers(client, "red");

        server.Good("blue", "\"2\"");
        scene.Clock.Advance(rest - TimeSpan.FromMilliseconds(100));
        Assert.Equal(2, server.Requests.Count);
        await scene.AssertRecoversAsync(client, "blue");
        scene.AssertTransitions(20, 21, 24);
    }
}
