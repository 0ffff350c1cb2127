using Microsoft.Extensions.Logging;

namespace EppoTyped;

// One line for each change of state, never one for each poll.
internal static partial class LogMessages
{
    [LoggerMessage(20, LogLevel.Information, "{Source}: the first configuration is in use, {FlagCount} flags.")]
    public static partial void FirstConfiguration(this ILogger logger, string? source, int flagCount);

    [LoggerMessage(
        21,
        LogLevel.Warning,
        "No new configuration: {Problem} The last one stays in use; next attempt in {Delay}. (Logged once, until it works again.)")]
    public static partial void PollingFails(this ILogger logger, string problem, TimeSpan delay);

    [LoggerMessage(
        22,
        LogLevel.Warning,
        "No configuration yet: {Problem} Callers get their defaults; next attempt in {Delay}. (Logged once, until it works.)")]
    public static partial void FirstPollFails(this ILogger logger, string problem, TimeSpan delay);

    [LoggerMessage(23, LogLevel.Error, "{Problem} Next attempt in {Delay}. (Logged once, until it works.)")]
    public static partial void PollingRefused(this ILogger logger, string problem, TimeSpan delay);

    [LoggerMessage(24, LogLevel.Information, "{Source}: configurations arrive again, after {Failures} failed polls.")]
    public static partial void PollingRecovered(this ILogger logger, string? source, int failures);

    [LoggerMessage(25, LogLevel.Information, "The initial configuration is in use, {FlagCount} flags, until the first one is fetched.")]
    public static partial void InitialConfigurationInUse(this ILogger logger, int flagCount);

    [LoggerMessage(
        26,
        LogLevel.Warning,
        "{OptionsName}.InitialConfiguration cannot be used: {Problem} Callers get their defaults until a configuration is fetched.")]
    public static partial void InitialConfigurationRefused(this ILogger logger, string optionsName, string problem);

    [LoggerMessage(
        27,
        LogLevel.Warning,
        "{Source}: the new configuration has no flags, the last one had {FlagCount}. It is in use; callers get their defaults.")]
    public static partial void ConfigurationLostItsFlags(this ILogger logger, string? source, int flagCount);

    [LoggerMessage(
        28,
        LogLevel.Warning,
        "{Source}: the new configuration belongs to the environment {Environment}, the last one to {PreviousEnvironment}. "
        + "It is in use; check that {KeyName} is of the environment that is meant.")]
    public static partial void EnvironmentChanged(
        this ILogger logger, string? source, string environment, string previousEnvironment, string keyName);
}
