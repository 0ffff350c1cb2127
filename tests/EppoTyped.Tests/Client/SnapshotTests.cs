using EppoTyped.CompilerServices;

namespace EppoTyped.Tests.Clients;

/// <summary>A snapshot sees one configuration from its first call to its last.</summary>
public sealed class SnapshotTests
{
    private static readonly Flag<long>[] Generations = [.. Enumerable.Range(0, 5).Select(number => GeneratedCodeV1.Integer($"generation-{number}", -1))];
    private static readonly Shopper Someone = new("somebody");

    [Fact]
    public void It_stays_while_the_client_goes_on()
    {
        FlagClient client = FlagClient.InMemory(Generation(1));
        FlagClient snapshot = client.Snapshot();

        client.Core.Publish(TableOf(2));

        Assert.Equal((1, 2), (snapshot.GetValue(Generations[0], Someone), client.GetValue(Generations[0], Someone)));
        Assert.Equal(1, snapshot.GetIntegerAssignment("generation-0", "somebody", 0));
        Assert.Equal(1, snapshot.Snapshot().GetValue(Generations[0], Someone));
        Assert.Equal(2, client.Snapshot().GetValue(Generations[0], Someone));
        Assert.True(snapshot.IsInitialized);
    }

    [Fact]
    public async Task It_answers_and_logs_after_its_client_is_disposed()
    {
        RecordingLogger assignments = new();
        EppoClient client = await EppoClient.InitializeAsync(new EppoClientOptions
        {
            Source = new StringConfigurationSource(Generation(3)),
            AssignmentLogger = assignments,
            AttachToShared = false,
        });
        FlagClient snapshot = client.Snapshot();

        await client.DisposeAsync();

        Assert.Equal((3, -1), (snapshot.GetValue(Generations[0], Someone), client.GetValue(Generations[0], Someone)));
    }

    [Fact]
    public void Its_assignments_are_the_clients()
    {
        RecordingLogger assignments = new();
        FlagOverrides overrides = new FlagOverrides().Set(Generations[1], 77);
        FlagClient snapshot = FlagClient.InMemory(Generation(1), assignments, overrides).Snapshot();

        Assert.Equal((1, 77), (snapshot.GetValue(Generations[0], Someone), snapshot.GetValue(Generations[1], Someone)));

        Assert.Equal("generation-0", Assert.Single(assignments.Events).FeatureFlag);
    }

    [Fact]
    public void It_is_cheap()
    {
        FlagClient client = FlagClient.InMemory(Generation(1));
        client.GetValue(Generations[0], Someone);
        client.Snapshot();

        long before = GC.GetAllocatedBytesForCurrentThread();
        FlagClient snapshot = client.Snapshot();
        snapshot.GetValue(Generations[0], Someone);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 1, 200);
    }

    [Fact]
    public void Four_threads_see_exactly_one_configuration_each_time_while_tables_are_swapped()
    {
        FlagClient client = FlagClient.InMemory(Generation(0));
        FlagTable[] tables = [.. Enumerable.Range(0, 200).Select(TableOf)];
        using CancellationTokenSource done = new();
        int[] rounds = new int[4];
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(number => new Thread(() =>
        {
            // Once at least: a busy machine may start a thread only when all is over.
            do
            {
                FlagClient snapshot = client.Snapshot();
                long first = snapshot.GetValue(Generations[0], Someone);
                bool same = Array.TrueForAll(Generations, flag => snapshot.GetValue(flag, Someone) == first)
                    && snapshot.GetIntegerAssignment("generation-4", "somebody", -1) == first
                    && snapshot.EvaluateAll(Someone).All(result => result.Value.GetInt64() == first);
                rounds[number] = same ? rounds[number] + 1 : int.MinValue;
            }
            while (!done.IsCancellationRequested && rounds[number] >= 0);
        }))];
        Array.ForEach(threads, thread => thread.Start());
        foreach (FlagTable table in tables)
        {
            client.Core.Publish(table);
            Thread.Sleep(1);
        }

        done.Cancel();
        Array.ForEach(threads, thread => thread.Join());
        Assert.All(rounds, count => Assert.InRange(count, 1, int.MaxValue));
    }

    private static string Generation(int number) =>
        Configurations.Of([.. Generations.Select(flag => Configurations.Constant(flag.Key, "INTEGER", $"{number}"))]);

    private static FlagTable TableOf(int number) => FlagClient.InMemory(Generation(number)).Core.Table;
}
