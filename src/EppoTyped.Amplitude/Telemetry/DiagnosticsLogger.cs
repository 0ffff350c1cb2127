using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped.Amplitude;

/// <summary>The log of one client: drops lines below its least level, and never throws what the logger behind it throws.</summary>
internal sealed class DiagnosticsLogger(ILogger inner, LogLevel least) : ILogger
{
    /// <param name="factory">Creates the logger behind it; null for none.</param>
    /// <param name="category">The category of the lines.</param>
    /// <param name="debug">True for Debug as the least level, false for Information.</param>
    public static ILogger Of(ILoggerFactory? factory, string category, bool debug) =>
        factory is null
            ? NullLogger.Instance
            : new DiagnosticsLogger(new SafeLogger(factory.CreateLogger(category)), debug ? LogLevel.Debug : LogLevel.Information);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && inner.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= least)
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
