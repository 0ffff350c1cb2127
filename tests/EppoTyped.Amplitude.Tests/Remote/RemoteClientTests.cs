using EppoTyped.Tests;
using EppoTyped.Tests.Polling;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude.Tests.Remote;

public sealed class RemoteClientTests
{
    private const string On = """{"checkout":{"key":"on","value":"on"}}""";

    private readonly CollectingLogger _log = new();

    [Fact]
    public async Task A_post_carries_the_user_and_nothing_else()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(On));
        using AmplitudeRemoteClient client = new(" d3ploy ", new() { ServerUrl = server.Url + "/" });
        AmplitudeUser user = new("user-1") { Country = "DE", UserProperties = new Dictionary<string, object?> { ["plan"] = "größe <b>" } };
        Variants variants = await client.FetchAsync(user);

        Assert.Equal("on", variants["checkout"]!.Key);
        FlagServer.Request request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/sdk/v2/vardata?v=0"), (request.Method, request.Target));
        Assert.Equal("Authorization Content-Length Content-Type Host", string.Join(' ', request.Headers.Keys.Where(name => name != "Accept-Encoding").Order()));
        Assert.Equal(("Api-Key d3ploy", "application/json;charset=utf-8"), (request.Headers["Authorization"], request.Headers["Content-Type"]));
        Assert.Equal($$$"""{"user_id":"user-1","country":"DE","library":"eppotyped/{{{EppoSdk.Version}}}","user_properties":{"plan":"größe <b>"}}""", request.Body);
        Assert.Null(user.Library);
    }

    [Fact]
    public async Task A_get_carries_the_user_in_a_header()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(On));
        using AmplitudeRemoteClient client = new("d3ploy", new() { ServerUrl = server.Url, Method = FetchMethod.Get });
        await client.FetchAsync(new AmplitudeUser("ÿ?>", "d") { Library = "mine/1" });

        FlagServer.Request request = Assert.Single(server.Requests);
        Assert.Equal(("GET", ""), (request.Method, request.Body));
        Assert.Equal("eyJ1c2VyX2lkIjoiw78_PiIsImRldmljZV9pZCI6ImQiLCJsaWJyYXJ5IjoibWluZS8xIn0", request.Headers["X-Amp-Exp-User"]);
    }

    [Fact]
    public async Task Any_subject_can_be_asked_for_as_the_options_map_it()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(On));
        using AmplitudeRemoteClient client = new("d3ploy", new() { ServerUrl = server.Url, ToUser = subject => AmplitudeUser.From(subject, SubjectKeyUse.DeviceId) with { Library = "x" } });
        await client.FetchAsync(new User("device-1") { Country = "DE" });
        Assert.Equal("""{"device_id":"device-1","country":"DE","library":"x"}""", server.Requests.Last().Body);

        using AmplitudeRemoteClient plain = new("d3ploy", new() { ServerUrl = server.Url, SubjectKey = SubjectKeyUse.DeviceId });
        await plain.FetchAsync(new User("device-1") { Country = "DE" });
        Assert.Equal($$"""{"device_id":"device-1","country":"DE","library":"{{AmplitudeHttp.Library}}"}""", server.Requests.Last().Body);
    }

    [Fact]
    public async Task A_large_user_is_sent_and_told_of_once()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(On));
        using AmplitudeRemoteClient client = new("d3ploy", new() { ServerUrl = server.Url, LoggerFactory = _log });
        AmplitudeUser large = new AmplitudeUser("user-1") { Library = "x" };
        large = large with { City = new string('c', 8000 - large.ToJson().Length - "\"city\":\"\",".Length) };
        Assert.Equal(8000, large.ToJson().Length);
        await client.FetchAsync(large);
        Assert.Empty(_log.Lines);

        await client.FetchAsync(large with { City = large.City + "c" });
        await client.FetchAsync(large with { City = large.City + "c" });
        Assert.Contains("8001 bytes", Assert.Single(_log.Lines).Text, StringComparison.Ordinal);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task The_callback_gets_the_variants_or_why_there_are_none()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(On), Answers.Status(401));
        using AmplitudeRemoteClient client = new("d3ploy", new() { ServerUrl = server.Url, LoggerFactory = _log });
        AmplitudeUser user = new("user-1");
        List<(AmplitudeUser User, Variants? Variants, Exception? Problem)> calls = [];
        await client.Fetch(user, (asked, variants, problem) => calls.Add((asked, variants, problem)));
        await client.Fetch(user, (asked, variants, problem) => calls.Add((asked, variants, problem)));
        await client.Fetch(user, (_, _, _) => throw new InvalidOperationException("mine"));

        Assert.All(calls, call => Assert.Same(user, call.User));
        Assert.Equal(("on", null), (calls[0].Variants!["checkout"]!.Value, calls[0].Problem));
        Assert.Null(calls[1].Variants);
        Assert.Equal(401, Assert.IsType<AmplitudeFetchException>(calls[1].Problem).StatusCode);
        Assert.Equal((LogLevel.Error, 203), (Assert.Single(_log.Lines).Level, _log.Lines[0].Id.Id));
    }

    [Fact]
    public async Task A_redirect_is_an_error_and_the_key_goes_nowhere_else()
    {
        await using FlagServer elsewhere = await FlagServer.StartAsync(Answers.Json(On));
        await using FlagServer server = await FlagServer.StartAsync(Answers.Redirect(elsewhere.Url));
        using AmplitudeRemoteClient client = new("d3ploy", new() { ServerUrl = server.Url });
        AmplitudeFetchException problem = await Assert.ThrowsAsync<AmplitudeFetchException>(() => client.FetchAsync(new AmplitudeUser("user-1")));
        Assert.Equal((302, true), (problem.StatusCode, problem.IsRetryable));
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task Nothing_shows_the_key()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Status(401), Answers.Status(500), Answers.Json("[]"), Answers.CutOff);
        using AmplitudeRemoteClient client = new("d3ploy-key", new() { ServerUrl = server.Url, Debug = true, LoggerFactory = _log });
        List<string> texts = [client.ToString()];
        for (int answer = 0; answer < 4; answer++)
        {
            texts.Add((await Assert.ThrowsAsync<AmplitudeFetchException>(() => client.FetchAsync(new AmplitudeUser("user-1")))).ToString());
        }

        using AmplitudeRemoteClient broken = new("d3ploy-key", new() { HttpMessageHandler = new TalkativeHandler() });
        texts.Add((await Assert.ThrowsAsync<AmplitudeFetchException>(() => broken.FetchAsync(new AmplitudeUser("user-1")))).ToString());
        Assert.All([.. texts, .. _log.Lines.Select(line => line.Text)], text => Assert.DoesNotContain("d3ploy-key", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "The deployment key is empty")]
    [InlineData("a key", "The deployment key contains characters that no key contains")]
    public void A_key_that_is_none_is_refused(string key, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new AmplitudeRemoteClient(key)).Message, StringComparison.Ordinal);

    [Fact]
    public void Wrong_options_are_refused_by_name()
    {
        AmplitudeRemoteOptions options = new();
        (AmplitudeRemoteOptions Wrong, string Message)[] cases =
        [
            (options with { FetchRetries = -1 }, "AmplitudeRemoteOptions.FetchRetries is -1; it must be between 0 and 100. The default is 0."),
            (options with { FetchTimeout = TimeSpan.Zero }, "AmplitudeRemoteOptions.FetchTimeout is 00:00:00; it must be between 00:00:00.0010000 and 1.00:00:00. The default is 10 seconds."),
            (options with { FetchRetryBackoffScalar = double.NaN }, "AmplitudeRemoteOptions.FetchRetryBackoffScalar is NaN; it must be between 1 and 100. The default is 1.5."),
            (options with { ServerUrl = "ftp://host" }, "AmplitudeRemoteOptions.ServerUrl is \"ftp://host\", which is not an http or https address. Set it to an address such as \"https://api.lab.amplitude.com\", or leave it out."),
            (options with { ServerUrl = "https://me:secret@host" }, "AmplitudeRemoteOptions.ServerUrl (host) has a user name, a query or a fragment. Set it to scheme, host and path only; keys have options of their own."),
            (options with { ServerZone = (AmplitudeZone)7 }, "AmplitudeRemoteOptions.ServerZone is 7; it must be US or EU. The default is US."),
        ];
        Assert.All(cases, wrong => Assert.Equal(wrong.Message, Assert.Throws<ArgumentException>(() => new AmplitudeRemoteClient("key", wrong.Wrong)).Message));
    }

    [Theory]
    [InlineData(AmplitudeZone.US, null, "api.lab.amplitude.com")]
    [InlineData(AmplitudeZone.EU, null, "api.lab.eu.amplitude.com")]
    [InlineData(AmplitudeZone.EU, "proxy.example:3546/", "proxy.example:3546")]
    public void The_zone_picks_the_host_unless_an_address_is_given(AmplitudeZone zone, string? url, string host)
    {
        using AmplitudeRemoteClient client = new("key", new() { ServerZone = zone, ServerUrl = url });
        Assert.Equal($"AmplitudeRemoteClient ({host})", client.ToString());
    }

    private sealed class TalkativeHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Cannot send " + request);
    }
}
