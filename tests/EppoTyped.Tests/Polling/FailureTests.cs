using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using static EppoTyped.Tests.Polling.Configurations;

namespace EppoTyped.Tests.Polling;

public sealed class FailureTests
{
    private static readonly Dictionary<string, Func<HttpContext, Task>> Failures = new(StringComparer.Ordinal)
    {
        ["500"] = Answers.Status(500),
        ["503"] = Answers.Status(503),
        ["204"] = Answers.Status(204),
        ["401"] = Answers.Status(401),
        ["403"] = Answers.Status(403),
        ["404"] = Answers.Status(404),
        ["429"] = Answers.Status(429, "7"),
        ["hang"] = Answers.Hang,
        ["hang in the body"] = Answers.HangInBody,
        ["cut off"] = Answers.CutOff,
        ["html"] = Answers.Body("<html>Please log in</html>"u8.ToArray(), "text/html"),
        ["invalid JSON"] = Answers.Json("{\"flags\":", "\"bad\""),
        ["empty"] = Answers.Json("", "\"bad\""),
        ["null"] = Answers.Json("null", "\"bad\""),
        ["array"] = Answers.Json("[]", "\"bad\""),
        ["flags is an array"] = Answers.Json("{\"flags\":[]}", "\"bad\""),
        ["no flags"] = Answers.Json("{}", "\"bad\""),
        ["broken gzip"] = async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.WriteAsync("this is not gzip, and long enough to be told from it");
        },
        ["unknown compression"] = async context =>
        {
            context.Response.Headers.ContentEncoding = "zstd";
            await context.Response.WriteAsync("{}");
        },
    };

    private readonly FakeClock _clock = new();
    private readonly LogCapture _log = new();
    private Task? _hanging;

    public static TheoryData<string> FailureNames => new(Failures.Keys);

    [Theory]
    [MemberData(nameof(FailureNames))]
    public async Task A_failure_keeps_the_last_configuration_and_its_ETag_and_polling_recovers(string failure)
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(Color("red"), "\"1\""), Failures[failure], Failures[failure], Answers.Json(Color("blue"), "\"2\""));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(server));

        Assert.False(await PollAsync(client, server, failure));
        Assert.False(await PollAsync(client, server, failure));
        Assert.Equal("red", ColorOf(client));
        Assert.True(client.IsInitialized);

        Assert.True(await client.RefreshAsync());
        Assert.Equal("blue", ColorOf(client));
        Assert.Equal([null, "\"1\"", "\"1\"", "\"1\""], server.Requests.Select(request => request.IfNoneMatch));
        Assert.Equal([20, failure is "401" or "403" or "404" ? 23 : 21, 24], _log.Polling.Select(line => line.Id));
    }

    [Theory]
    [MemberData(nameof(FailureNames))]
    public async Task A_failure_at_first_gives_defaults_and_is_told_and_the_next_poll_mends_it(string failure)
    {
        await using FlagServer server = await FlagServer.StartAsync(Failures[failure], Failures[failure], Answers.Json(Color("red")));
        await using EppoClient client = EppoClient.Start(Options(server));

        bool succeeded = await PollAsync(client, server, failure);
        if (server.Requests.Count < 2)
        {
            succeeded |= await PollAsync(client, server, failure);
        }

        Assert.False(succeeded);
        Assert.Equal("default", ColorOf(client));
        Assert.Equal(
            failure switch
            {
                "401" or "403" => InitializationStatus.Unauthorized,
                "hang" or "hang in the body" => InitializationStatus.TimedOut,
                _ => InitializationStatus.Failed,
            },
            client.Initialization.Status);

        Assert.True(await client.RefreshAsync());
        Assert.Equal("red", ColorOf(client));
        Assert.Equal(InitializationStatus.Ready, client.Initialization.Status);
        Assert.Equal(failure is "401" or "403" or "404" ? [LogLevel.Error, LogLevel.Information] : [LogLevel.Warning, LogLevel.Information], _log.Polling.Select(line => line.Level));
    }

    [Fact]
    public async Task A_refused_key_names_the_option_and_a_missing_path_the_address()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Status(401), Answers.Status(404));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(server));

        Assert.Equal(InitializationStatus.Unauthorized, client.Initialization.Status);
        Assert.Contains("EppoClientOptions.SdkKey", client.Initialization.Message, StringComparison.Ordinal);
        await client.RefreshAsync();
        Assert.Contains("EppoClientOptions.BaseUrl", client.Initialization.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_started_before_its_server_finds_it()
    {
        int port;
        await using (FlagServer free = await FlagServer.StartAsync())
        {
            port = new Uri(free.Url).Port;
        }

        await using EppoClient client = EppoClient.Start(new EppoClientOptions { SdkKey = "key", BaseUrl = $"http://127.0.0.1:{port}/api", AttachToShared = false, TimeProvider = _clock });
        Assert.False(await client.RefreshAsync());
        Assert.Contains("ConnectionRefused", client.Initialization.Message, StringComparison.Ordinal);

        await using FlagServer server = await FlagServer.StartAtAsync(port, Answers.Json(Color("red")));
        Task<InitializationResult> waiting = client.WaitForInitializationAsync(TimeSpan.FromHours(1));
        _clock.Advance(await _clock.TimerAsync(left => left < TimeSpan.FromSeconds(10)));

        Assert.Equal(InitializationStatus.Ready, (await waiting).Status);
        Assert.Equal("red", ColorOf(client));
    }

    private async Task<bool> PollAsync(EppoClient client, FlagServer server, string failure)
    {
        if (!failure.StartsWith("hang", StringComparison.Ordinal))
        {
            return await client.RefreshAsync();
        }

        // Only the clock ends it; a refresh may have to follow a poll under way, which hangs too.
        Task<bool> refresh = client.RefreshAsync();
        while (await Task.WhenAny(refresh, _hanging ??= server.Hanging.WaitAsync(TimeSpan.FromSeconds(20))) != refresh)
        {
            await _hanging;
            _hanging = null;
            _clock.Advance(RequestTimeout);
        }

        return await refresh;
    }

    private static TimeSpan RequestTimeout => TimeSpan.FromSeconds(7.125);

    private EppoClientOptions Options(FlagServer server) => new()
    {
        SdkKey = "key", BaseUrl = server.BaseUrl, AttachToShared = false, TimeProvider = _clock, LoggerFactory = _log.Factory, RequestTimeout = RequestTimeout,
        InitializationTimeout = TimeSpan.FromHours(1),
    };
}
