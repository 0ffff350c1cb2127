using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace EppoTyped.Faults.Tests;

/// <summary>Where a key could be read.</summary>
[Trait("Category", "Faults")]
public sealed class SecretFaults
{
    /// <summary>The scene looks through all that is seen, said, traced and counted, events of the platform included (I6). What a handler throws is in SecretsTests: .NET traces the text of that.</summary>
    [Theory]
    [InlineData("our own handler")]
    [InlineData("the application's client")]
    public async Task F82_The_key_is_nowhere(string sending)
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(401));
        server.Fail();
        using HttpClient application = new();
        ConcurrentQueue<string> traced = new();
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traced.Enqueue(string.Join(' ', activity.TagObjects)),
        };
        ActivitySource.AddActivityListener(listener);
        EppoClientOptions options = scene.Options(server.BaseUrl);
        options = sending == "our own handler" ? options : options with { HttpClient = application };

        EppoClient client = scene.Start(options);
        for (int poll = 0; poll < 3; poll++)
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

        Assert.Null(JsonSerializerOptions.Default.GetTypeInfo(typeof(EppoClientOptions)).Properties.Single(property => property.Name == nameof(options.SdkKey)).Get);
        IReadOnlyList<string> unfolded = [.. DebuggerView.Of(client), .. DebuggerView.Of(options)];
        Assert.Contains(unfolded, text => text.Contains(new Uri(server.BaseUrl).Authority, StringComparison.Ordinal));
        scene.Saw(string.Join('\n', unfolded));

        // Requests of our own are no activities; those of the application are, and .NET takes the query out of their address.
        string port = new Uri(server.BaseUrl).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(sending == "the application's client", traced.Any(activity => activity.Contains(port, StringComparison.Ordinal)));
    }
}
