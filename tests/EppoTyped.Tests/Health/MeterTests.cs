using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using EppoTyped.Tests.Assignments;
using EppoTyped.Tests.Polling;

namespace EppoTyped.Tests.Telemetry;

public sealed class MeterTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly string _source = "the meter of " + Guid.NewGuid();
    private readonly ConcurrentQueue<(string Name, string Tags, double Value)> _measured = new();
    private readonly SemaphoreSlim _fetches = new(0);
    private readonly MeterListener _listener = new();

    public MeterTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == EppoClient.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _fetches.Dispose();
    }

    [Fact]
    public async Task A_client_can_be_watched()
    {
        FailingLogger logger = new(call => call == 2);
        await using EppoClient client = await EppoClient.InitializeAsync(Options(
            ScriptedSource.Color("red", "1"),
            ScriptedSource.Answer(ConfigurationFetch.NotModified),
            ScriptedSource.Fail(),
            ScriptedSource.Answer(ConfigurationFetch.Unauthorized("It is refused."))) with { AssignmentLogger = logger });
        await FetchedAsync();
        for (int poll = 0; poll < 3; poll++)
        {
            await client.RefreshAsync();
            await FetchedAsync();
        }

        foreach (string subject in (string[])["alice", "bob", "carol"])
        {
            Configurations.ColorOf(client, subject);
        }

        await client.FlushAsync();
        _clock.Advance(TimeSpan.FromSeconds(7));
        _listener.RecordObservableInstruments();

        Assert.Equal(
            [
                "eppo.assignment.events outcome=delivered 2",
                "eppo.assignment.events outcome=dropped 0",
                "eppo.assignment.events outcome=failed 1",
                "eppo.assignment.queue.length  0",
                "eppo.config.age  7",
                "eppo.config.fetch.duration outcome=error,error.type=failed 0",
                "eppo.config.fetch.duration outcome=error,error.type=unauthorized 0",
                "eppo.config.fetch.duration outcome=not_modified 0",
                "eppo.config.fetch.duration outcome=ok 0",
                "eppo.config.flags  1",
                "eppo.config.rejected_flags  0",
                "eppo.regex.timeouts  0",
            ],
            _measured.Select(one => FormattableString.Invariant($"{one.Name} {one.Tags} {one.Value}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_pattern_that_does_not_finish_is_counted_each_time()
    {
        const string Exploding = """
            {"flags":{"color":{"key":"color","enabled":true,"variationType":"STRING","totalShards":10000,"variations":{"one":{"key":"one","value":"red"}},
              "allocations":[{"key":"all","rules":[{"conditions":[{"attribute":"text","operator":"MATCHES","value":"^(?=(a+)+$)(a+)+b"}]}],"splits":[{"variationKey":"one","shards":[]}],"doLog":false}]}}}
            """;
        await using EppoClient client = await EppoClient.InitializeAsync(Options(ScriptedSource.Answer(ConfigurationFetch.Fetched(System.Text.Encoding.UTF8.GetBytes(Exploding), null))));
        Dictionary<string, object> attributes = new() { ["text"] = new string('a', 5000) + "!" };
        for (int call = 0; call < 2; call++)
        {
            Assert.Equal("default", client.GetStringAssignment("color", "alice", attributes, "default"));
        }

        await FetchedAsync();
        _listener.RecordObservableInstruments();
        Assert.Equal(2, Assert.Single(_measured, one => one.Name == "eppo.regex.timeouts").Value);
    }

    [Fact]
    public async Task A_disposed_client_is_measured_no_more_and_is_not_kept_alive()
    {
        WeakReference client = await UseAsync();
        _measured.Clear();
        _listener.RecordObservableInstruments();
        Assert.Empty(_measured);
        for (int collection = 0; collection < 200 && client.IsAlive; collection++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(20);
        }

        Assert.False(client.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference> UseAsync()
    {
        EppoClient client = await EppoClient.InitializeAsync(Options(ScriptedSource.Color("red")));
        await FetchedAsync();
        await client.DisposeAsync();
        return new WeakReference(client);
    }

    private async Task FetchedAsync() => Assert.True(await _fetches.WaitAsync(TimeSpan.FromSeconds(20)));

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        // Other tests' clients are measured too.
        if (tags.ToArray().Contains(new("eppo.source", _source)))
        {
            string others = string.Join(',', tags.ToArray().Where(tag => tag.Key != "eppo.source").Select(tag => $"{tag.Key}={tag.Value}"));
            _measured.Enqueue((instrument.Name, others, value));
            if (instrument.Name == "eppo.config.fetch.duration")
            {
                _fetches.Release();
            }
        }
    }

    private EppoClientOptions Options(params Func<string?, CancellationToken, Task<ConfigurationFetch>>[] answers) => new()
    {
        Source = new NamedSource(_source, new ScriptedSource(answers)), AttachToShared = false, TimeProvider = _clock,
    };

    private sealed class NamedSource(string name, IConfigurationSource source) : IConfigurationSource
    {
        public ValueTask<ConfigurationFetch> FetchAsync(string? revision, CancellationToken cancellationToken) => source.FetchAsync(revision, cancellationToken);

        public override string ToString() => name;
    }
}
