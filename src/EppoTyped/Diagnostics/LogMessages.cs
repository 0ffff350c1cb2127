using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Every line this library writes, with its stable id. None of them holds an SDK key.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(
        1,
        LogLevel.Warning,
        "Flag {FlagKey}, allocation {AllocationKey}: an assignment should be logged, but the client has no AssignmentLogger, so the "
        + "experiment will have no data. Set {OptionsName}.AssignmentLogger. (Logged once.)")]
    public static partial void AssignmentWithoutLogger(this ILogger logger, string flagKey, string allocationKey, string optionsName);

    [LoggerMessage(
        2,
        LogLevel.Error,
        "Flag {FlagKey}: the assignment logger threw. The event is lost; it is made again the next time the flag is evaluated. "
        + "(Logged once for each client.)")]
    public static partial void AssignmentLoggerThrew(this ILogger logger, Exception exception, string flagKey);

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "Flag {FlagKey}: {Refusal}. Callers get their default; check the live configuration against flags.json. "
        + "(Logged once for each configuration.)")]
    public static partial void LiveValueRefused(this ILogger logger, string flagKey, string refusal);

    [LoggerMessage(
        4,
        LogLevel.Error,
        "Flag {FlagKey}: the subject threw while its key or an attribute was read. "
        + "The caller got the default, unless the flag has the same value for every subject. (Logged once for each client.)")]
    public static partial void SubjectThrew(this ILogger logger, Exception exception, string flagKey);

    [LoggerMessage(
        5,
        LogLevel.Error,
        "Flag {FlagKey}: its override threw, and the flag was evaluated without it. (Logged once for each client.)")]
    public static partial void OverrideThrew(this ILogger logger, Exception exception, string flagKey);

    [LoggerMessage(
        6,
        LogLevel.Warning,
        "Flag {FlagKey}: its override is not used, because {Reason}; the flag was evaluated without it. "
        + "(Logged once for each client.)")]
    public static partial void OverrideUnusable(this ILogger logger, string flagKey, string reason);

    [LoggerMessage(7, LogLevel.Error, "Flag {FlagKey}: the handler of its change threw. It is called again at the next change.")]
    public static partial void ChangeHandlerThrew(this ILogger logger, Exception exception, string flagKey);

    [LoggerMessage(
        10,
        LogLevel.Warning,
        "Flag {FlagKey} cannot be read and is set aside: {Defect}. Its callers get their default; all other flags are evaluated. "
        + "(Logged once for each configuration.)")]
    public static partial void FlagSetAside(this ILogger logger, string flagKey, string defect);

    [LoggerMessage(
        11,
        LogLevel.Warning,
        "Flag {FlagKey}: the pattern {Pattern} is not a regular expression, so conditions with it are never true: "
        + "{Problem} (Logged once for each configuration.)")]
    public static partial void PatternRefused(this ILogger logger, string flagKey, string pattern, string problem);

    [LoggerMessage(
        12,
        LogLevel.Warning,
        "The pattern {Pattern} did not finish on a text of {Length} characters; its condition was false. "
        + "(Logged once for each pattern.)")]
    public static partial void PatternTimedOut(this ILogger logger, string pattern, int length);

    [LoggerMessage(13, LogLevel.Warning, "{Count} more flags cannot be read and are set aside. (Logged once for each configuration.)")]
    public static partial void MoreFlagsSetAside(this ILogger logger, int count);

    [LoggerMessage(
        14,
        LogLevel.Warning,
        "{Count} more patterns are not regular expressions; conditions with them are never true. "
        + "(Logged once for each configuration.)")]
    public static partial void MorePatternsRefused(this ILogger logger, int count);
}
