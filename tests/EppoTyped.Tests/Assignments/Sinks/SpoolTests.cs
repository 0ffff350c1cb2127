using System.Collections.Concurrent;
using System.Text;

namespace EppoTyped.Tests.Assignments.Sinks;

/// <summary>Events on disk: what was accepted is delivered, whatever became of the process, and the disk is never more than its share.</summary>
public sealed class SpoolTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("eppotyped-spool-").FullName, "events");
    private readonly FakeTimeProvider _clock = new();
    private readonly CollectingLogger _log = new();
    private readonly ConcurrentQueue<string> _taken = new();
    private bool _hold;

    private BatchingOptions Options => new() { SpoolFolder = _folder, BatchSize = 10, TimeProvider = _clock, ShutdownTimeout = TimeSpan.FromMilliseconds(20) };

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public async Task What_one_process_could_not_deliver_the_next_one_does_first()
    {
        await LeaveAsync(25);
        Assert.NotEmpty(Segments());

        await using BatchDelivery<string> second = Deliver(Options);
        Assert.Equal(25, second.Statistics.Enqueued);
        second.Enqueue("e25");
        Assert.True(await second.FlushAsync(Long));

        Assert.Equal(Enumerable.Range(0, 26).Select(number => $"e{number}"), _taken);
        Assert.Equal(new DeliveryStatistics { Enqueued = 26, Delivered = 26 }, second.Statistics);
        Assert.Empty(Segments());
    }

    [Fact]
    public async Task A_last_line_that_was_cut_off_is_no_event_and_no_line_of_the_log()
    {
        await LeaveAsync(10);
        string path = Segments()[^1];
        byte[] content = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, content[..^3]);

        await using BatchDelivery<string> second = Deliver(Options);
        Assert.True(await second.FlushAsync(Long));
        Assert.Equal(Enumerable.Range(0, 9).Select(number => $"e{number}"), _taken);
        Assert.Equal(new DeliveryStatistics { Enqueued = 9, Delivered = 9 }, second.Statistics);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task A_line_with_another_checksum_is_left_out_and_the_others_are_delivered()
    {
        await LeaveAsync(10);
        string path = Assert.Single(Segments());
        string content = await File.ReadAllTextAsync(path);
        await File.WriteAllTextAsync(path, content.Replace(" e4\n", " e5\n", StringComparison.Ordinal));

        await using BatchDelivery<string> second = Deliver(Options);
        Assert.True(await second.FlushAsync(Long));
        Assert.Equal(Enumerable.Range(0, 10).Except([4]).Select(number => $"e{number}"), _taken);
        Assert.Equal([80], _log.Lines.Select(line => line.Id.Id));
    }

    [Fact]
    public async Task A_file_that_is_lost_meanwhile_is_counted_as_dropped()
    {
        await using BatchDelivery<string> delivery = Deliver(Options with { FlushInterval = TimeSpan.FromHours(1) });
        delivery.Enqueue("e0");
        delivery.Enqueue("e1");
        File.Delete(Assert.Single(Segments()));

        Assert.True(await delivery.FlushAsync(Long));
        Assert.Equal(new DeliveryStatistics { Enqueued = 2, Dropped = 2, DeadLettered = 2 }, delivery.Statistics);
        Assert.Equal([80], _log.Lines.Select(line => line.Id.Id));
    }

    [Theory]
    [InlineData(AssignmentDropPolicy.DropNewest)]
    [InlineData(AssignmentDropPolicy.DropOldest)]
    public async Task The_spool_is_bounded_and_drops_by_its_policy(AssignmentDropPolicy policy)
    {
        await using BatchDelivery<string> delivery = Deliver(Options with { SpoolBytes = 64 * 1024, DropPolicy = policy, QueueCapacity = 1, FlushInterval = TimeSpan.FromHours(1), BatchSize = 100_000 }, hold: true);
        int accepted = 0;
        for (int number = 0; number < 1_000; number++)
        {
            accepted += delivery.Enqueue($"{number:D4}{new string('x', 250)}") ? 1 : 0;
            Assert.InRange(Segments().Sum(path => new FileInfo(path).Length), 0, 64 * 1024);
        }

        // 64 KiB hold 248 lines of 264 bytes; who drops the oldest drops a file at a time.
        Assert.Equal(policy == AssignmentDropPolicy.DropNewest ? 248 : 1_000, accepted);
        Assert.InRange(delivery.Statistics.Pending, 200, 248);
        DeliveryStatistics books = delivery.Statistics;
        Assert.Equal(1_000, books.Dropped + books.Pending);
        Assert.Equal(books.Pending, books.Spooled);
        Assert.Single(_log.Lines, line => line.Id.Id == 73);
    }

    [Fact]
    public async Task A_flush_ends_when_what_it_waits_for_has_to_make_room_on_disk()
    {
        FakeClock clock = new();
        BatchingOptions options = Options with
        {
            SpoolBytes = 64 * 1024, EventBytes = 100_000, DropPolicy = AssignmentDropPolicy.DropOldest, MaxAttempts = 1, BatchSize = 1, TimeProvider = clock,
        };
        await using BatchDelivery<string> delivery = Deliver(options, hold: true);
        delivery.Enqueue("sent in vain, after which there is a pause");
        await clock.TimerAsync(left => left <= options.FirstRetryDelay);
        delivery.Enqueue("pushed out");
        Task<bool> flush = delivery.FlushAsync(Long);
        Assert.False(flush.IsCompleted);

        Assert.False(delivery.Enqueue(new string('x', 70_000)));
        Assert.True(await flush);
        Assert.Equal(new DeliveryStatistics { Enqueued = 3, Dropped = 3, DeadLettered = 1 }, delivery.Statistics);
    }

    [Fact]
    public async Task Files_are_their_owners_alone()
    {
        await LeaveAsync(3);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (string path in Directory.GetFiles(_folder))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task Where_there_can_be_no_folder_events_are_kept_in_memory_and_it_is_said_once()
    {
        await File.WriteAllTextAsync(_folder, "A file, where the folder should be.");
        await using BatchDelivery<string> delivery = Deliver(Options);
        for (int number = 0; number < 25; number++)
        {
            Assert.True(delivery.Enqueue($"e{number}"));
        }

        Assert.True(await delivery.FlushAsync(Long));
        Assert.Equal(new DeliveryStatistics { Enqueued = 25, Delivered = 25 }, delivery.Statistics);
        Assert.Equal([78], _log.Lines.Select(line => line.Id.Id));
    }

    [Fact]
    public async Task A_disk_that_fails_meanwhile_is_tried_again_later()
    {
        await using BatchDelivery<string> delivery = Deliver(Options with { FlushInterval = TimeSpan.FromHours(1) });
        Directory.Delete(_folder, recursive: true);
        Assert.True(delivery.Enqueue("e0"));
        Assert.True(delivery.Enqueue("e1"));
        Assert.Equal((2L, 0L), (delivery.Statistics.Pending, delivery.Statistics.Spooled));

        Directory.CreateDirectory(_folder);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(delivery.Enqueue("e2"));
        Assert.Equal((3L, 1L), (delivery.Statistics.Pending, delivery.Statistics.Spooled));
        Assert.Equal([78, 79], _log.Lines.Select(line => line.Id.Id));
        Assert.True(await delivery.FlushAsync(Long));
        Assert.Equal(["e0", "e1", "e2"], _taken.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_that_are_given_one_folder_do_not_share_it()
    {
        await using BatchDelivery<string> first = Deliver(Options with { FlushInterval = TimeSpan.FromHours(1) });
        first.Enqueue("e0");
        await using BatchDelivery<string> second = Deliver(Options);
        second.Enqueue("e1");

        Assert.True(await second.FlushAsync(Long));
        Assert.Equal(["e1"], _taken);
        Assert.Equal((1L, 1L), (first.Statistics.Spooled, second.Statistics.Enqueued));
        Assert.Single(_log.Lines, line => line.Id.Id == 78);
    }

    [Fact]
    public void Both_kinds_of_events_come_back_as_they_were()
    {
        AssignmentEvent assignment = new()
        {
            Timestamp = new DateTimeOffset(2026, 11, 21, 14, 0, 0, 7, TimeSpan.FromHours(2)),
            FeatureFlag = "flag",
            Allocation = "allocation",
            Experiment = "flag-allocation",
            Subject = null,
            SubjectAttributes = new Dictionary<string, AttributeValue>
            {
                ["text"] = "line\nfeed \ud83d\ude00", ["whole"] = long.MaxValue, ["half"] = 0.5, ["yes"] = true, ["nothing"] = default, ["list"] = AttributeValue.Of(["a", "b"]),
            },
            Variation = "treatment",
            EntityId = 7,
            ExtraLogging = new Dictionary<string, string> { ["holdoutKey"] = "h1" },
        };
        foreach (LoggedEvent logged in (LoggedEvent[])[new(assignment), new(LoggingClients.Action("anna", "nike"))])
        {
            System.Buffers.ArrayBufferWriter<byte> json = new();
            LoggedEventFormat format = new();
            format.Write(logged, json);
            Assert.DoesNotContain((byte)'\n', json.WrittenSpan.ToArray());

            LoggedEvent back = format.Read(json.WrittenSpan);
            Assert.Equal(logged.ToJson(includeEventId: true), back.ToJson(includeEventId: true));
            Assert.Equal((logged.EventId, logged.Subject, logged.FlagKey), (back.EventId, back.Subject, back.FlagKey));
            Assert.Equal(Encoding.UTF8.GetString(json.WrittenSpan), logged.ToJson(includeEventId: true));
        }
    }

    private string[] Segments() => [.. Directory.GetFiles(_folder, "*.ndjson").Order(StringComparer.Ordinal)];

    /// <summary>A process that ends before anything is taken from it.</summary>
    private async Task LeaveAsync(int events)
    {
        CollectingLogger quiet = new();
        BatchDelivery<string> first = new("first", (_, _) => new ValueTask<SendResult>(SendResult.RetryLater("503")), new TextFormat(), Options, null, quiet);
        for (int number = 0; number < events; number++)
        {
            first.Enqueue($"e{number}");
        }

        Assert.False(await first.CloseAsync(TimeSpan.FromMilliseconds(20)));
        Assert.Equal((long)events, first.Statistics.Spooled);
    }

    private BatchDelivery<string> Deliver(BatchingOptions options, bool hold = false)
    {
        _hold = hold;
        return new BatchDelivery<string>(
            "warehouse",
            (batch, _) =>
            {
                if (_hold)
                {
                    return new ValueTask<SendResult>(SendResult.RetryLater("503"));
                }

                foreach (string text in batch)
                {
                    _taken.Enqueue(text);
                }

                return new ValueTask<SendResult>(SendResult.Delivered);
            },
            new TextFormat(),
            options,
            null,
            _log);
    }
}
