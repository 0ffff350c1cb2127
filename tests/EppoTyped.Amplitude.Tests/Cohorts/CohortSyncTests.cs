using System.Collections.Concurrent;
using EppoTyped.Tests;
using EppoTyped.Tests.Polling;
using Microsoft.AspNetCore.Http;

namespace EppoTyped.Amplitude.Tests.Cohorts;

public sealed class CohortSyncTests : IAsyncLifetime
{
    private static readonly CohortReference Gold = new(CohortReference.User, "gold");
    private static readonly CohortReference Acme = new("org", "acme");

    private readonly FakeClock _clock = new();
    private readonly CollectingLogger _log = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _cohorts = new()
    {
        ["gold"] = Answers.Json("""{"cohortId":"gold","groupType":"User","lastModified":10,"size":1,"memberIds":["u1"]}"""),
        ["acme"] = Answers.Json("""{"cohortId":"acme","groupType":"org","lastModified":3,"size":1,"memberIds":["o1"]}"""),
    };

    private FlagServer _server = null!;

    public async Task InitializeAsync() => _server = await FlagServer.StartAsync(context => _cohorts.GetValueOrDefault(context.Request.Path.Value!.Split('/')[^1], Answers.Status(404))(context));

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _client.Dispose();
    }

    [Fact]
    public async Task A_download_carries_the_keys_in_its_header_and_our_name()
    {
        await using CohortSync sync = Sync(new("api-key", "secret") { MaxCohortSize = 7 });
        await sync.PrepareAsync(Set(Gold), default);
        FlagServer.Request request = Assert.Single(_server.Requests);
        Assert.Equal(("GET", "/sdk/v1/cohort/gold?maxCohortSize=7"), (request.Method, request.Target));
        Assert.Equal(("Basic YXBpLWtleTpzZWNyZXQ=", AmplitudeHttp.Library), (request.Headers["Authorization"], request.Headers["X-Amp-Exp-Library"]));
    }

    [Fact]
    public async Task Only_what_is_not_stored_is_downloaded_and_what_no_flag_needs_goes()
    {
        await using CohortSync sync = Sync();
        await sync.PrepareAsync(Set(Gold), default);
        sync.Use(Set(Gold));
        await sync.PrepareAsync(Set(Gold, Acme), default);
        sync.Use(Set(Acme));
        Assert.Equal(["/sdk/v1/cohort/gold?maxCohortSize=2147483647", "/sdk/v1/cohort/acme?maxCohortSize=2147483647"], _server.Requests.Select(request => request.Target));
        Assert.Equal((false, true), (sync.Contains(Gold, "u1"), sync.Contains(Acme, "o1")));
        Assert.False(sync.Contains(new CohortReference("team", "acme"), "o1"));
    }

    [Fact]
    public async Task Polls_ask_for_what_is_newer_and_what_is_unchanged_stays()
    {
        await using CohortSync sync = Sync();
        await sync.PrepareAsync(Set(Gold, Acme), default);
        sync.Use(Set(Gold, Acme));
        sync.Start();
        sync.Start();
        _cohorts["gold"] = Answers.Status(204);
        _cohorts["acme"] = Answers.Json("""{"groupType":"org","lastModified":4,"memberIds":["o2"]}""");
        await PollAsync();
        Assert.Equal(
            ["/sdk/v1/cohort/acme?maxCohortSize=2147483647&lastModified=3", "/sdk/v1/cohort/gold?maxCohortSize=2147483647&lastModified=10"],
            _server.Requests.Skip(2).Select(request => request.Target).Order());
        Assert.Equal((true, false, true), (sync.Contains(Gold, "u1"), sync.Contains(Acme, "o1"), sync.Contains(Acme, "o2")));

        await sync.StopAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        await sync.StopAsync();
        Assert.Equal(4, _server.Requests.Count);
    }

    [Fact]
    public async Task A_failure_is_named_once_leaves_what_is_stored_and_hurts_no_other()
    {
        await using CohortSync sync = Sync();
        await sync.PrepareAsync(Set(Gold), default);
        _cohorts["gold"] = Answers.Status(401);
        sync.Use(Set(Gold, Acme));
        sync.Start();
        await PollAsync();
        await PollAsync();
        Assert.Equal((true, true), (sync.Contains(Gold, "u1"), sync.Contains(Acme, "o1")));
        Assert.StartsWith("Cohort gold cannot be downloaded: ", Assert.Single(_log.Lines).Text, StringComparison.Ordinal);
        Assert.Contains("secret key", _log.Lines[0].Text, StringComparison.Ordinal);

        _cohorts["gold"] = Answers.Status(204);
        await PollAsync();
        Assert.Equal("Cohort gold is up to date again.", _log.Lines[1].Text);
    }

    [Fact]
    public async Task A_cohort_beyond_the_limit_has_nobody_in_it_even_when_the_server_sends_it()
    {
        _cohorts["gold"] = Answers.Json("""{"groupType":"User","lastModified":10,"memberIds":["u1","u2"]}""");
        await using CohortSync sync = Sync(new("api", "secret") { MaxCohortSize = 1 });
        await sync.PrepareAsync(Set(Gold), default);
        Assert.False(sync.Contains(Gold, "u1"));
        Assert.Contains("MaxCohortSize allows (1)", Assert.Single(_log.Lines).Text, StringComparison.Ordinal);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task Identical_downloads_under_way_are_shared()
    {
        TaskCompletionSource release = new();
        Func<HttpContext, Task> gold = _cohorts["gold"];
        _cohorts["gold"] = async context =>
        {
            await release.Task;
            await gold(context);
        };
        await using CohortSync sync = Sync();
        Task first = sync.PrepareAsync(Set(Gold), default);
        using CancellationTokenSource end = new();
        Task second = sync.PrepareAsync(Set(Gold), end.Token);
        Task third = sync.PrepareAsync(Set(Gold), default);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        release.SetResult();
        await Task.WhenAll(first, third);
        Assert.True(sync.Contains(Gold, "u1"));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_server_that_wants_a_pause_gets_it()
    {
        Func<HttpContext, Task> gold = _cohorts["gold"];
        _cohorts["gold"] = Answers.Status(503, retryAfter: "2");
        await using CohortSync sync = Sync();
        Task preparing = sync.PrepareAsync(Set(Gold), default);
        await _clock.TimerAsync(left => left == TimeSpan.FromSeconds(2));
        _cohorts["gold"] = gold;
        _clock.Advance(TimeSpan.FromSeconds(2));
        await preparing;
        Assert.True(sync.Contains(Gold, "u1"));
    }

    [Fact]
    public async Task Answers_without_end_that_it_is_too_early_come_to_an_end()
    {
        _cohorts["gold"] = Answers.Status(202, retryAfter: "11");
        await using CohortSync sync = Sync();
        await sync.PrepareAsync(Set(Gold), default);
        Assert.Contains("still being computed", Assert.Single(_log.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_interval_counts_as_a_minute()
    {
        await using CohortSync sync = Sync(new("api", "secret") { PollingInterval = TimeSpan.FromSeconds(1) });
        sync.Start();
        Assert.Equal(TimeSpan.FromMinutes(1), await _clock.TimerAsync(_ => true));
    }

    [Fact]
    public async Task Disposing_ends_a_download_under_way()
    {
        _cohorts["gold"] = Answers.Hang;
        CohortSync sync = Sync();
        Task preparing = sync.PrepareAsync(Set(Gold), default);
        await _server.Hanging.WaitAsync(TimeSpan.FromSeconds(20));
        await sync.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => preparing);
    }

    [Fact]
    public void Keys_are_checked_and_never_shown()
    {
        CohortSyncOptions options = new("api-key", "s3cret");
        Assert.Equal("CohortSyncOptions { Server = by zone, MaxCohortSize = 2147483647, PollingInterval = 00:01:00 }", options.ToString());
        Assert.Contains("is the deployment key", Assert.Throws<ArgumentException>(() => Sync(options with { ApiKey = "deployment" })).Message, StringComparison.Ordinal);
        Assert.Contains("SecretKey is empty", Assert.Throws<ArgumentException>(() => Sync(options with { SecretKey = " " })).Message, StringComparison.Ordinal);
    }

    private async Task PollAsync()
    {
        int before = _server.Requests.Count;
        await _clock.TimerAsync(left => left == TimeSpan.FromMinutes(1));
        _clock.Advance(TimeSpan.FromMinutes(1));
        // The next one is armed when this one is through.
        await _clock.TimerAsync(left => left == TimeSpan.FromMinutes(1));
        Assert.True(_server.Requests.Count > before);
    }

    private CohortSync Sync(CohortSyncOptions? options = null) =>
        new((options ?? new("api", "secret")) with { ServerUrl = _server.Url }, AmplitudeZone.US, new AmplitudeKey("deployment"), _client, _clock, _log);

    private static HashSet<CohortReference> Set(params CohortReference[] cohorts) => [.. cohorts];
}
