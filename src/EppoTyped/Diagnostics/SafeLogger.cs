using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>
/// A logger that never throws, so that logging cannot fail a call or end the polling. Counts what is logged once and happens often.
/// </summary>
internal sealed class SafeLogger(ILogger inner) : ILogger
{
    private long _patternTimeouts;

    /// <summary>The number of pattern searches that timed out.</summary>
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

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // There is no other place to report it.
        }
    }
}
