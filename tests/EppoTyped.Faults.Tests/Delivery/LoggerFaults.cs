using System.Collections.Concurrent;

namespace EppoTyped.Faults.Tests;

/// <summary>Loggers that fail, callers that change their objects after the call, and events that are logged again.</summary>
[Trait("Category", "Faults")]
public sealed class LoggerFaults
{
    private const int LoggerThrew = 2;
    private const int QueueIsFull = 60;

    [Theory]
    [InlineData(AssignmentDelivery.Worker, 1)]
    [InlineData(AssignmentDelivery.Worker, 3)]
    [InlineData(AssignmentDelivery.Inline, 3)]
    public async Task F56_A_logger_that_throws(AssignmentDelivery delivery, int everyNth)
    {
        int calls = 0;
        ConcurrentQueue<string?> logged = new();
        await using FaultScene scene = new();
        EppoClient client = await scene.InitializeAsync(scene.Logging(new FaultyLogger(
            assignment =>
            {
                if (Interlocked.Increment(ref calls) % everyNth == 0)
                {
                    throw new TimeoutException("The warehouse is closed.");
                }

                logged.Enqueue(assignment.Subject);
            },
            () => Task.FromException<bool>(new TimeoutException("It is still closed.")))) with { AssignmentDelivery = delivery });

        DeliveryScene.Evaluate(client, 0, 90);
        Assert.False(await client.FlushAsync(FaultScene.Bound));
        Assert.Equal(
            new DeliveryStatistics
            {
                Enqueued = 90,
                Delivered = 90 - (90 / everyNth),
                Dropped = 90 / everyNth,
                Failed = 90 / everyNth,
            },
            client.AssignmentStatistics);
        Assert.Single(scene.Log.Lines, line => line.Id == LoggerThrew);

        // Flags whose event failed are evaluated again, so that their events are logged again.
        everyNth = int.MaxValue;
        DeliveryScene.Evaluate(client, 0, 90);
        await client.FlushAsync(FaultScene.Bound);
        Assert.Equal(90, logged.Distinct().Count());
        Assert.Equal(90, logged.Count);
    }

    [Theory]
    [InlineData(AssignmentDropPolicy.DropNewest, 1)]
    [InlineData(AssignmentDropPolicy.DropOldest, 901)]
    public async Task F57_A_logger_that_blocks(AssignmentDropPolicy policy, int firstKept)
    {
        using ManualResetEventSlim open = new();
        using SemaphoreSlim entered = new(0);
        ConcurrentQueue<string?> logged = new();
        await using FaultScene scene = new();
        EppoClient client = await scene.InitializeAsync(scene.Logging(AssignmentLogger.FromDelegate(assignment =>
        {
            entered.Release();
            open.Wait();
            logged.Enqueue(assignment.Subject);
        })) with { AssignmentQueueCapacity = 100, AssignmentDropPolicy = policy });
        DeliveryScene.Evaluate(client, 0, 1);
        Assert.True(await entered.WaitAsync(FaultScene.Bound));

        DeliveryScene.Evaluate(client, 1, 1_000);
        Assert.Equal(new DeliveryStatistics { Enqueued = 1_001, Dropped = 900 }, client.AssignmentStatistics);
        Assert.Equal(101, client.AssignmentStatistics.Pending);
        Assert.Single(scene.Log.Lines, line => line.Id == QueueIsFull);
        Assert.False(await client.FlushAsync(TimeSpan.FromMilliseconds(20)).WaitAsync(FaultScene.Bound));

        open.Set();
        Assert.True(await client.FlushAsync(FaultScene.Bound));
        Assert.Equal(Enumerable.Range(firstKept, 100).Prepend(0).Select(number => $"subject-{number}"), logged);
        Assert.Equal(new DeliveryStatistics { Enqueued = 1_001, Delivered = 101, Dropped = 900 }, client.AssignmentStatistics);
    }

    [Fact]
    public async Task F61_Attributes_that_change_after_the_call_or_are_no_data()
    {
        ConcurrentQueue<AssignmentEvent> logged = new();
        using ManualResetEventSlim open = new();
        await using FaultScene scene = new();
        IAssignmentLogger logger = AssignmentLogger.FromDelegate(assignment =>
        {
            open.Wait();
            logged.Enqueue(assignment);
        });
        EppoClient client = await scene.InitializeAsync(scene.Logging(AssignmentLogger.Redacting(logger, Redact)));
        Dictionary<string, object> cycle = [];
        cycle["itself"] = cycle;
        List<string> list = ["a", "b"];
        Dictionary<string, object> attributes = new()
        {
            ["plan"] = "gold", ["tags"] = list, ["nan"] = double.NaN, ["endless"] = double.NegativeInfinity,
            ["day"] = new DateTime(2026, 11, 28, 0, 0, 0, DateTimeKind.Utc),
            ["cycle"] = cycle, ["huge"] = new string('x', 1_000_000), ["email"] = "anna@example.com",
        };

        FaultScene.WithoutWaiting(() => Assert.Equal("red", client.GetStringAssignment("color", "anna", attributes, "default")));
        attributes["plan"] = "changed";
        list.Clear();
        attributes.Clear();
        open.Set();
        Assert.True(await client.FlushAsync(FaultScene.Bound));

        AssignmentEvent assignment = Assert.Single(logged);
        Assert.Equal("gold", assignment.SubjectAttributes["plan"].AsString);
        Assert.DoesNotContain("email", assignment.SubjectAttributes.Keys);
        string json = assignment.ToJson();
        Assert.Contains("\"nan\":null,\"endless\":null", json, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", json, StringComparison.Ordinal);
        Assert.InRange(json.Length, 1_000_000, 1_010_000);
    }

    [Fact]
    public async Task F62_A_million_subjects()
    {
        const int subjects = 1_000_000;
        bool[] seen = new bool[subjects];
        await using FaultScene scene = new();
        EppoClient client = await scene.InitializeAsync(scene.Logging(AssignmentLogger.FromDelegate(assignment =>
        {
            if (assignment.Subject!.StartsWith("subject-", StringComparison.Ordinal)
                && int.TryParse(assignment.Subject["subject-".Length..], out int number))
            {
                seen[number] = true;
            }
        })) with { AssignmentDelivery = AssignmentDelivery.Inline, Deduplication = new DeduplicationOptions { AssignmentCapacity = 10_000 } });
        DeliveryScene.Evaluate(client, 0, 20_000);
        long before = GC.GetTotalMemory(forceFullCollection: true);

        DeliveryScene.Evaluate(client, 20_000, subjects - 20_000);

        // No subject was confused with another one, and the store of assignments does not grow further.
        Assert.DoesNotContain(false, seen);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 16 * 1024 * 1024);
    }

    [Fact]
    public async Task F63_There_and_back_again_is_two_changes()
    {
        ConcurrentQueue<AssignmentEvent> logged = new();
        await using FaultScene scene = new();
        EppoClient client = await scene.InitializeAsync(scene.Logging(AssignmentLogger.FromDelegate(logged.Enqueue)));
        foreach (string variation in (string[])["a", "b", "a"])
        {
            client.SetConfiguration(
                EppoConfiguration.FromResponses(
                    ReferenceFlags.Json("red").Replace("\"one\"", $"\"{variation}\"", StringComparison.Ordinal)));
            DeliveryScene.Evaluate(client, 1, 1);
            DeliveryScene.Evaluate(client, 1, 1);
        }

        Assert.True(await client.FlushAsync(FaultScene.Bound));
        Assert.Equal(["a", "b", "a"], logged.Select(assignment => assignment.Variation));
        Assert.Single(logged.Select(assignment => assignment.Timestamp).Distinct());
        Assert.Equal(3, logged.Select(assignment => assignment.EventId).Distinct().Count());
    }

    private static AssignmentEvent Redact(AssignmentEvent assignment) => assignment with
    {
        SubjectAttributes = assignment.SubjectAttributes
            .Where(attribute => attribute.Key != "email")
            .ToDictionary(attribute => attribute.Key, attribute => attribute.Value),
    };

    private sealed class FaultyLogger(Action<AssignmentEvent> log, Func<Task<bool>> flush) : IAssignmentLogger
    {
        public void LogAssignment(AssignmentEvent assignment) => log(assignment);

        public Task<bool> FlushAsync(CancellationToken cancellationToken) => flush();
    }
}
