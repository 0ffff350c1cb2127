using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Tests.Polling;

internal static class Configurations
{
    /// <summary>One flag, <c>color</c>, that gives everybody the same.</summary>
    public static string Color(string value) => $$$"""
        {"createdAt":"2026-01-01T00:00:00Z","format":"SERVER","environment":{"name":"Test"},"flags":{"color":{
          "key":"color","enabled":true,"variationType":"STRING","totalShards":10000,
          "variations":{"the-one":{"key":"the-one","value":"{{{value}}}"} },
          "allocations":[{"key":"all","rules":[],"splits":[{"variationKey":"the-one","shards":[]}],"doLog":true}]
        } } }
        """;

    public static string ColorOf(FlagClient client, string subject = "subject-1") => client.GetStringAssignment("color", subject, "default");
}

/// <summary>A source that says what a test tells it to; the last answer repeats.</summary>
internal sealed class ScriptedSource(params Func<string?, CancellationToken, Task<ConfigurationFetch>>[] answers) : IConfigurationSource
{
    private int _polls;
    private int _running;

    public int Polls => _polls;

    public bool Overlapped { get; private set; }

    public ConcurrentQueue<string?> Revisions { get; } = new();

    public static Func<string?, CancellationToken, Task<ConfigurationFetch>> Color(string value, string? revision = null) =>
        (_, _) => Task.FromResult(ConfigurationFetch.Fetched(System.Text.Encoding.UTF8.GetBytes(Configurations.Color(value)), revision));

    public static Func<string?, CancellationToken, Task<ConfigurationFetch>> Answer(ConfigurationFetch fetch) => (_, _) => Task.FromResult(fetch);

    public static Func<string?, CancellationToken, Task<ConfigurationFetch>> Fail(string problem = "It is down.") => Answer(ConfigurationFetch.Failed(problem));

    public async ValueTask<ConfigurationFetch> FetchAsync(string? revision, CancellationToken cancellationToken)
    {
        Revisions.Enqueue(revision);
        Overlapped |= Interlocked.Increment(ref _running) > 1;
        try
        {
            return await answers[Math.Min(Interlocked.Increment(ref _polls) - 1, answers.Length - 1)](revision, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    public override string ToString() => "the script";
}

/// <summary>Keeps every log line. Not the factory itself, so that no test owns something to dispose of.</summary>
internal sealed class LogCapture
{
    public LogCapture(bool throws = false) => Factory = new CapturingFactory(new CapturingLogger(this, throws));

    public ConcurrentQueue<(LogLevel Level, int Id, string Text)> Lines { get; } = new();

    public IEnumerable<(LogLevel Level, int Id, string Text)> Polling => Lines.Where(line => line.Id >= 20);

    public ILoggerFactory Factory { get; }

    private sealed class CapturingFactory(ILogger logger) : ILoggerFactory
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose()
        {
        }
    }

    private sealed class CapturingLogger(LogCapture capture, bool throws) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            capture.Lines.Enqueue((logLevel, eventId.Id, formatter(state, exception) + exception));
            if (throws)
            {
                throw new InvalidOperationException("This logger is broken.");
            }
        }
    }
}

internal sealed class RecordingAssignments : IAssignmentLogger
{
    public ConcurrentQueue<AssignmentEvent> Events { get; } = new();

    public void LogAssignment(AssignmentEvent assignment) => Events.Enqueue(assignment);
}
