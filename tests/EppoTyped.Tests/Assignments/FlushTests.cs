using System.Collections.Concurrent;
using EppoTyped.Tests.Clients;
using EppoTyped.Tests.Polling;
using static EppoTyped.Tests.Assignments.LoggingClients;

namespace EppoTyped.Tests.Assignments;

/// <summary>A flush says whether all is through, and reaches what a logger holds back.</summary>
public sealed class FlushTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(AssignmentDelivery.Worker)]
    [InlineData(AssignmentDelivery.Inline)]
    public async Task A_flush_reaches_a_logger_that_gathers(AssignmentDelivery delivery)
    {
        GatheringLogger logger = new();
        await using EppoClient client = await EppoClient.InitializeAsync(Options(AssignmentLogger.Redacting(new CachingAssignmentLogger(logger), assignment => assignment)) with { AssignmentDelivery = delivery });
        Ask(client, "anna");

        Assert.True(await client.FlushAsync(Long));
        Assert.Equal(["anna"], logger.Sent);
        logger.Fails = true;
        Assert.False(await client.FlushAsync(Long));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_dispose_reaches_it_too_and_waits_no_longer_than_it_may(bool async)
    {
        GatheringLogger logger = new();
        EppoClient client = await EppoClient.InitializeAsync(Options(logger));
        Ask(client, "anna");
        await EndAsync(client, async);
        Assert.Equal(["anna"], logger.Sent);

        GatheringLogger stuck = new() { Hangs = true };
        EppoClient other = await EppoClient.InitializeAsync(Options(stuck) with { FlushTimeout = TimeSpan.FromMilliseconds(50) });
        Ask(other, "anna");
        await EndAsync(other, async).WaitAsync(TimeSpan.FromSeconds(20));
        stuck.LetGo.Set();
    }

    [Fact]
    public async Task A_flush_is_bounded_whatever_the_logger_does()
    {
        GatheringLogger logger = new() { Hangs = true };
        LogCapture log = new();
        await using EppoClient client = await EppoClient.InitializeAsync(Options(logger) with { FlushTimeout = TimeSpan.FromMilliseconds(50), LoggerFactory = log.Factory });
        Ask(client, "anna");

        Assert.False(await client.FlushAsync(TimeSpan.FromMilliseconds(50)));
        using CancellationTokenSource impatient = new();
        Task<bool> flush = client.FlushAsync(Long, impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => flush);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.FlushAsync(TimeSpan.FromSeconds(-1)));
        logger.LetGo.Set();
    }

    [Fact]
    public async Task The_books_are_exact_whenever_they_are_read_also_where_the_oldest_goes()
    {
        int calls = 0;
        await using EppoClient client = await EppoClient.InitializeAsync(Options(AssignmentLogger.FromDelegate(_ =>
        {
            if (++calls % 7 == 0)
            {
                throw new InvalidOperationException("The warehouse is closed.");
            }
        })) with { AssignmentQueueCapacity = 50, AssignmentDropPolicy = AssignmentDropPolicy.DropOldest });
        Task asking = Task.WhenAll(Enumerable.Range(0, 2).Select(thread => Task.Run(() =>
        {
            for (int number = 0; number < 20_000; number++)
            {
                Ask(client, $"{thread}-{number}");
            }
        })));
        do
        {
            DeliveryStatistics books = client.AssignmentStatistics;
            Assert.Equal(books.Enqueued, books.Delivered + books.Dropped + books.Pending);
            Assert.InRange(books.Pending, 0, 51);
        }
        while (!asking.IsCompleted);

        await asking;
        Assert.True(await client.FlushAsync(Long));
        Assert.Equal((40_000L, 0L, (long)calls), (client.AssignmentStatistics.Enqueued, client.AssignmentStatistics.Pending, client.AssignmentStatistics.Delivered + client.AssignmentStatistics.Failed));
    }

    [Fact]
    public void An_event_has_one_id_that_its_copies_share_and_no_other_event_has()
    {
        RecordingLogger logger = new();
        FlagClient client = FlagClient.InMemory(On, logger, clock: new FakeTimeProvider());
        Ask(client, "anna");
        Ask(client, "anna");
        AssignmentEvent[] events = [.. logger.Events];
        AssignmentEvent redacted = events[0] with { Subject = "somebody" };

        Assert.Equal(redacted.EventId, events[0].EventId);
        Assert.True(Guid.TryParseExact(redacted.EventId, "D", out _));
        Assert.NotEqual(events[0].EventId, events[1].EventId);
        Assert.Equal("of another system", (events[0] with { EventId = "of another system" }).EventId);
        Assert.Contains($"\"eventId\":\"{redacted.EventId}\"", redacted.ToJson(includeEventId: true), StringComparison.Ordinal);
        Assert.DoesNotContain("eventId", redacted.ToJson(), StringComparison.Ordinal);

        // What is equal says the same, whichever event it is.
        Assert.Equal(events[0], events[0] with { EventId = "another" });
        Assert.Equal(Action("anna", "nike") with { EventId = "x" }, Action("anna", "nike") with { EventId = "x" }, (left, right) => left!.EventId == right!.EventId);
    }

    private static Task EndAsync(EppoClient client, bool async) => async ? client.DisposeAsync().AsTask() : Task.Run(client.Dispose);

    /// <summary>Keeps events until it is flushed.</summary>
    private sealed class GatheringLogger : IAssignmentLogger
    {
        private readonly ConcurrentQueue<string?> _gathered = new();

        public ConcurrentQueue<string?> Sent { get; } = new();

        public ManualResetEventSlim LetGo { get; } = new();

        public bool Hangs { get; init; }

        public bool Fails { get; set; }

        public void LogAssignment(AssignmentEvent assignment) => _gathered.Enqueue(assignment.Subject);

        public Task<bool> FlushAsync(CancellationToken cancellationToken)
        {
            if (Hangs)
            {
                // Blocks its thread, and heeds no token.
                LetGo.Wait(CancellationToken.None);
            }

            while (_gathered.TryDequeue(out string? subject))
            {
                Sent.Enqueue(subject);
            }

            return Task.FromResult(!Fails);
        }
    }
}
