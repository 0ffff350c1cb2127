using Microsoft.Extensions.Logging;

namespace EppoTyped.Fuzz.Tests.Harness;

/// <summary>Formats every line as a log would, and keeps the first that would appear as two lines.</summary>
internal sealed class StrictLogger : ILogger, ILoggerFactory
{
    /// <summary>What is wrong with the lines so far.</summary>
    public string? Complaint { get; private set; }

    public long Lines { get; private set; }

    /// <summary>Whether a pattern has timed out, which may happen in one call and not in the next.</summary>
    public bool HasTimedOut { get; private set; }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Lines++;
        HasTimedOut |= eventId.Name == "PatternTimedOut";
        try
        {
            string line = formatter(state, exception);
            if (line.AsSpan().ContainsAnyInRange('\0', '\u001f') || line.AsSpan().IndexOfAny('\u2028', '\u2029') >= 0)
            {
                Complaint ??= $"A log line breaks out of its line: {line}";
            }
        }
        catch (Exception thrown)
        {
            Complaint ??= $"A log line cannot be written: {thrown}";
        }
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
