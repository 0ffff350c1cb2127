using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Faults.Tests;

/// <summary>
/// Every kind of listener a client can have: for log lines, assignments, metrics and activities. Each throws on every call.
/// </summary>
internal sealed class ThrowingListeners : ILoggerFactory, ILogger, IAssignmentLogger
{
    private readonly MeterListener _metrics = new();
    private readonly ActivityListener _activities;
    private int _thrown;

    public ThrowingListeners()
    {
        _metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (IsOurs(instrument.Meter.Name))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _metrics.SetMeasurementEventCallback<long>((_, _, _, _) => throw Broken());
        _metrics.SetMeasurementEventCallback<int>((_, _, _, _) => throw Broken());
        _metrics.SetMeasurementEventCallback<double>((_, _, _, _) => throw Broken());
        _metrics.Start();
        _activities = new ActivityListener
        {
            ShouldListenTo = source => IsOurs(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => throw Broken(),
        };
        ActivitySource.AddActivityListener(_activities);
    }

    /// <summary>The number of exceptions thrown.</summary>
    public int Thrown => Volatile.Read(ref _thrown);

    public void Dispose()
    {
        _metrics.Dispose();
        _activities.Dispose();
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw Broken();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => throw Broken();

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        throw Broken();

    public void LogAssignment(AssignmentEvent assignment) => throw Broken();

    private static bool IsOurs(string name) => name.StartsWith("EppoTyped", StringComparison.Ordinal);

    private InvalidOperationException Broken()
    {
        Interlocked.Increment(ref _thrown);
        return new InvalidOperationException("this listener is broken");
    }
}
