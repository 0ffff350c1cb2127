using Microsoft.Extensions.Logging;

namespace EppoTyped;

// One line for each change of state, never one for each batch or event.
internal static partial class LogMessages
{
    [LoggerMessage(
        70,
        LogLevel.Warning,
        "{Sink}: a batch was not taken: {Problem} It is sent again, with the same event ids; next attempt in {Delay}. "
        + "(Logged once, until it works again.)")]
    public static partial void SinkUnavailable(this ILogger logger, string sink, string problem, TimeSpan delay);

    [LoggerMessage(
        71,
        LogLevel.Error,
        "{Sink}: the credentials are refused: {Problem} Events wait until they are corrected; next attempt in {Delay}. "
        + "(Logged once, until it works again.)")]
    public static partial void SinkRefusesCredentials(this ILogger logger, string sink, string problem, TimeSpan delay);

    [LoggerMessage(72, LogLevel.Information, "{Sink}: batches are taken again, after {Failures} failed attempts.")]
    public static partial void SinkTakesAgain(this ILogger logger, string sink, int failures);

    [LoggerMessage(
        73,
        LogLevel.Warning,
        "{Sink}: there is no room for more events, and {Which} ones are dropped. Make the receiver faster, or raise {Options}. "
        + "(Logged once, until there is room again.)")]
    public static partial void SinkFull(this ILogger logger, string sink, string which, string options);

    [LoggerMessage(74, LogLevel.Information, "{Sink}: there is room for events again, after {Dropped} were dropped.")]
    public static partial void SinkHasRoom(this ILogger logger, string sink, long dropped);

    [LoggerMessage(
        75,
        LogLevel.Warning,
        "{Sink}: an event will never be delivered: {Problem} (Logged once; the statistics count them as DeadLettered.)")]
    public static partial void EventDead(this ILogger logger, string sink, string problem);

    [LoggerMessage(76, LogLevel.Error, "{Sink}: the handler of dead events threw.")]
    public static partial void DeadLetterThrew(this ILogger logger, Exception exception, string sink);

    [LoggerMessage(
        77,
        LogLevel.Warning,
        "{Sink}: not everything was delivered within {Timeout} of its end: "
        + "{Dropped} events were dropped, and {Kept} are kept on disk for the next start.")]
    public static partial void SinkLeftBehind(this ILogger logger, string sink, TimeSpan timeout, int dropped, long kept);

    [LoggerMessage(
        78,
        LogLevel.Warning,
        "The spool in {Folder} cannot be used: {Problem} Events are kept in memory alone. (Logged once, until it works again.)")]
    public static partial void SpoolUnavailable(this ILogger logger, string folder, string problem);

    [LoggerMessage(79, LogLevel.Information, "The spool in {Folder} can be used again.")]
    public static partial void SpoolAvailable(this ILogger logger, string folder);

    [LoggerMessage(80, LogLevel.Warning, "The spool in {Folder} has {Lines} lines that cannot be read and are skipped: {Problem}")]
    public static partial void SpoolDamaged(this ILogger logger, string folder, int lines, string problem);
}
