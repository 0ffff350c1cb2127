using EppoTyped.Tests.Polling;
using static EppoTyped.Tests.Assignments.LoggingClients;

namespace EppoTyped.Tests.Assignments;

/// <summary>The log's worker: no caller waits for a logger, and the books are exact.</summary>
public sealed class WorkerDeliveryTests
{
    [Fact]
    public async Task The_logger_is_called_off_the_callers_thread_in_order_and_a_flush_waits_for_it()
    {
        List<(string? Subject, Thread Thread)> logged = [];
        await using EppoClient client = await EppoClient.InitializeAsync(
            Options(AssignmentLogger.FromDelegate(assignment => logged.Add((assignment.Subject, Thread.CurrentThread)))));

        // A thread of our own, which no worker ever borrows; its number may be given out again.
        Thread asking = new(() =>
        {
            for (int number = 0; number < 100; number++)
            {
                Ask(client, $"subject-{number}");
            }
        });
        asking.Start();
        asking.Join();
        await client.FlushAsync();

        Assert.Equal(Enumerable.Range(0, 100).Select(number => $"subject-{number}"), logged.Select(entry => entry.Subject));
        Assert.DoesNotContain(logged, entry => entry.Thread == asking);
        Assert.Equal(new DeliveryStatistics { Enqueued = 100, Delivered = 100 }, client.AssignmentStatistics);
    }

    [Fact]
    public async Task Inline_the_logger_is_called_before_the_call_returns_on_its_thread()
    {
        int thread = 0;
        await using EppoClient client = await EppoClient.InitializeAsync(
            Options(AssignmentLogger.FromDelegate(_ => thread = Environment.CurrentManagedThreadId)) with { AssignmentDelivery = AssignmentDelivery.Inline });

        int caller = Environment.CurrentManagedThreadId;
        Ask(client, "somebody");

        Assert.Equal(caller, thread);
        Assert.Equal(new DeliveryStatistics { Enqueued = 1, Delivered = 1 }, client.AssignmentStatistics);
    }

    [Fact]
    public async Task While_the_logger_is_blocked_callers_go_on_and_repeated_calls_make_one_event()
    {
        using GatedLogger logger = new();
        await using EppoClient client = await EppoClient.InitializeAsync(Options(logger));
        Ask(client, "first");
        await logger.Entered;

        for (int round = 0; round < 1_000; round++)
        {
            Assert.True(Ask(client, "first"));
            Assert.True(Ask(client, "second"));
        }

        Assert.Equal((2L, 0L, 2L), (client.AssignmentStatistics.Enqueued, client.AssignmentStatistics.Delivered, client.AssignmentStatistics.Pending));
        Task flush = client.FlushAsync();
        Assert.False(flush.IsCompleted);
        using CancellationTokenSource impatient = new();
        Task cancelled = client.FlushAsync(impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        logger.Open();
        await flush;
        Assert.Equal(["first", "second"], logger.Subjects);
    }

    [Fact]
    public async Task A_full_queue_drops_the_newest_says_so_once_an_episode_and_the_books_are_exact()
    {
        using GatedLogger logger = new();
        LogCapture log = new();
        await using EppoClient client = await EppoClient.InitializeAsync(Options(logger) with { AssignmentQueueCapacity = 100, LoggerFactory = log.Factory });
        Ask(client, "in hand");
        await logger.Entered;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (int number = 0; number < 1_000; number++)
            {
                Ask(client, $"{thread}-{number}");
                DeliveryStatistics books = client.AssignmentStatistics;
                Assert.Equal(books.Enqueued, books.Delivered + books.Dropped + books.Pending);
                Assert.InRange(books.Pending, 1, 101);
            }
        })));

        Assert.Equal(new DeliveryStatistics { Enqueued = 4_001, Dropped = 3_900 }, client.AssignmentStatistics);
        Assert.Equal(101, client.AssignmentStatistics.Pending);
        Assert.Contains("raise EppoClientOptions.AssignmentQueueCapacity", Assert.Single(log.Lines, line => line.Id == 60).Text, StringComparison.Ordinal);
        logger.Open();
        await client.FlushAsync();
        Assert.Equal(new DeliveryStatistics { Enqueued = 4_001, Delivered = 101, Dropped = 3_900 }, client.AssignmentStatistics);
        Assert.Single(log.Lines, line => line.Id == 61 && line.Text.Contains("3900", StringComparison.Ordinal));

        // What was dropped was not remembered: asked for again, each of them is logged, and nobody twice.
        for (int thread = 0; thread < 4; thread++)
        {
            for (int number = 0; number < 1_000; number++)
            {
                Ask(client, $"{thread}-{number}");
                if (number % 50 == 0)
                {
                    await client.FlushAsync();
                }
            }
        }

        await client.FlushAsync();
        Assert.Equal(4_001, logger.Subjects.Count);
        Assert.Equal(4_001, logger.Subjects.Distinct().Count());
    }

    [Fact]
    public async Task A_logger_that_throws_on_every_third_event_gets_each_of_them_again_and_the_worker_lives()
    {
        FailingLogger logger = new(call => call % 3 == 0);
        LogCapture log = new();
        await using EppoClient client = await EppoClient.InitializeAsync(Options(logger) with { LoggerFactory = log.Factory });
        string[] subjects = [.. Enumerable.Range(0, 90).Select(number => $"subject-{number}")];

        foreach (string subject in subjects)
        {
            Assert.True(Ask(client, subject));
        }

        await client.FlushAsync();
        Assert.Equal(new DeliveryStatistics { Enqueued = 90, Delivered = 60, Dropped = 30, Failed = 30 }, client.AssignmentStatistics);
        Assert.Single(log.Lines, line => line.Id == 2);

        for (int round = 0; round < 10; round++)
        {
            Assert.All(subjects, subject => Ask(client, subject));
            await client.FlushAsync();
        }

        Assert.Equal(subjects.Order(StringComparer.Ordinal), logger.Subjects.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_100_000_events_from_two_threads_none_is_lost()
    {
        System.Collections.Concurrent.ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);
        EppoClient client = await EppoClient.InitializeAsync(
            Options(AssignmentLogger.FromDelegate(assignment => counts.AddOrUpdate(assignment.Subject!, 1, (_, count) => count + 1))) with { AssignmentQueueCapacity = 100_000, FlushTimeout = TimeSpan.FromMinutes(1) });

        await Task.WhenAll(Enumerable.Range(0, 2).Select(thread => Task.Run(() =>
        {
            for (int number = 0; number < 50_000; number++)
            {
                Ask(client, $"{thread}-{number}");
            }
        })));
        await client.DisposeAsync();

        Assert.Equal(new DeliveryStatistics { Enqueued = 100_000, Delivered = 100_000 }, client.AssignmentStatistics);
        Assert.Equal(100_000, counts.Count);
        Assert.All(counts.Values, count => Assert.Equal(1, count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dispose_delivers_what_waits(bool async)
    {
        using GatedLogger logger = new();
        EppoClient client = await EppoClient.InitializeAsync(Options(logger) with { FlushTimeout = TimeSpan.FromMinutes(1) });
        for (int number = 0; number < 1_000; number++)
        {
            Ask(client, $"subject-{number}");
        }

        await logger.Entered;
        Task disposing = Task.Run(() => DisposeAsync(client, async));
        logger.Open();
        await disposing;

        Assert.Equal(1_000, logger.Subjects.Count);
        Assert.Equal(1_000, client.AssignmentStatistics.Delivered);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dispose_does_not_wait_for_ever_and_says_what_it_left_behind(bool async)
    {
        using GatedLogger logger = new();
        LogCapture log = new();
        EppoClient client = await EppoClient.InitializeAsync(Options(logger) with { FlushTimeout = TimeSpan.FromMilliseconds(50), LoggerFactory = log.Factory });
        Ask(client, "in hand");
        await logger.Entered;
        Ask(client, "left behind");
        Ask(client, "left behind too");
        Task flush = client.FlushAsync();

        await DisposeAsync(client, async).WaitAsync(TimeSpan.FromSeconds(20));
        await DisposeAsync(client, async).WaitAsync(TimeSpan.FromSeconds(20));
        await flush.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal((3L, 2L, 1L), (client.AssignmentStatistics.Enqueued, client.AssignmentStatistics.Dropped, client.AssignmentStatistics.Pending));
        string line = Assert.Single(log.Lines, line => line.Id == 62).Text;
        Assert.Contains("2 assignments were dropped", line, StringComparison.Ordinal);
        Assert.Contains("EppoClientOptions.FlushTimeout", line, StringComparison.Ordinal);
        logger.Open();
    }

    [Fact]
    public async Task A_logger_may_flush_or_dispose_its_own_client()
    {
        EppoClient? client = null;
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        client = await EppoClient.InitializeAsync(Options(AssignmentLogger.FromDelegate(_ =>
        {
            client!.FlushAsync().GetAwaiter().GetResult();
            client.Dispose();
            done.SetResult();
        })) with { FlushTimeout = TimeSpan.FromMinutes(1) });
        Ask(client, "somebody");

        // A dispose that waited for the event in hand would take the whole flush timeout.
        await done.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await client.DisposeAsync();
        Assert.Equal(1, client.AssignmentStatistics.Delivered);
    }

    [Fact]
    public async Task A_logger_may_ask_for_flags_itself()
    {
        EppoClient? client = null;
        List<string?> logged = [];
        client = await EppoClient.InitializeAsync(Options(AssignmentLogger.FromDelegate(assignment =>
        {
            logged.Add(assignment.Subject);
            Ask(client!, "the logger's own");
            Ask(client!, assignment.Subject!);
        })) with { AssignmentDelivery = AssignmentDelivery.Inline });

        Ask(client, "somebody");

        Assert.Equal(["somebody", "the logger's own"], logged);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_client_without_a_logger_has_empty_books_and_nothing_to_flush()
    {
        await using EppoClient client = await EppoClient.InitializeAsync(Options(null!));
        Ask(client, "somebody");
        await client.FlushAsync();
        Assert.Equal(default, client.AssignmentStatistics);
    }

    private static async Task DisposeAsync(EppoClient client, bool async)
    {
        if (async)
        {
            await client.DisposeAsync();
        }
        else
        {
            await Task.Run(client.Dispose);
        }
    }
}
