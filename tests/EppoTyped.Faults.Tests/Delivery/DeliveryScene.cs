namespace EppoTyped.Faults.Tests;

/// <summary>Clients without a server, for faults in the delivery of events.</summary>
internal static class DeliveryScene
{
    /// <summary>Options of an offline client with a configuration and this logger.</summary>
    public static EppoClientOptions Logging(this FaultScene scene, IAssignmentLogger logger) => scene.Options() with
    {
        Offline = true, InitialConfiguration = EppoConfiguration.FromResponses(ReferenceFlags.Json("red")), AssignmentLogger = logger,
    };

    /// <summary>Evaluates a flag for each subject, so that each logs one event.</summary>
    public static void Evaluate(FlagClient client, int first, int count) => FaultScene.WithoutWaiting(() =>
    {
        for (int number = first; number < first + count; number++)
        {
            Assert.Equal("red", client.GetStringAssignment("color", $"subject-{number}", "default"));
        }
    });

    public static AssignmentEvent Event(int number, string filling = "") => new()
    {
        Timestamp = new DateTimeOffset(2026, 11, 28, 0, 0, 0, TimeSpan.Zero),
        FeatureFlag = "color",
        Allocation = "all",
        Experiment = "color-all",
        Subject = $"subject-{number}",
        SubjectAttributes = new Dictionary<string, AttributeValue> { ["filling"] = filling },
        Variation = "one",
    };
}

/// <summary>A sink that responds to each batch as the test decides, and keeps the events.</summary>
internal sealed class ScriptedSink(Func<IReadOnlyList<LoggedEvent>, int, SendResult> answer) : IAssignmentSink
{
    public System.Collections.Concurrent.ConcurrentQueue<string[]> Batches { get; } = new();

    public SemaphoreSlim Sent { get; } = new(0);

    public ValueTask<SendResult> SendAsync(IReadOnlyList<LoggedEvent> batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Batches.Enqueue([.. batch.Select(logged => logged.EventId)]);
        Sent.Release();
        return new ValueTask<SendResult>(answer(batch, Batches.Count));
    }
}
