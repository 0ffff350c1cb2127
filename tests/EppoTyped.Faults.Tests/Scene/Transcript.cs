using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;

namespace EppoTyped.Faults.Tests;

/// <summary>
/// Everything that was visible while the suite ran: log lines, exceptions, texts of objects, activities, metrics, events of the platform.
/// No key of any scene may be in it.
/// </summary>
internal sealed class Transcript
{
    private readonly object _checking = new();
    private readonly List<string> _checked = [];
    private readonly List<SecretKey> _keys = [];
    private readonly ConcurrentQueue<string> _written = new();
    private readonly ActivityListener _activities;
    private readonly MeterListener _metrics = new();

    private Transcript()
    {
        _ = new PlatformEvents(this);
        _activities = new ActivityListener
        {
            ShouldListenTo = source => !IsOfTheServer(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Write(
                $"activity {activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events.SelectMany(one => one.Tags))}"),
        };
        ActivitySource.AddActivityListener(_activities);
        _metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (!IsOfTheServer(instrument.Meter.Name))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _metrics.SetMeasurementEventCallback<long>((instrument, _, tags, _) => WriteMeasurement(instrument, tags));
        _metrics.SetMeasurementEventCallback<int>((instrument, _, tags, _) => WriteMeasurement(instrument, tags));
        _metrics.SetMeasurementEventCallback<double>((instrument, _, tags, _) => WriteMeasurement(instrument, tags));
        _metrics.Start();
    }

    /// <summary>The transcript of the whole suite, so that a test is also searched for the keys of others.</summary>
    public static Transcript Suite { get; } = new();

    /// <summary>The number of texts searched, and of keys.</summary>
    public (int Texts, int Keys) Size
    {
        get
        {
            lock (_checking)
            {
                return (_checked.Count, _keys.Count);
            }
        }
    }

    public void Write(string text) => _written.Enqueue(text);

    /// <summary>Searches everything so far for this key, and everything since the last call for every key so far.</summary>
    public void Check(SecretKey key)
    {
        _metrics.RecordObservableInstruments();
        lock (_checking)
        {
            foreach (string text in _checked)
            {
                AssertSilent(key, text);
            }

            _keys.Add(key);
            while (_written.TryDequeue(out string? text))
            {
                _checked.Add(text);
                foreach (SecretKey known in _keys)
                {
                    AssertSilent(known, text);
                }
            }
        }
    }

    private static void AssertSilent(SecretKey key, string text)
    {
        string? form = key.FoundIn(text);
        Assert.True(form is null, $"I6: an SDK key is shown ({form}): {text}");
    }

    // The test's own server has the address of the request.
    private static bool IsOfTheServer(string name) =>
        name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.Contains("Kestrel", StringComparison.Ordinal);

    private void WriteMeasurement(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Write($"metric {instrument.Meter.Name} {instrument.Name} {string.Join(' ', tags.ToArray())}");

    /// <summary>The platform's events about requests, as tracing tools receive them.</summary>
    private sealed class PlatformEvents : EventListener
    {
        private readonly Transcript? _transcript;

        public PlatformEvents(Transcript transcript)
        {
            _transcript = transcript;
            foreach (EventSource source in EventSource.GetSources())
            {
                OnEventSourceCreated(source);
            }
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name is "System.Net.Http" or "System.Net.Security" or "System.Net.Sockets" or "System.Net.NameResolution")
            {
                EnableEvents(eventSource, EventLevel.LogAlways);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            _transcript?.Write(
                $"event {eventData.EventSource.Name} {eventData.EventName} {string.Join(' ', eventData.Payload ?? new([]))}");
    }
}
