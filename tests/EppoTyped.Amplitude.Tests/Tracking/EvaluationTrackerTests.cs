using System.Collections.Concurrent;
using System.Text.Json;
using EppoTyped.Tests;
using EppoTyped.Tests.Polling;
using Microsoft.AspNetCore.Http;

namespace EppoTyped.Amplitude.Tests.Tracking;

public sealed class EvaluationTrackerTests : IAsyncLifetime
{
    private static readonly EvaluateOptions Plain = new();
    private static readonly EvaluateOptions Exposing = new() { TracksExposure = true };

    private readonly FakeClock _clock = new();
    private readonly CollectingLogger _log = new();
    private readonly HttpClient _client = new();
    private readonly ConcurrentQueue<(string Event, string? Problem)> _told = new();
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = new();
    private FlagServer _server = null!;

    public async Task InitializeAsync() => _server = await FlagServer.StartAsync(context => (_answers.TryDequeue(out Func<HttpContext, Task>? answer) ? answer : Answers.Json("{}"))(context));

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _client.Dispose();
    }

    [Fact]
    public async Task The_same_result_is_tracked_once_in_any_order_and_every_other_again()
    {
        await using EvaluationTracker tracker = Tracker();
        tracker.Track(User("u1"), Results(("a", "on"), ("b", "off")), Plain);
        tracker.Track(User("u1"), Results(("b", "off"), ("a", "on")), Plain);
        Assert.Equal(1, tracker.Assignments!.Statistics.Enqueued);
        tracker.Track(User("u1"), Results(("a", "off"), ("b", "off")), Plain);
        tracker.Track(User("u2"), Results(("a", "on"), ("b", "off")), Plain);
        Assert.Equal(3, tracker.Assignments.Statistics.Enqueued);
        tracker.Track(User("u3"), new Dictionary<string, Variant>(), Plain);
        Assert.Equal(3, tracker.Assignments.Statistics.Enqueued);
    }

    [Fact]
    public async Task A_result_that_had_to_make_room_is_tracked_again()
    {
        await using EvaluationTracker tracker = Tracker(assignments => assignments with { CacheCapacity = 2 });
        foreach (string user in (string[])["u1", "u2", "u3", "u1"])
        {
            tracker.Track(User(user), Results(("a", "on")), Plain);
        }

        Assert.Equal(4, tracker.Assignments!.Statistics.Enqueued);
    }

    [Fact]
    public async Task A_result_is_tracked_again_a_day_after_it_was_first_however_often_it_comes()
    {
        await using EvaluationTracker tracker = Tracker();
        tracker.Track(User("u1"), Results(("a", "on")), Plain);
        _clock.Advance(TimeSpan.FromHours(12));
        tracker.Track(User("u1"), Results(("a", "on")), Plain);
        tracker.Track(User("u2"), Results(("a", "on")), Plain);
        Assert.Equal(2, tracker.Assignments!.Statistics.Enqueued);
        _clock.Advance(TimeSpan.FromHours(12));
        tracker.Track(User("u1"), Results(("a", "on")), Plain);
        tracker.Track(User("u2"), Results(("a", "on")), Plain);
        Assert.Equal(3, tracker.Assignments.Statistics.Enqueued);
    }

    [Fact]
    public async Task Exposures_are_tracked_only_for_calls_that_ask()
    {
        await using EvaluationTracker tracker = Tracker();
        tracker.Track(User("u1"), Results(("a", "on"), ("b", "off")), Plain);
        Assert.Equal(0, tracker.Exposures!.Statistics.Enqueued);
        tracker.Track(User("u1"), Results(("a", "on"), ("b", "off")), Exposing);
        Assert.Equal(2, tracker.Exposures.Statistics.Enqueued);
    }

    [Fact]
    public async Task The_evaluated_user_goes_along_when_asked_for()
    {
        await using EvaluationTracker tracker = Tracker(assignments => assignments with
        {
            SendEvaluatedProps = true, Plan = new AmplitudePlan("main", Version: "2"), IngestionMetadata = new AmplitudeIngestionMetadata("shop", "1"),
        });
        tracker.Track(User("u1") with { Country = "DE", Version = "1.2", Os = "linux", IpAddress = "::1", Library = "mine/1", UserProperties = new Dictionary<string, object?> { ["plan"] = "gold" } }, Results(("a", "on")), Plain);
        await FlushAsync(tracker);
        JsonElement sent = Assert.Single(Events());
        Assert.Equal("""{"$set":{"plan":"gold","[Experiment] a":"on"},"$unset":{}}""", sent.GetProperty("user_properties").GetRawText());
        Assert.Equal(
            "DE 1.2 linux ::1 mine/1",
            string.Join(' ', ((string[])["country", "app_version", "os_name", "ip", "library"]).Select(name => sent.GetProperty(name).GetString())));
        Assert.Equal("""{"branch":"main","version":"2"}""", sent.GetProperty("plan").GetRawText());
        Assert.Equal("""{"source_name":"shop","source_version":"1"}""", sent.GetProperty("ingestion_metadata").GetRawText());
    }

    [Fact]
    public async Task A_request_is_what_Amplitude_asks_for()
    {
        await using EvaluationTracker tracker = Tracker();
        tracker.Track(User("u1"), Results(("a", "on")), Plain);
        await FlushAsync(tracker);
        FlagServer.Request request = Assert.Single(_server.Requests);
        Assert.Equal(("POST", "application/json; charset=UTF-8", "*/*"), (request.Method, request.Headers["Content-Type"], request.Headers["Accept"]));
        Assert.StartsWith("{\"api_key\":\"analytics\",\"events\":[{\"event_type\":", request.Body, StringComparison.Ordinal);
        Assert.Null(_told.Single().Problem);
    }

    [Fact]
    public async Task Events_named_by_a_400_are_dead_and_the_others_are_sent_again()
    {
        Then(
            Answered(400, """{"code":400,"error":"Request missing required field","events_with_invalid_fields":{"time":[0]},"events_with_missing_fields":{"event_type":[2]},"silenced_events":[2]}"""),
            Answers.Json("{}"));
        await using EvaluationTracker tracker = await TrackUsersAsync("u0", "u1", "u2", "u3");
        Assert.Equal((2, 2, 0), Books(tracker));
        Assert.Equal(["u1", "u3"], Users(_server.Requests.Last()));
        Assert.Equal(["u0", "u2"], Refused());
        Assert.Contains("events_with_invalid_fields.time", _told.First(told => told.Problem is not null).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"code":400,"error":"Invalid API key: analytics"}""")]
    [InlineData("""{"code":400,"error":"Request missing required field","missing_field":"api_key"}""")]
    public async Task A_400_for_the_whole_request_gives_all_up(string answer)
    {
        Then(Answered(400, answer));
        await using EvaluationTracker tracker = await TrackUsersAsync("u0", "u1", "u2");
        Assert.Equal((0, 3, 0), Books(tracker));
        Assert.Single(_server.Requests);
        Assert.DoesNotContain("analytics\"", string.Concat(_log.Lines.Select(line => line.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_400_that_names_nothing_is_halved_until_the_event_is_found()
    {
        Func<HttpContext, Task> refusesU1 = context => Answered(_server.Requests.Last().Body.Contains("\"u1\"", StringComparison.Ordinal) ? 400 : 200, "{}")(context);
        Then(refusesU1, refusesU1, refusesU1, refusesU1, refusesU1);
        await using EvaluationTracker tracker = await TrackUsersAsync("u0", "u1", "u2");
        Assert.Equal((2, 1, 0), Books(tracker));
        Assert.Equal(["u1"], Refused());
    }

    [Fact]
    public async Task A_413_is_sent_in_halves_and_a_single_event_is_dead()
    {
        Then(Answers.Status(413), Answers.Json("{}"), Answers.Status(413));
        await using EvaluationTracker tracker = await TrackUsersAsync("u0", "u1");
        Assert.Equal((1, 1, 0), Books(tracker));
        Assert.Equal([["u0", "u1"], ["u0"], ["u1"]], _server.Requests.Select(Users));
    }

    [Fact]
    public async Task A_429_drops_those_over_quota_holds_the_throttled_back_and_sends_the_others_at_once()
    {
        Then(
            Answered(429, """{"code":429,"exceeded_daily_quota_users":{"u0":500001},"exceeded_daily_quota_devices":{},"throttled_users":{"u1":31},"throttled_events":[1]}"""),
            Answers.Json("{}"));
        await using EvaluationTracker tracker = Tracker();
        foreach (string user in (string[])["u0", "u1", "u2"])
        {
            tracker.Track(User(user), Results(("a", "on")), Plain);
        }

        Task flush = tracker.FlushAsync(default);
        await _clock.TimerAsync(left => left == TimeSpan.FromSeconds(30));
        Assert.Equal((1, 1, 1), Books(tracker));
        Assert.Equal(["u2"], Users(_server.Requests.Last()));
        _clock.Advance(TimeSpan.FromSeconds(30));
        await flush.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal((2, 1, 0), Books(tracker));
        Assert.Equal(["u1"], Users(_server.Requests.Last()));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Other_failures_are_sent_again_with_the_same_events(int status)
    {
        Then(Answers.Status(status), Answers.Json("{}"));
        await using EvaluationTracker tracker = Tracker();
        tracker.Track(User("u0"), Results(("a", "on")), Plain);
        Task flush = tracker.FlushAsync(default);
        TimeSpan rest = await _clock.TimerAsync(left => left <= TimeSpan.FromMilliseconds(100));
        _clock.Advance(rest);
        await flush.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal((1, 0, 0), Books(tracker));
        Assert.Equal(2, _server.Requests.Count);
        Assert.Single(_server.Requests.Select(request => request.Body).Distinct());
    }

    [Fact]
    public async Task An_event_without_room_is_tracked_at_the_next_evaluation()
    {
        await using EvaluationTracker tracker = Tracker(assignments => assignments with { QueueCapacity = 1, FlushQueueSize = 2 });
        (TaskCompletionSource arrived, TaskCompletionSource release) = (new(), new());
        Then(async context =>
        {
            arrived.SetResult();
            await release.Task;
            await Answers.Json("{}")(context);
        });
        tracker.Track(User("u0"), Results(("a", "on")), Plain);
        Task flush = FlushAsync(tracker);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(20));
        tracker.Track(User("u1"), Results(("a", "on")), Plain);
        Assert.Equal(1, tracker.Assignments!.Statistics.Dropped);
        release.SetResult();
        await flush;
        tracker.Track(User("u1"), Results(("a", "on")), Plain);
        await FlushAsync(tracker);
        Assert.Equal((2, 1, 0), Books(tracker));
    }

    [Fact]
    public async Task Nothing_is_tracked_when_the_user_of_the_library_opts_out()
    {
        await using EvaluationTracker tracker = Tracker(assignments => assignments with { OptOut = true });
        tracker.Track(User("u0"), Results(("a", "on")), Plain);
        await tracker.FlushAsync(default);
        Assert.Null(tracker.Assignments);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task What_a_callback_or_a_user_throws_stays_here()
    {
        await using EvaluationTracker tracker = Tracker(assignments => assignments with { Callback = (_, _) => throw new InvalidOperationException("mine") });
        tracker.Track(User("u0"), Results(("a", "on")), Plain);
        tracker.Track(User("u1"), new ThrowingResults(), Plain);
        await FlushAsync(tracker);
        Assert.Equal((1, 0, 0), Books(tracker));
        Assert.Equal([230, 231], _log.Lines.Select(line => line.Id.Id).Order());
    }

    [Fact]
    public async Task The_zone_picks_the_host_and_options_of_the_events_win()
    {
        AssignmentTrackingOptions options = new("analytics");
        (AssignmentTrackingOptions Options, AmplitudeZone Zone, string Address)[] cases =
        [
            (options, AmplitudeZone.US, "https://api2.amplitude.com/2/httpapi"),
            (options, AmplitudeZone.EU, "https://api.eu.amplitude.com/2/httpapi"),
            (options with { UseBatch = true }, AmplitudeZone.US, "https://api2.amplitude.com/batch"),
            (options with { UseBatch = true, ServerZone = AmplitudeZone.EU }, AmplitudeZone.US, "https://api.eu.amplitude.com/batch"),
            (options with { ServerUrl = "http://127.0.0.1:1/x" }, AmplitudeZone.EU, "http://127.0.0.1:1/x"),
        ];
        foreach ((AssignmentTrackingOptions given, AmplitudeZone zone, string address) in cases)
        {
            AddressHandler handler = new();
            using HttpClient client = new(handler);
            await new EventsEndpoint(given, zone, client, _clock).SendAsync([new AmplitudeEvent("u", null, "{}"u8.ToArray())], default);
            Assert.Equal(address, handler.Address);
        }
    }

    [Fact]
    public void The_key_is_checked_and_never_shown()
    {
        Assert.DoesNotContain("an4lytics", new AssignmentTrackingOptions("an4lytics").ToString() + new ExposureTrackingOptions("an4lytics"), StringComparison.Ordinal);
        Assert.Contains("AssignmentTrackingOptions.ApiKey is the deployment key", Assert.Throws<ArgumentException>(() => Tracker(assignments => assignments with { ApiKey = " deployment " })).Message, StringComparison.Ordinal);
        Assert.Contains("AssignmentTrackingOptions.ApiKey is empty", Assert.Throws<ArgumentException>(() => Tracker(assignments => assignments with { ApiKey = "" })).Message, StringComparison.Ordinal);
        Assert.Contains("AssignmentTrackingOptions.FlushQueueSize is 2000", Assert.Throws<ArgumentException>(() => Tracker(assignments => assignments with { FlushQueueSize = 2000 })).Message, StringComparison.Ordinal);
    }

    private EvaluationTracker Tracker(Func<AssignmentTrackingOptions, AssignmentTrackingOptions>? change = null)
    {
        AssignmentTrackingOptions assignments = new("analytics") { ServerUrl = _server.Url, Callback = (tracked, problem) => _told.Enqueue((tracked.ToString(), problem)) };
        return new(change?.Invoke(assignments) ?? assignments, new("analytics") { ServerUrl = _server.Url }, AmplitudeZone.US, new AmplitudeKey("deployment"), _client, _clock, _log);
    }

    private async Task<EvaluationTracker> TrackUsersAsync(params string[] users)
    {
        EvaluationTracker tracker = Tracker();
        foreach (string user in users)
        {
            tracker.Track(User(user), Results(("a", "on")), Plain);
        }

        await FlushAsync(tracker);
        return tracker;
    }

    /// <summary>What the server answers first; everything after is taken.</summary>
    private void Then(params Func<HttpContext, Task>[] answers)
    {
        foreach (Func<HttpContext, Task> answer in answers)
        {
            _answers.Enqueue(answer);
        }
    }

    private static Task FlushAsync(EvaluationTracker tracker) => tracker.FlushAsync(default).WaitAsync(TimeSpan.FromSeconds(20));

    private static (long Delivered, long Dropped, long Pending) Books(EvaluationTracker tracker)
    {
        DeliveryStatistics books = tracker.Assignments!.Statistics;
        return (books.Delivered, books.Dropped, books.Pending);
    }

    private static string[] Users(FlagServer.Request request)
    {
        using JsonDocument body = JsonDocument.Parse(request.Body);
        return [.. body.RootElement.GetProperty("events").EnumerateArray().Select(sent => sent.GetProperty("user_id").GetString()!)];
    }

    private string[] Refused() => [.. _told.Where(told => told.Problem is not null).Select(told => JsonDocument.Parse(told.Event).RootElement.GetProperty("user_id").GetString()!).Order()];

    private IEnumerable<JsonElement> Events() => _server.Requests.SelectMany(request => JsonDocument.Parse(request.Body).RootElement.GetProperty("events").EnumerateArray());

    private static AmplitudeUser User(string id) => new(id);

    private static Dictionary<string, Variant> Results(params (string Flag, string Key)[] results) => results.ToDictionary(result => result.Flag, result => new Variant { Key = result.Key });

    private static Func<HttpContext, Task> Answered(int status, string json) => async context =>
    {
        context.Response.StatusCode = status;
        await Answers.Json(json)(context);
    };

    private sealed class AddressHandler : HttpMessageHandler
    {
        public string? Address { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Address = request.RequestUri!.ToString();
            return Task.FromResult(new HttpResponseMessage());
        }
    }

    private sealed class ThrowingResults : IReadOnlyDictionary<string, Variant>
    {
        public int Count => 1;

        public IEnumerable<string> Keys => throw new InvalidOperationException();

        public IEnumerable<Variant> Values => throw new InvalidOperationException();

        public Variant this[string key] => throw new InvalidOperationException();

        public bool ContainsKey(string key) => throw new InvalidOperationException();

        public bool TryGetValue(string key, out Variant value) => throw new InvalidOperationException();

        public IEnumerator<KeyValuePair<string, Variant>> GetEnumerator() => throw new InvalidOperationException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
