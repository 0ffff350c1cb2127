using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>Every line this package logs, with its stable id. None of them contains a key.</summary>
internal static partial class AmplitudeLog
{
    [LoggerMessage(200, LogLevel.Debug, "{Host}: fetched the variants of {Count} flags at attempt {Attempt}.")]
    public static partial void VariantsFetched(this ILogger logger, string host, int attempt, int count);

    [LoggerMessage(201, LogLevel.Debug, "Attempt {Attempt} failed: {Problem} Next attempt in {Delay}.")]
    public static partial void FetchIsRetried(this ILogger logger, int attempt, string problem, TimeSpan delay);

    [LoggerMessage(
        202,
        LogLevel.Warning,
        "A user has {Bytes} bytes as JSON; Amplitude's network caches no responses for users of more than {Limit}. Leave out what no flag "
        + "uses. "
        + "(Logged once for each client.)")]
    public static partial void UserTooLargeForCache(this ILogger logger, int bytes, int limit);

    [LoggerMessage(203, LogLevel.Error, "The callback of a fetch threw.")]
    public static partial void FetchCallbackThrew(this ILogger logger, Exception exception);

    [LoggerMessage(
        204,
        LogLevel.Warning,
        "Flag {FlagKey} was asked for and has no variant. Check that it is activated, that it is deployed to the deployment of this key, "
        + "that it is in {Mode} evaluation mode, and that users are allocated to it. (Logged once for each flag.)")]
    public static partial void FlagAbsent(this ILogger logger, string flagKey, string mode);

    [LoggerMessage(
        205,
        LogLevel.Warning,
        "A cookie of {Length} characters contains no readable id; check that its format (newFormat) is that of the Browser SDK in use.")]
    public static partial void CookieUnreadable(this ILogger logger, int length);
}
