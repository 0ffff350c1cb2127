using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

// Local evaluation: one line for each change of state.
internal static partial class AmplitudeLog
{
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
