using System.Collections.Concurrent;
using System.Net;

namespace EppoTyped.Faults.Tests;

/// <summary>Receivers that refuse, fail or are gone, and events that nobody could take.</summary>
[Trait("Category", "Faults")]
public sealed class SinkFaults
{
    [Fact]
    public async Task F58_A_receiver_that_refuses()
    {
        FakeClock clock = new();
        ConcurrentQueue<DeadLetter> dead = new();
        ConcurrentDictionary<string, int> taken = new();
        ToldSink sink = new((batch, call) =>
        {
            HttpStatusCode status = call switch
            {
                1 => HttpStatusCode.ServiceUnavailable,
                2 => HttpStatusCode.TooManyRequests,
                _ when batch.Count > 16 => HttpStatusCode.RequestEntityTooLarge,
                _ when batch.Any(logged => logged.Subject is "subject-7" or "subject-31") => HttpStatusCode.BadRequest,
                _ => HttpStatusCode.OK,
            };
            using HttpResponseMessage response = new(status);
            if (call == 2)
            {
                response.Headers.Add("Retry-After", "77");
            }

            SendResult result = SendResult.FromHttp(response, clock);
            foreach (LoggedEvent logged in result == SendResult.Delivered ? batch : [])
            {
                taken.AddOrUpdate(logged.EventId, 1, (_, times) => times + 1);
            }

            return result;
        });
        await using FaultScene scene = new();
        await using BatchingAssignmentLogger logger = new(sink, new BatchingOptions { BatchSize = 64, TimeProvider = clock }, dead.Enqueue);
        EppoClient client = await scene.InitializeAsync(scene.Logging(logger));
        DeliveryScene.Ask(client, 0, 64);
        await sink.Sent.WaitAsync(FaultScene.Bound);
        clock.Advance(await clock.TimerAsync(left => left <= TimeSpan.FromSeconds(1)));
        await sink.Sent.WaitAsync(FaultScene.Bound);
        clock.Advance(await clock.TimerAsync(left => left == TimeSpan.FromSeconds(77)));

        Assert.True(await client.FlushAsync(FaultScene.Bound));
        Assert.Equal(sink.Batches.First(), sink.Batches.ElementAt(1));
        Assert.Equal(sink.Batches.First(), sink.Batches.ElementAt(2));
        Assert.Equal(62, taken.Count);
        Assert.All(taken.Values, times => Assert.Equal(1, times));
        Assert.Equal(["subject-7", "subject-31"], dead.Select(letter => letter.Event.Subject));
        Assert.Equal(new DeliveryStatistics { Enqueued = 64, Delivered = 62, Dropped = 2, DeadLettered = 2, Retries = 2 }, logger.Statistics);
    }

    /// <summary>An hour of the receiver's clock at 100 events a second: what counts is how often the queue is filled, not how long it takes.</summary>
    [Fact]
    public async Task F59_A_receiver_that_is_gone_for_an_hour()
    {
        const int perSecond = 100, capacity = 10_000;
        FakeClock clock = new();
        bool gone = true;
        ConcurrentQueue<string?> taken = new();
        ToldSink sink = new((batch, _) =>
        {
            if (Volatile.Read(ref gone))
            {
                throw new HttpRequestException("Connection refused");
            }

            foreach (LoggedEvent logged in batch)
            {
                taken.Enqueue(logged.Subject);
            }

            return SendResult.Delivered;
        });
        await using BatchingAssignmentLogger logger = new(sink, new BatchingOptions { QueueCapacity = capacity, DropPolicy = AssignmentDropPolicy.DropOldest, TimeProvider = clock });
        long full = 0;
        for (int second = 0; second < 3_600; second++)
        {
            for (int number = 0; number < perSecond; number++)
            {
                logger.LogAssignment(DeliveryScene.Event((second * perSecond) + number));
            }

            clock.Advance(TimeSpan.FromSeconds(1));
            DeliveryStatistics books = logger.Statistics;
            Assert.Equal(books.Enqueued, books.Delivered + books.Dropped + books.Pending);
            Assert.InRange(books.Pending, 1, capacity);
            full = second == 200 ? GC.GetTotalMemory(forceFullCollection: true) : full;
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - full, long.MinValue, 8 * 1024 * 1024);
        Assert.Equal((360_000L, 350_000L, 10_000L), (logger.Statistics.Enqueued, logger.Statistics.Dropped, logger.Statistics.Pending));

        Volatile.Write(ref gone, false);
        Task<bool> flush = logger.FlushAsync(FaultScene.Bound);
        while (!flush.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.True(await flush);
        Assert.Equal(new DeliveryStatistics { Enqueued = 360_000, Delivered = 10_000, Dropped = 350_000 }, logger.Statistics with { Retries = 0 });
        // What the worker had in hand is not dropped; the rest is the newest.
        Assert.Contains("subject-359999", taken);
        Assert.Equal(10_000, taken.Distinct().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task F60_An_event_that_is_too_large(bool spooled)
    {
        string? folder = spooled ? Directory.CreateTempSubdirectory("eppotyped-f60-").FullName : null;
        ConcurrentQueue<DeadLetter> dead = new();
        ConcurrentQueue<string?> taken = new();
        ToldSink sink = new((batch, _) =>
        {
            foreach (LoggedEvent logged in batch)
            {
                taken.Enqueue(logged.Subject);
            }

            return SendResult.Delivered;
        });
        await using FaultScene scene = new();
        await using (BatchingAssignmentLogger logger = new(sink, new BatchingOptions { SpoolFolder = folder }, dead.Enqueue))
        {
            EppoClient client = await scene.InitializeAsync(scene.Logging(logger));
            DeliveryScene.Ask(client, 0, 1);
            client.GetStringAssignment("color", "large", new Dictionary<string, object> { ["essay"] = new string('x', 100_000) }, "default");
            DeliveryScene.Ask(client, 1, 1);

            Assert.True(await client.FlushAsync(FaultScene.Bound));
            Assert.Equal(["subject-0", "subject-1"], taken);
            Assert.Equal("large", Assert.Single(dead).Event.Subject);
            Assert.Equal(new DeliveryStatistics { Enqueued = 3, Delivered = 2, Dropped = 1, DeadLettered = 1 }, logger.Statistics);
        }

        if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
