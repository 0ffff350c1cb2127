using System.Diagnostics;
using Xunit.Abstractions;

namespace EppoTyped.Tests.Assignments.Sinks;

/// <summary>The whole way of an event, from a call to the receiver, at the pace of the machine.</summary>
public sealed class ThroughputTests(ITestOutputHelper output)
{
    private const int Threads = 2;
    private static readonly int EventsOfAThread = RunScale.Of(100_000);

    /// <summary>As many as 100,000 a second make in two seconds; offered by count, so that a busy machine takes longer and loses none.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Of_200_000_events_from_two_threads_none_is_lost()
    {
        CountingSink sink = new();
        await using BatchingAssignmentLogger logger = new(sink, new BatchingOptions { QueueCapacity = 1_000_000, BatchSize = 2_000, BatchBytes = 4 * 1024 * 1024, ShutdownTimeout = TimeSpan.FromMinutes(5) });
        await using EppoClient client = await EppoClient.InitializeAsync(LoggingClients.Options(logger) with { AssignmentQueueCapacity = 100_000, FlushTimeout = TimeSpan.FromMinutes(5) });

        long begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (int number = 0; number < EventsOfAThread; number++)
            {
                LoggingClients.Ask(client, $"{thread}-{number}");
                if (number % 1_000 == 0)
                {
                    SpinWait.SpinUntil(() => client.AssignmentStatistics.Pending < 50_000);
                }
            }
        })));
        double offered = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Assert.True(await client.FlushAsync(TimeSpan.FromMinutes(5)));
        double through = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        output.WriteLine(FormattableString.Invariant($"{Threads * EventsOfAThread} events: offered at {Threads * EventsOfAThread / offered:N0} a second, through at {Threads * EventsOfAThread / through:N0} a second."));

        Assert.Equal(new DeliveryStatistics { Enqueued = Threads * EventsOfAThread, Delivered = Threads * EventsOfAThread }, client.AssignmentStatistics);
        Assert.Equal(new DeliveryStatistics { Enqueued = Threads * EventsOfAThread, Delivered = Threads * EventsOfAThread }, logger.Statistics);
        Assert.Equal(Threads * EventsOfAThread, sink.Subjects.Count);
    }

    private sealed class CountingSink : IAssignmentSink
    {
        public HashSet<string> Subjects { get; } = new(StringComparer.Ordinal);

        public ValueTask<SendResult> SendAsync(IReadOnlyList<LoggedEvent> batch, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (LoggedEvent logged in batch)
            {
                Assert.True(Subjects.Add(logged.Subject!), "An event came twice.");
            }

            return new ValueTask<SendResult>(SendResult.Delivered);
        }
    }
}
