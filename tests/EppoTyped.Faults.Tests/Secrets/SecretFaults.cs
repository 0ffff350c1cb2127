using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace EppoTyped.Faults.Tests;

/// <summary>Where a key could be read.</summary>
[Trait("Category", "Faults")]
public sealed class SecretFaults
{
    /// <summary>The scene looks through all that is seen, said, traced and counted, events of the platform included (I6).</summary>
    [Theory]
    [InlineData("our own handler")]
    [InlineData("the application's client")]
    [InlineData("a handler that throws with the address")]
    public async Task F82_The_key_is_nowhere(string sending)
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(401));
        using HttpClient application = new();
        using AddressThrower thrower = new();
        ConcurrentQueue<string> traced = new();
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traced.Enqueue(string.Join(' ', activity.TagObjects)),
        };
        ActivitySource.AddActivityListener(listener);
        EppoClientOptions options = scene.Options(server.BaseUrl);
        options = sending switch
        {
            "our own handler" => options,
            "the application's client" => options with { HttpClient = application },
            _ => options with { HttpMessageHandler = thrower },
        };

        EppoClient client = scene.Start(options);
        for (int kind = 0; kind < AddressThrower.Kinds; kind++)
        {
            Assert.False(await client.RefreshAsync());
            scene.Saw(client.Health);
            scene.Saw(client.Initialization);
        }

        // What of the options a dump may hold; a sentence of the serializer on a clock or a handler is a text too.
        try
        {
            scene.Saw(JsonSerializer.Serialize(options));
        }
        catch (NotSupportedException exception)
        {
            scene.Saw(exception);
        }

        Assert.DoesNotContain(nameof(EppoClientOptions.SdkKey), JsonSerializerOptions.Default.GetTypeInfo(typeof(EppoClientOptions)).Properties.Select(property => property.Name));
        IReadOnlyList<string> unfolded = [.. DebuggerView.Of(client), .. DebuggerView.Of(options)];
        Assert.Contains(unfolded, text => text.Contains(new Uri(server.BaseUrl).Authority, StringComparison.Ordinal));
        scene.Saw(string.Join('\n', unfolded));

        // Requests of our own are no activities; those of the application are, and .NET takes the query out of their address.
        string port = new Uri(server.BaseUrl).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(sending == "the application's client", traced.Any(activity => activity.Contains(port, StringComparison.Ordinal)));
    }

    /// <summary>Fails in every way a handler can, and tells the address each time.</summary>
    private sealed class AddressThrower : HttpMessageHandler
    {
        public const int Kinds = 6;

        private int _thrown;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string text = $"Could not get {request.RequestUri}";
            throw (_thrown++ % Kinds) switch
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
