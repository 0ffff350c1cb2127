using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

// Local evaluation: one line for each change of state.
internal static partial class AmplitudeLog
{
    // The ids of the runtime, for the same lines.
    [LoggerMessage(
        10,
        LogLevel.Warning,
        "Flag {FlagKey} cannot be read and is set aside: {Defect}. Its callers get their default; all other flags answer. "
        + "(Logged once for each configuration.)")]
    public static partial void FlagSetAside(this ILogger logger, string flagKey, string defect);

    [LoggerMessage(
        11,
        LogLevel.Warning,
        "Flag {FlagKey}: the pattern {Pattern} is not a regular expression, so conditions with it are never true: {Problem} "
        + "(Logged once for each configuration.)")]
    public static partial void PatternRefused(this ILogger logger, string flagKey, string pattern, string problem);

    [LoggerMessage(220, LogLevel.Information, "Flags are streamed from {Host}.")]
    public static partial void StreamOpened(this ILogger logger, string host);

    [LoggerMessage(
        221,
        LogLevel.Warning,
        "Flags are polled, because they cannot be streamed: {Problem} The stream is tried again every {Delay}. (Logged once, until it "
        + "works.)")]
    public static partial void StreamLost(this ILogger logger, string problem, TimeSpan delay);

    [LoggerMessage(222, LogLevel.Debug, "The stream is opened again: {Reason}")]
    public static partial void StreamReconnects(this ILogger logger, string reason);

    [LoggerMessage(
        223,
        LogLevel.Warning,
        "Flags use {Count} cohorts and cohort synchronization is off, so users are only in the cohorts that callers name. "
        + "Set AmplitudeLocalOptions.CohortSync. (Logged once.)")]
    public static partial void CohortsWithoutSync(this ILogger logger, int count);
}
