using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

// One line for each change of state, never one for each poll.
internal static partial class AmplitudeLog
{
    [LoggerMessage(
        220,
        LogLevel.Warning,
        "Cohort {CohortId} cannot be downloaded: {Problem} What is stored of it stays in use; where nothing is stored, nobody is in it. "
        + "(Logged once, until it works again.)")]
    public static partial void CohortUnavailable(this ILogger logger, string cohortId, string problem);

    [LoggerMessage(221, LogLevel.Information, "Cohort {CohortId} is up to date again.")]
    public static partial void CohortRecovered(this ILogger logger, string cohortId);
}
