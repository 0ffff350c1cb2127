namespace EppoTyped.Faults.Tests;

/// <summary>
/// Listeners of the application. Runs alone, because listeners of metrics and activities receive those of the whole process.
/// </summary>
[Trait("Category", "Faults")]
[Collection("Alone")]
public sealed class ListenerFaults
{
    [Fact]
    public async Task F73_Every_listener_throws()
    {
        // Loggers, handlers, meters and traces: none of them may cause a wrong value.
        using ThrowingListeners listeners = new();
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Json("[]"));
        server.Good("red", "\"1\"");
        EppoClient client = await scene.InitializeAsync(
            scene.Options(server.BaseUrl) with
            {
                LoggerFactory = listeners,
                AssignmentLogger = listeners,
                AssignmentDelivery = AssignmentDelivery.Inline,
            });
        client.ConfigurationChanged += (_, _) => throw new InvalidOperationException("this handler is broken");
        using IDisposable watch = client.OnChange(
            CompilerServices.GeneratedCodeV1.Text("color", ""), _ => throw new InvalidOperationException("this handler is broken"));
        FaultScene.AssertAnswers(client, "red");
        server.Fail();
        Assert.False(await scene.PollAsync(client, server));
        FaultScene.AssertAnswers(client, "red");
        server.Good("blue", "\"2\"");
        await scene.AssertRecoversAsync(client, "blue");
        Assert.InRange(listeners.Thrown, 4, int.MaxValue);
    }
}
