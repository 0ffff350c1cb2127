using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Faults.Tests;

/// <summary>Keeps every log line of one client, at every level, with its exception and the values in its text.</summary>
internal sealed class SceneLog : ILogger
{
    public SceneLog() => Factory = new SingleLoggerFactory(this);

    public ConcurrentQueue<Line> Lines { get; } = new();

    public ILoggerFactory Factory { get; }

    /// <summary>The lines about the state of polling, by id: 20 first configuration, 21 and 22 failing, 23 refused, 24 recovered.</summary>
    public IEnumerable<int> Transitions => Lines.Select(line => line.Id).Where(id => id is >= 20 and <= 24);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue(
            new Line(
                logLevel,
                eventId.Id,
                formatter(state, exception),
                exception,
                state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values) : ""));

    internal sealed record Line(LogLevel Level, int Id, string Text, Exception? Exception, string Values);

    private sealed class SingleLoggerFactory(ILogger logger) : ILoggerFactory
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose()
        {
        }
    }
}
