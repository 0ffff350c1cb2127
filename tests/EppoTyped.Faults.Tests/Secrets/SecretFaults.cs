using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EppoTyped.Faults.Tests;

/// <summary>The places where a key could appear.</summary>
[Trait("Category", "Faults")]
public sealed class SecretFaults
{
    /// <summary>
    /// The scene searches everything that is shown, logged, traced and measured, including events of the platform (I6). Exceptions of
    /// handlers are in SecretsTests, because .NET traces their text.
    /// </summary>
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

        // A dump of the options; a message of the serializer about a clock or a handler is a text too.
        try
        {
            scene.Saw(JsonSerializer.Serialize(options));
        }
        catch (NotSupportedException exception)
        {
            scene.Saw(exception);
        }

        IEnumerable<JsonPropertyInfo> properties = JsonSerializerOptions.Default.GetTypeInfo(typeof(EppoClientOptions)).Properties;
        Assert.Null(properties.Single(property => property.Name == nameof(options.SdkKey)).Get);
        IReadOnlyList<string> unfolded = [.. DebuggerView.Of(client), .. DebuggerView.Of(options)];
        Assert.Contains(unfolded, text => text.Contains(new Uri(server.BaseUrl).Authority, StringComparison.Ordinal));
        scene.Saw(string.Join('\n', unfolded));

        // Requests of this library are not activities; those of the application are, and .NET removes the query from their address.
        string port = new Uri(server.BaseUrl).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(sending == "the application's client", traced.Any(activity => activity.Contains(port, StringComparison.Ordinal)));
    }
}
