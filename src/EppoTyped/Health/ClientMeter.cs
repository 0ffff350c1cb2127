using System.Diagnostics.Metrics;

namespace EppoTyped;

/// <summary>
/// The instruments of one client. Calls do not touch them: they are read when a listener asks, and a poll is recorded once.
/// </summary>
/// <remarks>
/// A listener's code runs on other threads: one that throws or blocks holds up neither the start, nor the polling, nor the end. No meter is
/// static, so that a disposed client is collected, and the library can be unloaded with its load context.
/// </remarks>
internal sealed class ClientMeter(string sourceName) : IDisposable
{
    /// <summary>The name of every client's meter.</summary>
    public const string Name = "EppoTyped";

    private readonly KeyValuePair<string, object?> _source = new("eppo.source", sourceName);
    private volatile HealthReport? _report;
    private Meter? _meter;
    private Histogram<double>? _fetches;
    private Task _opened = Task.CompletedTask;
    private int _recording;

    /// <summary>Ends after <see cref="Dispose"/>, when no listener is called any more.</summary>
    public Task Closed { get; private set; } = Task.CompletedTask;

    /// <summary>Creates the instruments, in the background.</summary>
    public void Open(HealthReport report)
    {
        _report = report;
        _opened = Task.Run(() => Contained(Create));
    }

    /// <summary>Removes the instruments.</summary>
    public void Dispose()
    {
        _report = null;
        Closed = AfterOpening(() => _meter?.Dispose());
    }

    /// <summary>Records how a poll ended, unless a listener still has the last one.</summary>
    public void FetchEnded(PollStatus status, TimeSpan took)
    {
        if (_report is not null && Interlocked.Exchange(ref _recording, 1) == 0)
        {
            AfterOpening(() => Record(status, took));
        }
    }

    private Task AfterOpening(Action action) => _opened.ContinueWith(
        _ => Contained(action), CancellationToken.None, TaskContinuationOptions.RunContinuationsAsynchronously, TaskScheduler.Default);

    private void Create()
    {
        Meter meter = _meter = new Meter(Name, EppoSdk.Version);
        _fetches = CreateFetches(meter);
        meter.CreateObservableGauge(
            "eppo.config.age",
            () => Observe(report => report.Age?.TotalSeconds),
            "s",
            "The time since the source last confirmed the configuration in use.");
        meter.CreateObservableGauge(
            "eppo.config.flags", () => Observe(report => (int?)report.Table.Flags.Count), "{flag}", "Flags in use.");
        meter.CreateObservableGauge(
            "eppo.config.rejected_flags",
            () => Observe(report => (int?)report.Table.RejectedFlags),
            "{flag}",
            "Flags in use that cannot be read, so that calls return the default.");
        meter.CreateObservableUpDownCounter(
            "eppo.assignment.queue.length",
            () => Observe(report => (long?)report.Events.Pending),
            "{event}",
            "Assignments that wait for the logger.");
        meter.CreateObservableCounter(
            "eppo.assignment.events",
            ObserveEvents,
            "{event}",
            "Assignments that are through: delivered, dropped, or failed because the logger threw.");
        meter.CreateObservableCounter(
            "eppo.regex.timeouts",
            () => Observe(report => (long?)report.PatternTimeouts),
            "{timeout}",
            "Conditions that were false because their pattern did not finish.");
    }

    private static Histogram<double> CreateFetches(Meter meter)
    {
        const string Name = "eppo.config.fetch.duration", Description = "How long polls took.";
#if NET9_0_OR_GREATER
        // Those of HTTP requests in the semantic conventions; a listener's own are for milliseconds.
        InstrumentAdvice<double> buckets = new()
        {
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
        };
        return meter.CreateHistogram(Name, "s", Description, tags: null, buckets);
#else
        return meter.CreateHistogram<double>(Name, "s", Description);
#endif
    }

    private void Record(PollStatus status, TimeSpan took)
    {
        (string outcome, string? error) = status switch
        {
            PollStatus.Applied => ("ok", null),
            PollStatus.Confirmed => ("not_modified", null),
            PollStatus.TimedOut => ("error", "timeout"),
            PollStatus.Unauthorized => ("error", "unauthorized"),
            PollStatus.Misaddressed => ("error", "not_found"),
            _ => ("error", (string?)"failed"),
        };
        KeyValuePair<string, object?> how = new("outcome", outcome);
        try
        {
            if (error is null)
            {
                _fetches?.Record(took.TotalSeconds, _source, how);
            }
            else
            {
                _fetches?.Record(took.TotalSeconds, _source, how, new("error.type", error));
            }
        }
        finally
        {
            Volatile.Write(ref _recording, 0);
        }
    }

    private Measurement<T>[] Observe<T>(Func<HealthReport, T?> read)
        where T : struct => _report is { } report && read(report) is { } value ? [new Measurement<T>(value, _source)] : [];

    private Measurement<long>[] ObserveEvents()
    {
        if (_report?.Events is not { } events)
        {
            return [];
        }

        return [Of("delivered", events.Delivered), Of("dropped", events.Dropped - events.Failed), Of("failed", events.Failed)];

        Measurement<long> Of(string outcome, long count) => new(count, _source, new("outcome", outcome));
    }

    /// <summary>Runs what may run a listener's code.</summary>
    private static void Contained(Action action)
    {
        try
        {
            action();
        }
        catch (Exception)
        {
            // A listener's own, which is not ours to report.
        }
    }
}
