using System.Collections.Concurrent;

namespace EppoTyped.Tests.Assignments.Sinks;

/// <summary>The core of every sink: batches, retries, poison, books.</summary>
public sealed class BatchDeliveryTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private static readonly BatchingOptions Options = new() { BatchSize = 10, ShutdownTimeout = TimeSpan.FromMilliseconds(50) };

    private readonly FakeClock _clock = new();
    private readonly CollectingLogger _log = new();
    private readonly ConcurrentQueue<(string Event, string Problem)> _dead = new();

    [Fact]
    public async Task A_full_batch_is_sent_at_once_and_a_part_of_one_when_its_time_is_up()
    {
        ScriptedSink<string> sink = new((_, _) => SendResult.Delivered);
        await using BatchDelivery<string> delivery = Deliver(sink);

        Enqueue(delivery, 13);
        await sink.SentAsync();
        Assert.Equal(Events(10), sink.Batches.Single());

        await _clock.TimerAsync(left => left == Options.FlushInterval);
        _clock.Advance(Options.FlushInterval);
        await sink.SentAsync();
        Assert.True(await delivery.FlushAsync(Long));
        Assert.Equal(Events(13), sink.Taken);
        Assert.Equal(new DeliveryStatistics { Enqueued = 13, Delivered = 13 }, delivery.Statistics);
    }

    [Fact]
    public async Task A_batch_is_bounded_by_its_bytes_too()
    {
        ScriptedSink<string> sink = new((_, _) => SendResult.Delivered);
        await using BatchDelivery<string> delivery = Deliver(sink, Options with { BatchBytes = 1024, EventBytes = 1024 });

        foreach (int bytes in (int[])[600, 600, 300, 100, 1024, 1])
        {
            delivery.Enqueue(new string('x', bytes));
        }

        Assert.True(await delivery.FlushAsync(Long));
        Assert.Equal([[600], [600, 300, 100], [1024], [1]], sink.Batches.Select(batch => batch.Select(text => text.Length)));
    }

    [Fact]
    public async Task What_is_not_taken_is_sent_again_later_and_later_and_said_once()
    {
        ScriptedSink<string> sink = new((_, call) => call switch
        {
            1 => throw new HttpRequestException("Connection refused"),
            <= 5 => SendResult.RetryLater("503"),
            _ => SendResult.Delivered,
        });
        await using BatchDelivery<string> delivery = Deliver(sink);
        Enqueue(delivery, 10);
        Task<bool> flush = delivery.FlushAsync(Long);
        for (int failure = 1; failure <= 5; failure++)
        {
            await sink.SentAsync();
            TimeSpan ceiling = TimeSpan.FromSeconds(Math.Pow(2, failure - 1));
            TimeSpan pause = await _clock.TimerAsync(left => left <= ceiling);
            _clock.Advance(pause);
        }

        Assert.True(await flush);
        Assert.Equal(6, sink.Batches.Count);
        Assert.All(sink.Batches, batch => Assert.Equal(Events(10), batch));
        Assert.Equal(new DeliveryStatistics { Enqueued = 10, Delivered = 10, Retries = 5 }, delivery.Statistics);
        Assert.Equal([70, 72], _log.Lines.Select(line => line.Id.Id));
    }

    [Theory]
    [InlineData(90, 90)]
    [InlineData(86_400, 3_600)]
    public async Task A_receiver_that_asks_for_time_gets_it_up_to_an_hour(int asked, int given)
    {
        ScriptedSink<string> sink = new((_, call) => call == 1 ? SendResult.RetryLater("429", TimeSpan.FromSeconds(asked)) : SendResult.Delivered);
        await using BatchDelivery<string> delivery = Deliver(sink);
        Enqueue(delivery, 10);
        await sink.SentAsync();

        Assert.Equal(TimeSpan.FromSeconds(given), await _clock.TimerAsync(left => left > Options.RequestTimeout));
        _clock.Advance(TimeSpan.FromSeconds(given));
        Assert.True(await delivery.FlushAsync(Long));
    }

    [Fact]
    public async Task A_batch_that_is_too_large_is_halved_and_an_event_that_is_too_large_alone_is_dead()
    {
        ScriptedSink<string> sink = new((batch, _) => batch.Count > 3 || batch.Contains("e7") ? SendResult.TooLarge : SendResult.Delivered);
        await using BatchDelivery<string> delivery = Deliver(sink);
        Enqueue(delivery, 10);

        Assert.True(await delivery.FlushAsync(Long));
        Assert.Equal(Events(10).Except(["e7"]), sink.Taken);
        Assert.Equal(["e7"], _dead.Select(letter => letter.Event));
        Assert.Equal(new DeliveryStatistics { Enqueued = 10, Delivered = 9, Dropped = 1, DeadLettered = 1 }, delivery.Statistics);
    }

    [Fact]
    public async Task Poison_that_is_named_is_taken_out_and_the_others_are_sent_again()
    {
        ScriptedSink<string> sink = new((batch, call) => call == 1 ? SendResult.Rejected("400", [3, 99, -1, 5, 3]) : SendResult.Delivered);
        await using BatchDelivery<string> delivery = Deliver(sink);
        Enqueue(delivery, 10);

        Assert.True(await delivery.FlushAsync(Long));
        Assert.Equal(Events(10).Except(["e3", "e5"]), sink.Taken);
        Assert.Equal([("e3", "400"), ("e5", "400")], _dead);
        Assert.Equal(2, sink.Batches.Count);
    }

    [Fact]
    public async Task Where_the_others_have_arrived_they_are_not_sent_again()
    {
        ScriptedSink<string> sink = new((_, _) => SendResult.Rejected("partial", [0], othersDelivered: true));
        await using BatchDelivery<string> delivery = Deliver(sink);
        Enqueue(delivery, 10);

        Assert.True(await delivery.FlushAsync(Long));
        Assert.Single(sink.Batches);
        Assert.Equal(new DeliveryStatistics { Enqueued = 10, Delivered = 9, Dropped = 1, DeadLettered = 1 }, delivery.Statistics);
    }

    [Fact]
    public async Task Poison_that_is_not_named_is_found_by_halving()
    {
        ScriptedSink<string> sink = new((batch, _) => batch.Contains("e2") || batch.Contains("e9") ? SendResult.Rejected("400") : SendResult.Delivered);
        await using BatchDelivery<string> delivery = Deliver(sink);
        Enqueue(delivery, 10);

        Assert.True(await delivery.FlushAsync(Long));
        Assert.Equal(Events(10).Except(["e2", "e9"]), sink.Taken);
        Assert.Equal(["e2", "e9"], _dead.Select(letter => letter.Event));
    }

    [Fact]
    public async Task Events_that_are_deferred_wait_and_those_behind_them_do_not()
    {
        ScriptedSink<string> sink = new((batch, call) => call == 1 ? SendResult.Some("429", [0], [1, 2], TimeSpan.FromSeconds(30)) : SendResult.Delivered);
        await using BatchDelivery<string> delivery = Deliver(sink);
        Enqueue(delivery, 20);
        await sink.SentAsync();
        await sink.SentAsync();
        await sink.SentAsync();
        await _clock.TimerAsync(left => left == TimeSpan.FromSeconds(30));

        Assert.Equal(Events(20).Except(["e0", "e1", "e2"]), sink.Taken);
        Task<bool> flush = delivery.FlushAsync(Long);
        Assert.False(flush.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(await flush);
        Assert.Equal(["e1", "e2"], sink.Batches.Last());
        Assert.Equal(new DeliveryStatistics { Enqueued = 20, Delivered = 19, Dropped = 1, DeadLettered = 1 }, delivery.Statistics);
    }

    [Fact]
    public async Task An_answer_that_names_nothing_new_cannot_send_the_worker_round_in_circles()
    {
        ScriptedSink<string> sink = new((batch, _) => SendResult.Some("odd", [77], []));
        await using BatchDelivery<string> delivery = Deliver(sink);
        Enqueue(delivery, 10);

        Assert.True(await delivery.FlushAsync(Long));
        Assert.Equal(10, delivery.Statistics.DeadLettered);
    }

    [Fact]
    public async Task Refused_credentials_cost_no_event_and_are_tried_slowly()
    {
        ScriptedSink<string> sink = new((_, call) => call <= 2 ? SendResult.CredentialsRefused("401") : SendResult.Delivered);
        await using BatchDelivery<string> delivery = Deliver(sink);
        Enqueue(delivery, 10);
        for (int call = 1; call <= 2; call++)
        {
            await sink.SentAsync();
            TimeSpan pause = await _clock.TimerAsync(left => left >= TimeSpan.FromSeconds(30));
            Assert.Equal(10, delivery.Statistics.Pending);
            _clock.Advance(pause);
        }

        Assert.True(await delivery.FlushAsync(Long));
        Assert.Equal(Events(10), sink.Taken);
        Assert.Equal([71, 72], _log.Lines.Select(line => line.Id.Id));
    }

    [Fact]
    public async Task What_was_sent_in_vain_too_often_is_dead()
    {
        ScriptedSink<string> sink = new((_, _) => SendResult.RetryLater("503"));
        await using BatchDelivery<string> delivery = Deliver(sink, Options with { MaxAttempts = 3 });
        Enqueue(delivery, 2);
        Task<bool> flush = delivery.FlushAsync(Long);
        for (int attempt = 1; attempt <= 2; attempt++)
        {
            await sink.SentAsync();
            _clock.Advance(await _clock.TimerAsync(left => left <= TimeSpan.FromSeconds(2)));
        }

        Assert.True(await flush);
        Assert.Equal(3, sink.Batches.Count);
        Assert.Equal(new DeliveryStatistics { Enqueued = 2, Dropped = 2, DeadLettered = 2, Retries = 2 }, delivery.Statistics);
        Assert.StartsWith("It was sent in vain 3 times.", _dead.First().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_is_too_large_or_cannot_be_written_poisons_no_batch()
    {
        ScriptedSink<string> sink = new((_, _) => SendResult.Delivered);
        await using BatchDelivery<string> delivery = Deliver(sink, Options with { EventBytes = 256 }, (_, _) => throw new InvalidOperationException("The handler's own."));
        delivery.Enqueue("first");
        delivery.Enqueue(new string('x', 257));
        delivery.Enqueue("unwritable");
        delivery.Enqueue("last");

        Assert.True(await delivery.FlushAsync(Long));
        Assert.Equal(["first", "last"], Assert.Single(sink.Batches));
        Assert.Equal(new DeliveryStatistics { Enqueued = 4, Delivered = 2, Dropped = 2, DeadLettered = 2 }, delivery.Statistics);
    }

    [Fact]
    public async Task A_receiver_that_hangs_loses_its_turn_and_never_has_two_batches_in_hand()
    {
        // Longer than any pause, so that no batch runs out of time when the test lets a pause pass.
        TimeSpan tooLong = TimeSpan.FromMinutes(5);
        TaskCompletionSource<SendResult> hanging = new();
        TaskCompletionSource entered = new();
        int calls = 0;
        await using BatchDelivery<string> delivery = Deliver((_, _) =>
        {
            bool first = ++calls == 1;
            entered.TrySetResult();
            return first ? new ValueTask<SendResult>(hanging.Task) : new ValueTask<SendResult>(SendResult.Delivered);
        }, Options with { RequestTimeout = tooLong });
        Enqueue(delivery, 10);
        await entered.Task.WaitAsync(Long);
        _clock.Advance(tooLong);
        for (int pause = 0; pause < 3; pause++)
        {
            _clock.Advance(await _clock.TimerAsync(left => left <= TimeSpan.FromMinutes(1)));
            Assert.Equal(1, calls);
        }

        hanging.SetResult(SendResult.Delivered);
        Task<bool> flush = delivery.FlushAsync(Long);
        while (!flush.IsCompleted)
        {
            // Until the worker has seen that the hand is empty; from pause to pause, so that no batch meanwhile runs out of time.
            if (_clock.TryFindTimer(left => left <= TimeSpan.FromMinutes(1), out TimeSpan pause))
            {
                _clock.Advance(pause);
            }

            await Task.Yield();
        }

        Assert.True(await flush);
        Assert.Equal(2, calls);
        Assert.Equal(10, delivery.Statistics.Delivered);
    }

    [Theory]
    [InlineData(AssignmentDropPolicy.DropNewest, 0)]
    [InlineData(AssignmentDropPolicy.DropOldest, 90)]
    public async Task A_full_queue_drops_by_its_policy_and_says_so_once(AssignmentDropPolicy policy, int firstKept)
    {
        TaskCompletionSource<SendResult> first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ScriptedSink<string> rest = new((_, _) => SendResult.Delivered);
        int calls = 0;
        TaskCompletionSource entered = new();
        await using BatchDelivery<string> delivery = Deliver(
            (batch, token) =>
            {
                entered.TrySetResult();
                return ++calls == 1 ? new ValueTask<SendResult>(first.Task) : rest.SendAsync(batch, token);
            },
            Options with { QueueCapacity = 20, DropPolicy = policy });
        Enqueue(delivery, 10, "hand");
        await entered.Task.WaitAsync(Long);

        Enqueue(delivery, 100);
        Assert.Equal(new DeliveryStatistics { Enqueued = 110, Dropped = 90 }, delivery.Statistics);
        first.SetResult(SendResult.Delivered);
        Assert.True(await delivery.FlushAsync(Long));

        Assert.Equal(Enumerable.Range(firstKept, 10).Select(number => $"e{number}"), rest.Taken);
        Assert.Equal(new DeliveryStatistics { Enqueued = 110, Delivered = 20, Dropped = 90 }, delivery.Statistics);
        Assert.Equal([73, 74], _log.Lines.Select(line => line.Id.Id));
        Assert.Contains("raise BatchingOptions.QueueCapacity or SpoolBytes", _log.Lines[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flush_that_is_not_through_in_time_says_so()
    {
        ScriptedSink<string> sink = new((_, _) => SendResult.RetryLater("503"));
        await using BatchDelivery<string> delivery = Deliver(sink);
        Enqueue(delivery, 3);

        Assert.False(await delivery.FlushAsync(TimeSpan.FromMilliseconds(20)));
        using CancellationTokenSource impatient = new();
        Task<bool> flush = delivery.FlushAsync(null, impatient.Token);
        await impatient.CancelAsync();
        Assert.False(await flush);
        Assert.Equal(3, delivery.Statistics.Pending);
    }

    [Fact]
    public async Task Its_end_delivers_what_waits()
    {
        ScriptedSink<string> sink = new((_, _) => SendResult.Delivered);
        BatchDelivery<string> delivery = Deliver(sink);
        Enqueue(delivery, 25);

        Assert.True(await delivery.CloseAsync(Long));
        Assert.Equal(Events(25), sink.Taken);
        Assert.False(delivery.Enqueue("late"));
        Assert.Equal(new DeliveryStatistics { Enqueued = 26, Delivered = 25, Dropped = 1 }, delivery.Statistics);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task Its_end_tries_once_more_and_drops_what_is_left()
    {
        ScriptedSink<string> sink = new((_, _) => SendResult.RetryLater("503"));
        BatchDelivery<string> delivery = Deliver(sink);
        Enqueue(delivery, 10);
        await sink.SentAsync();
        await _clock.TimerAsync(left => left <= TimeSpan.FromSeconds(1));

        Assert.False(await delivery.CloseAsync(TimeSpan.FromMilliseconds(200)));
        await delivery.DisposeAsync();
        Assert.Equal(2, sink.Batches.Count);
        Assert.Equal((10L, 10L, 0L), (delivery.Statistics.Enqueued, delivery.Statistics.Dropped, delivery.Statistics.Pending));
        Assert.Single(_log.Lines, line => line.Id.Id == 77);
    }

    [Fact]
    public async Task The_books_are_exact_whenever_they_are_read()
    {
        Random random = new(20261128);
        await using BatchDelivery<string> delivery = Deliver(
            (batch, _) => new ValueTask<SendResult>(random.Next(8) switch
            {
                0 => SendResult.RetryLater("503"),
                1 => SendResult.TooLarge,
                2 => SendResult.Rejected("400"),
                3 => SendResult.Some("429", [0], [batch.Count - 1], TimeSpan.FromMilliseconds(1), othersDelivered: random.Next(2) == 0),
                _ => SendResult.Delivered,
            }),
            Options with { QueueCapacity = 100, DropPolicy = AssignmentDropPolicy.DropOldest, FirstRetryDelay = TimeSpan.FromMilliseconds(1), LongestRetryDelay = TimeSpan.FromMilliseconds(1), TimeProvider = TimeProvider.System },
            (_, _) => { });
        Task[] producers = [.. Enumerable.Range(0, 2).Select(thread => Task.Run(() => Enqueue(delivery, 20_000, $"{thread}-")))];
        Task produced = Task.WhenAll(producers);
        DeliveryStatistics last = default;
        do
        {
            DeliveryStatistics books = delivery.Statistics;
            Assert.Equal(books.Enqueued, books.Delivered + books.Dropped + books.Pending);
            Assert.InRange(books.Pending, 0, 100);
            Assert.True(books.Enqueued >= last.Enqueued && books.Delivered >= last.Delivered && books.Dropped >= last.Dropped);
            last = books;
        }
        while (!produced.IsCompleted);

        await produced;
        Assert.True(await delivery.FlushAsync(Long));
        Assert.Equal((40_000L, 0L), (delivery.Statistics.Enqueued, delivery.Statistics.Pending));
        Assert.True(delivery.Statistics.Delivered > 0);
    }

    private static IEnumerable<string> Events(int count) => Enumerable.Range(0, count).Select(number => $"e{number}");

    private static void Enqueue(BatchDelivery<string> delivery, int count, string prefix = "e")
    {
        for (int number = 0; number < count; number++)
        {
            delivery.Enqueue($"{prefix}{number}");
        }
    }

    private BatchDelivery<string> Deliver(ScriptedSink<string> sink, BatchingOptions? options = null, Action<string, string>? onDead = null) => Deliver(sink.SendAsync, options, onDead);

    private BatchDelivery<string> Deliver(
        Func<IReadOnlyList<string>, CancellationToken, ValueTask<SendResult>> send, BatchingOptions? options = null, Action<string, string>? onDead = null)
    {
        options ??= Options;
        return new("warehouse", send, new TextFormat(), options.TimeProvider == TimeProvider.System && options.FirstRetryDelay > TimeSpan.FromMilliseconds(1) ? options with { TimeProvider = _clock } : options, onDead ?? ((dead, problem) => _dead.Enqueue((dead, problem))), _log);
    }
}
