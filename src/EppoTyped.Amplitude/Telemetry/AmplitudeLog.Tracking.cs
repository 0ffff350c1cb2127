using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

// The delivery of events logs what becomes of them.
internal static partial class AmplitudeLog
{
    [LoggerMessage(230, LogLevel.Error, "An evaluation could not be tracked; its variants are returned. (Logged once for each client.)")]
    public static partial void TrackingFailed(this ILogger logger, Exception exception);

    [LoggerMessage(231, LogLevel.Error, "The callback of tracked events threw. (Logged once for each client.)")]
    public static partial void EventCallbackThrew(this ILogger logger, Exception exception);
}
