using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Every line this library writes, with its stable id. None of them holds an SDK key.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(1, LogLevel.Warning, "Flag {FlagKey}, allocation {AllocationKey}: an assignment should be logged, but the client has no AssignmentLogger, so the experiment will have no data. Set EppoClientOptions.AssignmentLogger. (Said once.)")]
    public static partial void AssignmentWithoutLogger(this ILogger logger, string flagKey, string allocationKey);

    [LoggerMessage(2, LogLevel.Error, "Flag {FlagKey}: the assignment logger threw, and the assignment is lost. (Said once for each client.)")]
    public static partial void AssignmentLoggerThrew(this ILogger logger, Exception exception, string flagKey);

    [LoggerMessage(3, LogLevel.Warning, "Flag {FlagKey}: {Refusal}. Callers get their default; check the live configuration against flags.json. (Said once for each configuration.)")]
    public static partial void LiveValueRefused(this ILogger logger, string flagKey, string refusal);

    [LoggerMessage(4, LogLevel.Error, "Flag {FlagKey}: the subject threw while it was evaluated. The caller got the default. (Said once for each client.)")]
    public static partial void SubjectThrew(this ILogger logger, Exception exception, string flagKey);

    [LoggerMessage(5, LogLevel.Error, "Flag {FlagKey}: its override threw, and the flag was evaluated without it. (Said once for each client.)")]
    public static partial void OverrideThrew(this ILogger logger, Exception exception, string flagKey);
}
