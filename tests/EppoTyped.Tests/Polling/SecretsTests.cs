using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Web;
using static EppoTyped.Tests.Polling.Configurations;

namespace EppoTyped.Tests.Polling;

public sealed class SecretsTests
{
    private const string Key = "S3CR3T-key.cGF5bG9hZA";

    private readonly FakeTimeProvider _clock = new();
    private readonly LogCapture _log = new();

    [Fact]
    public async Task A_request_carries_the_key_and_our_name_and_nothing_of_any_subject()
    {
        RecordingAssignments assignments = new();
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(Color("red"), "\"1\""), Answers.Json(Color("blue"), "\"2\""), Answers.Status(304));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(server) with { AssignmentLogger = assignments });
        using Activity activity = new("a caller's own");
        activity.AddBaggage("user", "subject-of-interest");
        activity.Start();
        for (int poll = 0; poll < 3; poll++)
        {
            Dictionary<string, object> attributes = new() { ["email"] = "attribute-of-interest" };
            client.GetStringAssignment("color", "subject-of-interest", attributes, "default");
            await client.RefreshAsync();
        }

        await client.FlushAsync();
        Assert.NotEmpty(assignments.Events);
        Assert.Equal(4, server.Requests.Count);
        foreach (FlagServer.Request request in server.Requests)
        {
            Uri target = new(server.Url + request.Target);
            System.Collections.Specialized.NameValueCollection query = HttpUtility.ParseQueryString(target.Query);
            Assert.Equal(("GET", "/api/flag-config/v1/config", ""), (request.Method, target.AbsolutePath, request.Body));
            Assert.Equal("apiKey sdkName sdkVersion", string.Join(' ', query.AllKeys));
            Assert.Equal((Key, "eppotyped", EppoSdk.Version), (query["apiKey"], query["sdkName"], query["sdkVersion"]));
            Assert.All(request.Headers.Keys, header => Assert.Contains(header, (string[])["Host", "Accept-Encoding", "If-None-Match"]));
            Assert.DoesNotContain("of-interest", request.Target + string.Join(' ', request.Headers.Values), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(302)]
    [InlineData(200)]
    public async Task No_answer_brings_the_key_into_a_log_or_a_message(int status)
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Status(status));
        await using EppoClient client = EppoClient.Start(Options(server));
        await client.RefreshAsync();
        AssertSilent(client);
        Assert.NotEmpty(_log.Lines);
    }

    [Fact]
    public async Task No_exception_of_the_network_does_either()
    {
        using ThrowingHandler handler = new();
        await using EppoClient client = EppoClient.Start(new EppoClientOptions
        {
            SdkKey = Key, HttpMessageHandler = handler, AttachToShared = false, TimeProvider = _clock, LoggerFactory = _log.Factory,
        });
        for (int kind = 0; kind < ThrowingHandler.Kinds; kind++)
        {
            Assert.False(await client.RefreshAsync());
            AssertSilent(client);
        }

        Assert.True(handler.Thrown >= ThrowingHandler.Kinds);
    }

    [Fact]
    public async Task Options_client_and_debugger_show_the_host_and_never_the_key()
    {
        EppoClientOptions options = new() { SdkKey = Key, BaseUrl = "http://127.0.0.1:9/api", AttachToShared = false, TimeProvider = _clock };
        await using EppoClient client = EppoClient.Start(options);

        Assert.Contains("127.0.0.1:9", options.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("EppoClient (127.0.0.1:9, ", client.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("S3CR3T", options.ToString() + client, StringComparison.Ordinal);
        Assert.DoesNotContain("S3CR3T", (options with { BaseUrl = "https://" + Key + "@flags.example" }).ToString(), StringComparison.Ordinal);
        foreach (Type type in (Type[])[typeof(EppoClientOptions), typeof(EppoClient)])
        {
            Assert.Equal("{ToString(),nq}", type.GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
        }

        Assert.Equal(DebuggerBrowsableState.Never, typeof(EppoClientOptions).GetProperty("SdkKey")!.GetCustomAttribute<DebuggerBrowsableAttribute>()!.State);
    }

    [Fact]
    public async Task No_trace_of_the_platform_carries_the_address()
    {
        ConcurrentQueue<string> traced = new();
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traced.Enqueue(activity.DisplayName + string.Concat(activity.TagObjects)),
        };
        ActivitySource.AddActivityListener(listener);
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(Color("red")));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(server));
        Assert.DoesNotContain(traced, trace => trace.Contains("S3CR3T", StringComparison.Ordinal));
    }

    private void AssertSilent(EppoClient client)
    {
        Assert.All(_log.Lines, line => Assert.DoesNotContain("S3CR3T", line.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("S3CR3T", client.Initialization.ToString() + client, StringComparison.Ordinal);
    }

    private EppoClientOptions Options(FlagServer server) => new()
    {
        SdkKey = Key, BaseUrl = server.BaseUrl, AttachToShared = false, TimeProvider = _clock, LoggerFactory = _log.Factory,
    };

    private sealed class ThrowingHandler : HttpMessageHandler
    {
        public const int Kinds = 6;

        public int Thrown { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string text = $"Could not get {request.RequestUri}";
            throw (Thrown++ % Kinds) switch
            {
                0 => new HttpRequestException(HttpRequestError.NameResolutionError, text),
                1 => new HttpRequestException(text, new IOException(text)),
                2 => new InvalidOperationException(text),
                3 => new HttpIOException(HttpRequestError.ResponseEnded, text),
                4 => new TaskCanceledException(text),
                _ => new HttpRequestException(text, new System.Net.Sockets.SocketException(111)),
            };
        }
    }
}
