namespace EppoTyped.Faults.Tests;

// Polls that the client schedules and polls that the test requests, and the course of events that most faults share.
internal sealed partial class FaultScene
{
    private const int PollsOfAFault = 4;
    private const int MostStepsOfAPoll = 100;
    private const int Refused = 23;

    /// <summary>How far the clock advances each time a server hangs; a slow server then continues.</summary>
    public TimeSpan HangStep { get; init; } = RequestTimeout;

    /// <summary>The delay until the next poll that the client schedules: the one timer that is not a time-out.</summary>
    public Task<TimeSpan> RestAsync() =>
        Clock.TimerAsync(left => left != RequestTimeout
            && left < InitializationTimeout / 2
            && left != RequestTimeout * HttpConfigurationSource.ShareOfTime);

    /// <summary>Polls now. While a server hangs, the test checks that callers do not wait, and only the clock ends the request.</summary>
    /// <param name="client">The client.</param>
    /// <param name="server">The server, which signals when it hangs.</param>
    /// <param name="whileHanging">What must hold in the meantime.</param>
    public async Task<bool> PollAsync(EppoClient client, IFaultyServer server, Action? whileHanging = null)
    {
        Task<bool> refresh = client.RefreshAsync();
        using CancellationTokenSource over = new();
        for (int steps = 0; ; steps++)
        {
            Task<bool> hanging = server.Hanging.WaitAsync(Bound, over.Token);
            if (await Task.WhenAny(refresh, hanging) == refresh)
            {
                await over.CancelAsync();
                await hanging.ContinueWith(_ => { }, TaskScheduler.Default);
                return await refresh;
            }

            Assert.True(await hanging && steps < MostStepsOfAPoll, "I3: a poll goes on, and the clock does not end it.");
            whileHanging?.Invoke();
            Clock.Advance(HangStep);
            server.Proceed();
        }
    }

    /// <summary>
    /// A fault begins for a client with a configuration, lasts a few polls, and ends. The client uses its last configuration, keeps
    /// its ETag, logs one line, and recovers by itself.
    /// </summary>
    /// <param name="server">The server.</param>
    /// <param name="failure">The id of the log line.</param>
    /// <param name="change">Further options.</param>
    /// <returns>The client, recovered.</returns>
    public async Task<EppoClient> PlayWarmAsync(
        IFaultyServer server, int failure = 21, Func<EppoClientOptions, EppoClientOptions>? change = null)
    {
        await EndClientsAsync();
        int asked = server.RequestedETags.Count();
        server.Good("red", "\"1\"");
        EppoClientOptions options = Options(server.BaseUrl);
        EppoClient client = await InitializeAsync(change?.Invoke(options) ?? options);
        AssertAnswers(client, "red");
        server.Fail();
        for (int poll = 1; poll <= PollsOfAFault; poll++)
        {
            Assert.False(await PollAsync(client, server, () => AssertAnswers(client, "red")));
            AssertAnswers(client, "red");
            AssertBounded();
            AssertTransitions(20, failure);
            Assert.True(failure != Refused || client.Health.Status == ClientHealthStatus.Unhealthy, client.Health.Message);
        }

        server.Good("blue", "\"2\"");
        await AssertRecoversAsync(client, "blue");
        AssertTransitions(20, failure, 24);
        Assert.Equal(ClientHealthStatus.Healthy, client.Health.Status);
        Assert.All(server.RequestedETags.Skip(asked + 1), etag => Assert.Equal("\"1\"", etag));
        return client;
    }

    /// <summary>
    /// A client starts during the fault. Its callers get their defaults, it logs one line, and it fetches the first configuration by itself
    /// after the fault.
    /// </summary>
    /// <param name="server">The server.</param>
    /// <param name="status">The status of the initialisation during the fault.</param>
    /// <param name="failure">The id of the log line.</param>
    /// <param name="change">Further options.</param>
    /// <returns>The result of the initialisation during the fault.</returns>
    public async Task<InitializationResult> PlayColdAsync(
        IFaultyServer server, InitializationStatus status = InitializationStatus.Failed, int failure = 22, Func<EppoClientOptions, EppoClientOptions>? change = null)
    {
        await EndClientsAsync();
        int asked = server.RequestedETags.Count();
        server.Fail();
        EppoClientOptions options = Options(server.BaseUrl);
        EppoClient client = Start(change?.Invoke(options) ?? options);
        for (int poll = 1; poll <= PollsOfAFault; poll++)
        {
            Assert.False(await PollAsync(client, server, () => AssertDefaults(client)));
            AssertDefaults(client);
            AssertBounded();
            AssertTransitions(failure);
            Assert.Equal(failure == Refused ? ClientHealthStatus.Unhealthy : ClientHealthStatus.Degraded, client.Health.Status);
        }

        InitializationResult during = client.Initialization;
        Assert.Equal(status, during.Status);
        server.Good("red", "\"1\"");
        await AssertRecoversAsync(client, "red");
        AssertTransitions(failure, 20);
        Assert.Equal(ClientHealthStatus.Healthy, client.Health.Status);
        Assert.All(server.RequestedETags.Skip(asked), Assert.Null);
        return during;
    }
}
