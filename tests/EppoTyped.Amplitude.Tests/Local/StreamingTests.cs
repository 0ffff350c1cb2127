using EppoTyped.Tests;
using EppoTyped.Tests.Polling;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude.Tests.Local;

/// <summary>Flags that are streamed: what breaks, what is done about it, and when.</summary>
public sealed class StreamingTests : IAsyncLifetime
{
    private const int Lost = 221;

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(17);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CollectingLogger _log = new();
    private readonly FakeClock _clock = new();
    private Func<HttpContext, Task> _poll = Answers.Json(LocalFlags.Greeting("polled"));
    private StreamServer _stream = null!;
    private FlagServer _flags = null!;
    private AmplitudeLocalClient _client = null!;

    public async Task InitializeAsync()
    {
        _stream = await StreamServer.StartAsync();
        _flags = await FlagServer.StartAsync(context => _poll(context));
        _client = new AmplitudeLocalClient("server-key", new()
        {
            StreamUpdates = true, StreamServerUrl = _stream.Url, ServerUrl = _flags.Url, TimeProvider = _clock, LoggerFactory = _log, AttachToShared = false, Debug = true, MaxConfigurationBytes = 1024,
        });
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _stream.DisposeAsync();
        await _flags.DisposeAsync();
    }

    [Fact]
    public async Task Flags_arrive_as_they_change_and_nothing_is_polled()
    {
        StreamServer.Connection connection = await StartedAsync("one");
        Assert.Equal("one", LocalFlags.GreetingOf(_client));
        FlagServer.Request request = Assert.Single(_stream.Requests);
        Assert.Equal(("/sdk/stream/v1/flags", "text/event-stream", "Api-Key server-key"), (request.Target, request.Headers["Accept"], request.Headers["Authorization"]));
        Assert.Equal($"eppotyped/{EppoSdk.Version}", request.Headers["X-Amp-Exp-Library"]);

        await SendAsync(connection, "two");
        // Ends of lines of any kind, comments, fields of other names, and data of several lines.
        await ChangedBy(() => connection.Raw($": hello\r\nevent: flags\r\rdata:{LocalFlags.Greeting("three").Replace(",", ",\r\ndata: ", StringComparison.Ordinal)}\r\n\r\n"));
        Assert.Equal("three", LocalFlags.GreetingOf(_client));

        Assert.Empty(_flags.Requests);
        Assert.DoesNotContain(_log.Lines, line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task A_stream_that_drops_is_opened_anew_at_once()
    {
        StreamServer.Connection first = await StartedAsync("one");
        first.Abort();
        StreamServer.Connection second = await _stream.ConnectedAsync();
        await SendAsync(second, "two");

        Assert.Empty(_flags.Requests);
        Assert.DoesNotContain(_log.Lines, line => line.Id.Id == Lost);
    }

    [Fact]
    public async Task A_stream_that_does_not_come_back_is_replaced_by_polling_until_it_does()
    {
        StreamServer.Connection first = await StartedAsync("one");
        await ChangedBy(() =>
        {
            first.End();
            _ = FailNextAsync(500);
        });
        Assert.Equal("polled", LocalFlags.GreetingOf(_client));
        Assert.Single(_log.Lines, line => line.Id.Id == Lost);

        // It is tried every 15 seconds, two more at most.
        await RetryAsync();
        await FailNextAsync(500);
        await RetryAsync();
        StreamServer.Connection back = await _stream.ConnectedAsync();
        await SendAsync(back, "two");

        // And then nothing is polled any more.
        int polls = _flags.Requests.Count;
        await _clock.TimerAsync(left => left == Silence);
        _clock.Advance(TimeSpan.FromSeconds(16));
        await SendAsync(back, "three");
        await _clock.TimerAsync(left => left == Silence);
        _clock.Advance(TimeSpan.FromSeconds(16));
        await SendAsync(back, "four");
        Assert.Equal(polls, _flags.Requests.Count);
        Assert.Single(_log.Lines, line => line.Id.Id == Lost);
    }

    [Fact]
    public async Task Silence_is_a_broken_stream_and_a_blank_is_none()
    {
        StreamServer.Connection first = await StartedAsync("one");
        await _clock.TimerAsync(left => left == Silence);
        _clock.Advance(TimeSpan.FromSeconds(16));
        first.Data(" ");
        await _clock.TimerAsync(left => left == Silence);
        _clock.Advance(TimeSpan.FromSeconds(16));
        await SendAsync(first, "two");
        Assert.Single(_stream.Requests);

        await _clock.TimerAsync(left => left == Silence);
        _clock.Advance(Silence);
        StreamServer.Connection second = await _stream.ConnectedAsync();
        await SendAsync(second, "three");
        Assert.Contains(_log.Lines, line => line.Text.Contains("was silent for 00:00:17", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stream_is_renewed_after_a_quarter_of_an_hour_without_a_warning()
    {
        await StartedAsync("one");
        await _clock.TimerAsync(left => left == Silence);
        _clock.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(5));
        StreamServer.Connection second = await _stream.ConnectedAsync();
        await SendAsync(second, "two");

        Assert.Empty(_flags.Requests);
        Assert.DoesNotContain(_log.Lines, line => line.Level >= LogLevel.Warning);
    }

    [Theory]
    [InlineData("no flags at all")]
    [InlineData("{\"error\":\"sorry\"}")]
    public async Task Garbage_ends_a_stream_and_changes_no_flag(string garbage)
    {
        StreamServer.Connection first = await StartedAsync("one");
        first.Data(garbage);
        StreamServer.Connection second = await _stream.ConnectedAsync();
        Assert.Equal("one", LocalFlags.GreetingOf(_client));
        await ChangedBy(() => second.Data(garbage));

        Assert.Equal("polled", LocalFlags.GreetingOf(_client));
    }

    [Fact]
    public async Task Flags_without_an_end_are_not_kept_in_memory()
    {
        StreamServer.Connection first = await StartedAsync("one");
        first.Raw("data: " + new string('x', 2000));
        await _stream.ConnectedAsync();
        Assert.Contains(_log.Lines, line => line.Text.Contains("the limit that AmplitudeLocalOptions.MaxConfigurationBytes sets", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_does_not_stream_is_not_asked_again_at_once()
    {
        Task starting = _client.StartAsync();
        (await _stream.ConnectedAsync()).Status(501);
        await starting.WaitAsync(Patience);
        Assert.Equal("polled", LocalFlags.GreetingOf(_client));
        Assert.Single(_stream.Requests);

        await RetryAsync();
        StreamServer.Connection second = await _stream.ConnectedAsync();
        await SendAsync(second, "one");
    }

    [Fact]
    public async Task A_start_that_no_stream_answers_in_time_polls()
    {
        Task starting = _client.StartAsync();
        for (int attempt = 0; attempt < 2; attempt++)
        {
            // Opened, alive, and without flags.
            (await _stream.ConnectedAsync()).Data(" ");
            await _clock.TimerAsync(left => left == TimeSpan.FromSeconds(1.5));
            _clock.Advance(TimeSpan.FromSeconds(1.5));
        }

        await starting.WaitAsync(Patience);
        Assert.Equal("polled", LocalFlags.GreetingOf(_client));
    }

    [Fact]
    public async Task A_start_without_stream_and_poll_throws_and_leaves_nothing_running()
    {
        _poll = Answers.Status(503);
        Task starting = _client.StartAsync();
        await FailNextAsync(500);
        await FailNextAsync(502);

        AmplitudeStartException problem = await Assert.ThrowsAsync<AmplitudeStartException>(() => starting.WaitAsync(Patience));
        Assert.Contains("answered 502", problem.Message, StringComparison.Ordinal);
        Assert.Contains("answered 503", problem.Message, StringComparison.Ordinal);
        Assert.False(_client.IsRunning);
        await _clock.UnarmedAsync();
    }

    [Fact]
    public async Task Stopped_it_lets_go_of_the_stream()
    {
        await StartedAsync("one");
        await _client.StopAsync();
        await _clock.UnarmedAsync();
        Assert.Equal("one", LocalFlags.GreetingOf(_client));
    }

    private async Task<StreamServer.Connection> StartedAsync(string greeting)
    {
        Task starting = _client.StartAsync();
        StreamServer.Connection connection = await _stream.ConnectedAsync();
        connection.Data(LocalFlags.Greeting(greeting));
        await starting.WaitAsync(Patience);
        return connection;
    }

    private async Task SendAsync(StreamServer.Connection connection, string greeting)
    {
        await ChangedBy(() => connection.Data(LocalFlags.Greeting(greeting)));
        Assert.Equal(greeting, LocalFlags.GreetingOf(_client));
    }

    private async Task ChangedBy(Action action)
    {
        TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnChange(object? sender, ConfigurationChangedEventArgs change) => changed.TrySetResult();
        _client.ConfigurationChanged += OnChange;
        action();
        await changed.Task.WaitAsync(Patience);
        _client.ConfigurationChanged -= OnChange;
    }

    private async Task FailNextAsync(int status) => (await _stream.ConnectedAsync()).Status(status);

    private async Task RetryAsync()
    {
        TimeSpan left = await _clock.TimerAsync(left => left >= FlagStreaming.RetryDelay && left < FlagStreaming.RetryDelay + FlagStreaming.RetryJitter);
        _clock.Advance(left);
    }
}
