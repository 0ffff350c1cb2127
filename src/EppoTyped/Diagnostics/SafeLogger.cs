using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>A logger whose failures stay with it: no log line may cost an evaluation or end the polling. Counts what is said once and happens often.</summary>
internal sealed class SafeLogger(ILogger inner) : ILogger
{
    private long _patternTimeouts;

    /// <summary>How often a pattern did not finish.</summary>
    public long PatternTimeouts => Volatile.Read(ref _patternTimeouts);

    public void CountPatternTimeout() => Interlocked.Increment(ref _patternTimeouts);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return inner.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // There is nowhere left to say it.
        }
    }
}
