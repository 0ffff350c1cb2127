namespace EppoTyped.Faults.Tests;

// How a scene is played: polls of the client's own and of the test's, and the plot that most faults share.
internal sealed partial class FaultScene
{
    private const int PollsOfAFault = 4;
    private const int MostStepsOfAPoll = 100;
    private const int Refused = 23;

    // More than any rest, and less than what is left of an initialisation: the timer of one that has ended may be there for a moment longer.
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1.5);

    /// <summary>How far the clock goes each time a server hangs; a server that only dawdles is then told to proceed.</summary>
    public TimeSpan HangStep { get; init; } = RequestTimeout;

    /// <summary>The rest until the next poll that the client plans: the one timer that is no timeout.</summary>
    public Task<TimeSpan> RestAsync() =>
        Clock.TimerAsync(left => left != RequestTimeout && left < LongestRest && left != RequestTimeout * HttpConfigurationSource.ShareOfTime);

    /// <summary>Polls now. While a server hangs, callers are asked whether they wait, and only the clock ends the request.</summary>
    /// <param name="client">The client.</param>
    /// <param name="server">The server, which tells when it hangs.</param>
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
    /// A fault comes over a client that has a configuration, stays for a few polls, and goes. The client answers from its last configuration, keeps
    /// that one's ETag, says one line, and recovers by itself.
    /// </summary>
    /// <param name="server">The server.</param>
    /// <param name="failure">The id of the line that is said.</param>
    /// <param name="change">Further options.</param>
    /// <returns>The client, recovered.</returns>
    public async Task<EppoClient> PlayWarmAsync(IFaultyServer server, int failure = 21, Func<EppoClientOptions, EppoClientOptions>? change = null)
    {
        await EndClientsAsync();
        int asked = server.ETagsAsked.Count();
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
        Assert.All(server.ETagsAsked.Skip(asked + 1), etag => Assert.Equal("\"1\"", etag));
        return client;
    }

    /// <summary>A client starts into the fault. Its callers get their defaults, it says one line, and the first configuration arrives by itself once the fault is gone.</summary>
    /// <param name="server">The server.</param>
    /// <param name="status">What the initialisation comes to meanwhile.</param>
    /// <param name="failure">The id of the line that is said.</param>
    /// <param name="change">Further options.</param>
    /// <returns>What the client said of its initialisation during the fault.</returns>
    public async Task<InitializationResult> PlayColdAsync(
        IFaultyServer server, InitializationStatus status = InitializationStatus.Failed, int failure = 22, Func<EppoClientOptions, EppoClientOptions>? change = null)
    {
        await EndClientsAsync();
        int asked = server.ETagsAsked.Count();
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
        Assert.All(server.ETagsAsked.Skip(asked), Assert.Null);
        return during;
    }
}
