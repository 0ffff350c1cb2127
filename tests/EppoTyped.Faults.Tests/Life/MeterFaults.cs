using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace EppoTyped.Faults.Tests;

/// <summary>Listeners of metrics with faults of their own.</summary>
[Trait("Category", "Faults")]
public sealed class MeterFaults
{
    private static readonly AsyncLocal<Action?> AtPublishing = new();

    [Fact]
    public async Task F74_A_metrics_listener_that_throws_or_blocks_and_keys_of_high_cardinality()
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(500));
        server.Good("red", "\"1\"");
        string source = new Uri(server.BaseUrl).Authority;
        ConcurrentQueue<KeyValuePair<string, object?>> tags = new();
        using ManualResetEventSlim letGo = new();
        using SemaphoreSlim blocked = new(0);
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, itself) =>
        {
            if (instrument.Meter.Name == EppoClient.MeterName)
            {
                // The poll of the client that this test starts, recognized by an async local; other clients run at the same time.
                AtPublishing.Value?.Invoke();
                itself.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>(
            (instrument, _, given, _) => Keep(given, blocks: instrument.Name == "eppo.config.fetch.duration"));
        listener.SetMeasurementEventCallback<int>((_, _, given, _) => Keep(given, blocks: false));
        listener.SetMeasurementEventCallback<long>((_, _, given, _) => Keep(given, blocks: false));
        listener.Start();

        // It throws when the instruments are created, then blocks there: clients still start and end.
        AtPublishing.Value = () => throw new InvalidOperationException("This listener is broken.");
        EppoClient one = await scene.InitializeAsync(scene.Options(server.BaseUrl));
        FaultScene.AssertAnswers(one, "red");
        AtPublishing.Value = letGo.Wait;
        EppoClient two = await scene.InitializeAsync(scene.Options(server.BaseUrl));
        FaultScene.AssertAnswers(two, "red");
        two.Dispose();
        AtPublishing.Value = null;

        // It blocks on every recorded poll: polling and callers continue.
        EppoClient three = await scene.InitializeAsync(scene.Options(server.BaseUrl));
        Assert.True(await blocked.WaitAsync(FaultScene.Bound));
        for (int version = 0; version < 5; version++)
        {
            server.Good("version " + version, null);
            Assert.True(await three.RefreshAsync().WaitAsync(FaultScene.Bound));
            FaultScene.AssertAnswers(three, "version " + version);
        }

        // A thousand subjects do not become tags.
        for (int subject = 0; subject < 1000; subject++)
        {
            three.GetStringAssignment("color", "subject-of-interest-" + subject, "default");
        }

        letGo.Set();
        listener.RecordObservableInstruments();
        Assert.Equal(["eppo.source", "outcome"], tags.Select(tag => tag.Key).Where(key => key != "error.type").Distinct().Order());
        Assert.All(
            tags, tag => Assert.Contains(tag.Value, (object[])[source, "ok", "not_modified", "error", "failed", "delivered", "dropped"]));

        void Keep(ReadOnlySpan<KeyValuePair<string, object?>> given, bool blocks)
        {
            if (!given.Contains(new("eppo.source", source)))
            {
                return;
            }

            foreach (KeyValuePair<string, object?> tag in given)
            {
                tags.Enqueue(tag);
            }

            if (blocks)
            {
                blocked.Release();
                letGo.Wait();
            }
        }
    }
}
