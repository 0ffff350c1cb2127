using Microsoft.Extensions.Logging;

namespace EppoTyped;

// Configurations that come and go otherwise than by a poll.
internal static partial class LogMessages
{
    [LoggerMessage(
        50,
        LogLevel.Warning,
        "The last good configuration in {Path} is in use, {FlagCount} flags, until the first one is fetched. It may be out of date.")]
    public static partial void LastGoodInUse(this ILogger logger, string path, int flagCount);

    [LoggerMessage(51, LogLevel.Warning, "The last good configuration in {Path} is not used: {Problem} {Mend}")]
    public static partial void LastGoodRefused(this ILogger logger, string path, string problem, string mend);

    [LoggerMessage(
        52,
        LogLevel.Warning,
        "The last good configuration cannot be written to {Path}: {Problem} The client goes on from memory. (Logged once.)")]
    public static partial void LastGoodNotWritten(this ILogger logger, string path, string problem);

    [LoggerMessage(53, LogLevel.Error, "A handler of ConfigurationChanged threw. (Logged once for each client.)")]
    public static partial void ConfigurationChangedHandlerThrew(this ILogger logger, Exception exception);

    [LoggerMessage(
        54,
        LogLevel.Warning,
        "The configuration is obfuscated, as Eppo serves it to client tokens. "
        + "Flags are evaluated, at the price of a hash for each name; use a server SDK key here. (Logged once.)")]
    public static partial void ClientTokenInUse(this ILogger logger);

    [LoggerMessage(
        55,
        LogLevel.Warning,
        "{Source}: the client attached to FlagClient.Shared has the same SDK key. This one polls, and logs assignments, too. "
        + "Use FlagClient.Shared, or one client for all of the process, unless you want both.")]
    public static partial void SecondClientOfOneKey(this ILogger logger, string source);
}
