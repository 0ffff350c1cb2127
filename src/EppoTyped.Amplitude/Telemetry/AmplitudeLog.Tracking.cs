using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

// What becomes of events is told by their delivery.
internal static partial class AmplitudeLog
{
    [LoggerMessage(230, LogLevel.Error, "An evaluation could not be tracked; its variants stand. (Said once for each client.)")]
    public static partial void TrackingFailed(this ILogger logger, Exception exception);

    [LoggerMessage(231, LogLevel.Error, "The callback of tracked events threw. (Said once for each client.)")]
    public static partial void EventCallbackThrew(this ILogger logger, Exception exception);
}
