using Microsoft.Extensions.Logging;

namespace EppoTyped;

internal static partial class LogMessages
{
    [LoggerMessage(
        40,
        LogLevel.Warning,
        "Bandit {BanditKey} cannot be read and is set aside: {Defect}. Its flags have their variations without actions; "
        + "all other bandits choose. (Logged once for each configuration.)")]
    public static partial void BanditSetAside(this ILogger logger, string banditKey, string defect);

    [LoggerMessage(
        41,
        LogLevel.Warning,
        "Bandit {BanditKey}: its reference in the flag configuration cannot be read in full: {Defect}. "
        + "(Logged once for each configuration.)")]
    public static partial void BanditReferenceDefect(this ILogger logger, string banditKey, string defect);

    [LoggerMessage(42, LogLevel.Warning, "{Problem} Bandits choose no actions; flags are evaluated. (Logged once for each configuration.)")]
    public static partial void BanditModelsRefused(this ILogger logger, string problem);

    [LoggerMessage(
        43,
        LogLevel.Warning,
        "Flag {FlagKey}: there is no model of bandit {BanditKey}. Callers get the variation without an action. "
        + "(Logged once for each configuration.)")]
    public static partial void BanditWithoutModel(this ILogger logger, string flagKey, string banditKey);

    [LoggerMessage(
        44,
        LogLevel.Error,
        "Flag {FlagKey}: bandit {BanditKey} could not choose. The caller got the variation without an action. "
        + "(Logged once for each configuration.)")]
    public static partial void BanditFailed(this ILogger logger, Exception exception, string flagKey, string banditKey);

    [LoggerMessage(
        45,
        LogLevel.Error,
        "Flag {FlagKey}: the attributes of bandit {BanditKey}'s action or subject could not be copied. "
        + "The action was logged without them. (Logged once for each configuration.)")]
    public static partial void BanditAttributesThrew(this ILogger logger, Exception exception, string flagKey, string banditKey);

    [LoggerMessage(
        46,
        LogLevel.Warning,
        "{Source}: flags are up to date, bandit models are not: {Problem} The last models stay in use; "
        + "they are fetched again with every poll. (Logged once, until it works.)")]
    public static partial void BanditModelsFail(this ILogger logger, string? source, string problem);

    [LoggerMessage(47, LogLevel.Information, "{Source}: bandit models are up to date again.")]
    public static partial void BanditModelsRecovered(this ILogger logger, string? source);
}
