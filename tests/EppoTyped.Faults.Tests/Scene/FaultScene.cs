namespace EppoTyped.Faults.Tests;

/// <summary>
/// The environment of one fault: a key of its own, a stopped clock, and every log line of every client. Disposing it ends the clients and
/// checks what must always hold: nothing keeps running (I3), every change of state is logged once (I5), the key appears nowhere (I6).
/// </summary>
internal sealed partial class FaultScene : IAsyncDisposable
{
    // Distinct values, so that a test can tell the timer of a delay from that of a time-out.
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(7.125);
    public static readonly TimeSpan InitializationTimeout = TimeSpan.FromHours(2.125);

    private readonly SecretKey _key = new();
    private readonly List<(EppoClient Client, EppoClientOptions Options)> _clients = [];
    private readonly List<SceneLog> _logs = [];

    public string SdkKey => _key.Text;

    public FakeClock Clock { get; } = new();

    /// <summary>The lines of all clients.</summary>
    public IEnumerable<SceneLog.Line> Lines => _logs.SelectMany(log => log.Lines);

    /// <summary>The lines of the client whose options were created last.</summary>
    public SceneLog Log => _logs[^1];

    /// <summary>Options with the scene's key, clock and a log of their own. Change them as a record.</summary>
    public EppoClientOptions Options(string baseUrl = EppoClientOptions.DefaultBaseUrl)
    {
        SceneLog log = new();
        _logs.Add(log);
        return new EppoClientOptions
        {
            SdkKey = SdkKey,
            BaseUrl = baseUrl,
            AttachToShared = false,
            TimeProvider = Clock,
            LoggerFactory = log.Factory,
            RequestTimeout = RequestTimeout,
            InitializationTimeout = InitializationTimeout,
        };
    }

    public EppoClient Start(EppoClientOptions options)
    {
        EppoClient client = EppoClient.Start(options);
        _clients.Add((client, options));
        return client;
    }

    /// <summary>Starts a client that must become ready.</summary>
    public async Task<EppoClient> InitializeAsync(EppoClientOptions options)
    {
        EppoClient client = Start(options);
        InitializationResult result = await client.WaitForInitializationAsync().WaitAsync(Bound);
        Assert.True(result.IsReady, result.ToString());
        return client;
    }

    /// <summary>Records a text that users can see, to search it for keys.</summary>
    public void Saw(object? text) => Transcript.Suite.Write(text?.ToString() ?? "");

    /// <summary>Records and returns the exception that the action must throw.</summary>
    public T Throws<T>(Func<object?> action)
        where T : Exception
    {
        T thrown = Assert.ThrowsAny<T>(action);
        Saw(thrown);
        return thrown;
    }

    public async ValueTask DisposeAsync()
    {
        await EndClientsAsync();
        AssertNothingLeft();
        foreach (SceneLog log in _logs)
        {
            AssertTransitionsSaidOnce(log);
            foreach (SceneLog.Line line in log.Lines)
            {
                Saw($"{line.Level} {line.Id} {line.Text} {line.Values} {line.Exception}");
            }
        }

        Transcript.Suite.Check(_key);
    }

    /// <summary>Disposes the clients so far, so that later ones use the clock alone.</summary>
    private async Task EndClientsAsync()
    {
        AssertBounded();
        foreach ((EppoClient client, EppoClientOptions options) in _clients)
        {
            SawAll(client, options);
            await client.DisposeAsync();
            SawAll(client, options);
        }

        await Clock.UnarmedAsync();
    }

    private void SawAll(EppoClient client, EppoClientOptions options)
    {
        Saw($"{client} {options} {client.Initialization} {client.Health} {client.GetStringAssignmentDetails("color", ReferenceFlags.Subject, "default")}");
    }
}
