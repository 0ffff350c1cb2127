using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped.Amplitude;

/// <summary>A client's own log: nothing below its least level, and no failure of the logger behind it.</summary>
internal sealed class DiagnosticsLogger(ILogger inner, LogLevel least) : ILogger
{
    /// <param name="factory">Where lines go; null for nowhere.</param>
    /// <param name="category">Under which name.</param>
    /// <param name="debug">Whether every request is told too.</param>
    public static ILogger Of(ILoggerFactory? factory, string category, bool debug) =>
        factory is null ? NullLogger.Instance : new DiagnosticsLogger(new SafeLogger(factory.CreateLogger(category)), debug ? LogLevel.Debug : LogLevel.Information);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= least)
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
