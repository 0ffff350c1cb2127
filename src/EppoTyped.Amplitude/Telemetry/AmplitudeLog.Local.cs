using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

// Local evaluation: one line for each change of state.
internal static partial class AmplitudeLog
{
    [LoggerMessage(220, LogLevel.Information, "Flags are streamed by {Host}.")]
    public static partial void StreamOpened(this ILogger logger, string host);

    [LoggerMessage(221, LogLevel.Warning, "Flags are not streamed, so they are polled until they are again: {Problem} The stream is tried every {Delay}. (Said once, until it works.)")]
    public static partial void StreamLost(this ILogger logger, string problem, TimeSpan delay);

    [LoggerMessage(222, LogLevel.Debug, "The stream is opened anew: {Reason}")]
    public static partial void StreamReconnects(this ILogger logger, string reason);

    [LoggerMessage(223, LogLevel.Warning, "{Count} cohorts are asked for by flags, and there is no cohort synchronisation: users are in the cohorts that callers say they are in. Set AmplitudeLocalOptions.CohortSync. (Said once.)")]
    public static partial void CohortsWithoutSync(this ILogger logger, int count);
}
