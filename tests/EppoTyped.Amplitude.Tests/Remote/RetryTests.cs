using EppoTyped.Tests;
using EppoTyped.Tests.Polling;

namespace EppoTyped.Amplitude.Tests.Remote;

public sealed class RetryTests
{
    private readonly FakeClock _clock = new();
    private readonly AmplitudeUser _user = new("user-1");

    [Fact]
    public async Task Without_retries_a_failure_is_told_at_once()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Status(500));
        using AmplitudeRemoteClient client = new("key", Options(server, retries: 0));
        Assert.Equal(500, (await Assert.ThrowsAsync<AmplitudeFetchException>(() => client.FetchAsync(_user))).StatusCode);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Delays_grow_by_half_up_to_their_most()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Status(503));
        using AmplitudeRemoteClient client = new("key", Options(server, retries: 6) with { FetchRetryBackoffMax = TimeSpan.FromSeconds(2) });
        Task<Variants> fetch = client.FetchAsync(_user);
        int requests = 1;
        foreach (double milliseconds in (double[])[500, 750, 1125, 1687.5, 2000, 2000])
        {
            TimeSpan delay = TimeSpan.FromMilliseconds(milliseconds);
            // The platform's delays are whole milliseconds.
            await _clock.TimerAsync(left => left == TimeSpan.FromMilliseconds(Math.Floor(milliseconds)));
            Assert.Equal(requests++, server.Requests.Count);
            _clock.Advance(delay);
        }

        Assert.Equal(503, (await Assert.ThrowsAsync<AmplitudeFetchException>(() => fetch)).StatusCode);
        Assert.Equal(7, server.Requests.Count);
    }

    [Fact]
    public async Task The_first_request_and_the_retries_have_times_of_their_own()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Hang, Answers.HangInBody, Answers.Json("""{"a":{"key":"on"}}"""));
        using AmplitudeRemoteClient client = new(
            "key", Options(server, retries: 2) with { FetchTimeout = TimeSpan.FromSeconds(7), FetchRetryTimeout = TimeSpan.FromSeconds(3), FetchRetryBackoffMin = TimeSpan.Zero, FetchRetryBackoffMax = TimeSpan.Zero });
        Task<Variants> fetch = client.FetchAsync(_user);
        foreach (double seconds in (double[])[7, 3])
        {
            await server.Hanging.WaitAsync(TimeSpan.FromSeconds(20));
            await _clock.TimerAsync(left => left == TimeSpan.FromSeconds(seconds));
            _clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        Assert.Equal("on", (await fetch)["a"]!.Key);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_timeout_is_told_as_one()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Hang);
        using AmplitudeRemoteClient client = new("key", Options(server, retries: 0));
        Task<Variants> fetch = client.FetchAsync(_user);
        await server.Hanging.WaitAsync(TimeSpan.FromSeconds(20));
        _clock.Advance(TimeSpan.FromSeconds(10));
        AmplitudeFetchException problem = await Assert.ThrowsAsync<AmplitudeFetchException>(() => fetch);
        Assert.EndsWith(": no complete response within 00:00:10.", problem.Message, StringComparison.Ordinal);
        Assert.Null(problem.StatusCode);
    }

    [Fact]
    public async Task A_refusal_among_the_retries_ends_them()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Status(500), Answers.Status(401), Answers.Json("{}"));
        using AmplitudeRemoteClient client = new("key", Options(server, retries: 5) with { FetchRetryBackoffMin = TimeSpan.Zero });
        Assert.Equal(401, (await Assert.ThrowsAsync<AmplitudeFetchException>(() => client.FetchAsync(_user))).StatusCode);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"a\":")]
    [InlineData("<html></html>")]
    public async Task An_answer_that_is_no_variants_is_asked_for_again(string body)
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(body), Answers.Json("{}"));
        using AmplitudeRemoteClient client = new("key", Options(server, retries: 1) with { FetchRetryBackoffMin = TimeSpan.Zero });
        Assert.Empty(await client.FetchAsync(_user));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Giving_up_ends_the_wait_for_a_retry()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Status(500));
        using AmplitudeRemoteClient client = new("key", Options(server, retries: 5));
        using CancellationTokenSource end = new();
        Task<Variants> fetch = client.FetchAsync(_user, cancellationToken: end.Token);
        await _clock.TimerAsync(left => left == TimeSpan.FromMilliseconds(500));
        await end.CancelAsync();
        OperationCanceledException problem = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        Assert.Equal(end.Token, problem.CancellationToken);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Giving_up_ends_the_request_under_way()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Hang);
        using AmplitudeRemoteClient client = new("key", Options(server, retries: 5));
        using CancellationTokenSource end = new();
        Task<Variants> fetch = client.FetchAsync(_user, cancellationToken: end.Token);
        await server.Hanging.WaitAsync(TimeSpan.FromSeconds(20));
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Disposing_ends_what_is_under_way_and_what_comes_after()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Hang);
        AmplitudeRemoteClient client = new("key", Options(server, retries: 5));
        Task<Variants> fetch = client.FetchAsync(_user);
        await server.Hanging.WaitAsync(TimeSpan.FromSeconds(20));
        client.Dispose();
        client.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => fetch);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.FetchAsync(_user));
    }

    [Fact]
    public async Task A_request_that_does_not_get_its_turn_in_time_fails_as_one_that_timed_out()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Hang, Answers.Json("{}"));
        using AmplitudeRemoteClient client = new("key", Options(server, retries: 0) with { ConnectionPoolMaxSize = 1, FetchPoolAcquireTimeout = TimeSpan.FromSeconds(2) });
        Task<Variants> first = client.FetchAsync(_user);
        await server.Hanging.WaitAsync(TimeSpan.FromSeconds(20));
        Task<Variants> second = client.FetchAsync(_user);
        await _clock.TimerAsync(left => left == TimeSpan.FromSeconds(2));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Contains("ConnectionPoolMaxSize", (await Assert.ThrowsAsync<AmplitudeFetchException>(() => second)).Message, StringComparison.Ordinal);

        _clock.Advance(TimeSpan.FromSeconds(8));
        await Assert.ThrowsAsync<AmplitudeFetchException>(() => first);
        Assert.Empty(await client.FetchAsync(_user));
    }

    private AmplitudeRemoteOptions Options(FlagServer server, int retries) => new() { ServerUrl = server.Url, FetchRetries = retries, TimeProvider = _clock };
}
