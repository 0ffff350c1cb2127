using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace EppoTyped.Testing.Tests;

/// <summary>A sink and a source over HTTP, written from public members: this project sees no internals of the runtime.</summary>
public sealed class OwnSinkAndSourceTests
{
    private const string Flags = """
        { "flags": { "greeting": {
            "key": "greeting", "enabled": true, "variationType": "STRING", "totalShards": 10000,
            "variations": { "red": { "key": "red", "value": "red" } },
            "allocations": [{ "key": "all", "doLog": true, "splits": [{ "variationKey": "red", "shards": [] }] }] } } }
        """;

    [Fact]
    public async Task A_sink_maps_answers_to_what_becomes_of_a_batch()
    {
        Server server = new(Answer(HttpStatusCode.ServiceUnavailable, retryAfter: "0"), Answer(HttpStatusCode.OK), Answer(HttpStatusCode.BadRequest));
        TaskCompletionSource<DeadLetter> dead = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using BatchingAssignmentLogger logger = new(
            new OwnSink(server.Client), new BatchingOptions { BatchSize = 1, FirstRetryDelay = TimeSpan.FromMilliseconds(1) }, dead.SetResult);
        FlagClient client = FlagClient.InMemory(Flags, logger);

        Assert.Equal("red", client.GetValue(GreetingFlag.Flag, new User("anna")));
        Assert.True(await logger.FlushAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal("red", client.GetValue(GreetingFlag.Flag, new User("bert")));
        Assert.True(await logger.FlushAsync(TimeSpan.FromMinutes(1)));

        Assert.Equal(["anna", "anna", "bert"], server.Bodies.Select(body => body.Contains("anna", StringComparison.Ordinal) ? "anna" : "bert"));
        // The callback comes after the flush has ended.
        Assert.Contains("The receiver answered 400.", (await dead.Task.WaitAsync(TimeSpan.FromMinutes(1))).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_maps_answers_to_what_a_client_does_next()
    {
        Server server = new(Answer(HttpStatusCode.OK, Flags, "\"1\""), Answer(HttpStatusCode.NotModified), Answer(HttpStatusCode.Forbidden), Answer(HttpStatusCode.OK, new string(' ', 5000)));
        await using EppoClient client = await EppoClient.InitializeAsync(
            new EppoClientOptions { Source = new OwnSource(server.Client), AttachToShared = false, PollInterval = TimeSpan.FromHours(1) });

        Assert.Equal("red", client.GetValue(GreetingFlag.Flag, new User("anna")));
        Assert.True(await client.RefreshAsync());
        Assert.False(await client.RefreshAsync());
        Assert.Equal("The key is refused.", client.Health.LastError);
        Assert.False(await client.RefreshAsync());
        Assert.Equal("More than 4096 bytes.", client.Health.LastError);
        Assert.False(await client.RefreshAsync());
        Assert.Equal("the connection was lost", client.Health.LastError);
        Assert.Equal([null, "\"1\"", "\"1\"", "\"1\"", "\"1\""], server.Revisions);
        Assert.Equal("red", client.GetValue(GreetingFlag.Flag, new User("bert")));
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string body = "", string? revision = null, string? retryAfter = null)
    {
        HttpResponseMessage answer = new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (revision is not null)
        {
            answer.Headers.Add("ETag", revision);
        }

        if (retryAfter is not null)
        {
            answer.Headers.Add("Retry-After", retryAfter);
        }

        return answer;
    }

    private sealed class OwnSink(HttpClient http) : IAssignmentSink
    {
        public async ValueTask<SendResult> SendAsync(IReadOnlyList<LoggedEvent> batch, CancellationToken cancellationToken)
        {
            try
            {
                string lines = string.Join('\n', batch.Select(logged => logged.ToJson()));
                using StringContent body = new(lines);
                using HttpResponseMessage response = await http.PostAsync(new Uri("https://sink.example/"), body, cancellationToken);
                return SendResult.FromHttp(response, TimeProvider.System);
            }
            catch (HttpRequestException exception)
            {
                return SendResult.RetryLater(HttpAnswers.Describe(exception));
            }
        }
    }

    private sealed class OwnSource(HttpClient http) : IConfigurationSource
    {
        public async ValueTask<ConfigurationFetch> FetchAsync(string? revision, CancellationToken cancellationToken)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri("https://source.example/"));
            if (revision is not null)
            {
                request.Headers.TryAddWithoutValidation("If-None-Match", revision);
            }

            try
            {
                using HttpResponseMessage response = await http.SendAsync(request, cancellationToken);
                return response.StatusCode switch
                {
                    HttpStatusCode.OK => await HttpAnswers.ReadBodyAsync(response.Content, 4096, cancellationToken) is { } body
                        ? ConfigurationFetch.Fetched(body, response.Headers.ETag?.ToString())
                        : ConfigurationFetch.Failed("More than 4096 bytes."),
                    HttpStatusCode.NotModified => ConfigurationFetch.NotModified,
                    HttpStatusCode.Forbidden => ConfigurationFetch.Unauthorized("The key is refused.", HttpAnswers.RetryAfter(response, TimeProvider.System)),
                    _ => ConfigurationFetch.Failed($"It answered {(int)response.StatusCode}."),
                };
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                return ConfigurationFetch.Failed(HttpAnswers.Describe(exception));
            }
        }
    }

    /// <summary>Gives its answers one after the other, then loses the connection.</summary>
    private sealed class Server(params HttpResponseMessage[] answers) : HttpMessageHandler
    {
        private readonly Queue<HttpResponseMessage> _answers = new(answers);

        public HttpClient Client => new(this, disposeHandler: false);

        public ConcurrentQueue<string> Bodies { get; } = [];

        public ConcurrentQueue<string?> Revisions { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Revisions.Enqueue(request.Headers.TryGetValues("If-None-Match", out IEnumerable<string>? revision) ? revision.Single() : null);
            Bodies.Enqueue(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
            return _answers.TryDequeue(out HttpResponseMessage? answer) ? answer : throw new IOException("Nobody may see this text.");
        }
    }
}
