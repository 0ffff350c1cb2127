using Microsoft.Extensions.Logging;

namespace EppoTyped;

// One line for each time the queue fills up, never one for each event.
internal static partial class LogMessages
{
    [LoggerMessage(
        60,
        LogLevel.Warning,
        "{Capacity} assignments wait for the assignment logger, and there is room for no more: "
        + "{Which} ones are dropped, and made again the next time their flag is evaluated. "
        + "Make the logger faster, or raise {OptionsName}.AssignmentQueueCapacity. (Logged once, until there is room again.)")]
    public static partial void AssignmentQueueFull(this ILogger logger, int capacity, string which, string optionsName);

    [LoggerMessage(61, LogLevel.Information, "There is room for assignments again, after {Dropped} were dropped.")]
    public static partial void AssignmentQueueHasRoom(this ILogger logger, long dropped);

    [LoggerMessage(
        62,
        LogLevel.Warning,
        "The assignment logger did not finish within {Timeout} of the client's end: "
        + "{Dropped} assignments were dropped, besides the one it has in hand. See {OptionsName}.FlushTimeout.")]
    public static partial void AssignmentsLeftBehind(this ILogger logger, int dropped, TimeSpan timeout, string optionsName);

    [LoggerMessage(63, LogLevel.Error, "The assignment logger threw while it was flushed. (Logged once for each client.)")]
    public static partial void AssignmentLoggerFlushThrew(this ILogger logger, Exception exception);

    [LoggerMessage(
        64,
        LogLevel.Warning,
        "The process is about to end, and the assignment logger did not finish within {Timeout}: "
        + "{Pending} assignments still wait for it. Dispose the client before, or raise {OptionsName}.FlushTimeout.")]
    public static partial void AssignmentsAtExit(this ILogger logger, TimeSpan timeout, long pending, string optionsName);
}
