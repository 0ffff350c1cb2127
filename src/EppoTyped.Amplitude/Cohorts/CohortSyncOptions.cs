using System.Diagnostics;
using System.Globalization;

namespace EppoTyped.Amplitude;

/// <summary>
/// Options of cohort synchronization of a local client. Without it a user is only in the cohorts that the caller names
/// (<see cref="AmplitudeUser.CohortIds"/>).
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record CohortSyncOptions
{
    /// <summary>The default of <see cref="MaxCohortSize"/>.</summary>
    public const int DefaultMaxCohortSize = int.MaxValue;

    internal static readonly TimeSpan ShortestPollingInterval = TimeSpan.FromMinutes(1);

    /// <summary>Options with the keys of the project that the cohorts belong to.</summary>
    /// <param name="apiKey">The analytics key.</param>
    /// <param name="secretKey">The secret key.</param>
    public CohortSyncOptions(string apiKey, string secretKey) => (ApiKey, SecretKey) = (apiKey, secretKey);

    /// <summary>The analytics key of the project. Never shown in a message, a log line or <see cref="ToString"/>.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string ApiKey { get; init; }

    /// <summary>The secret key of the project. Never shown in a message, a log line or <see cref="ToString"/>.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string SecretKey { get; init; }

    /// <summary>
    /// The most members of a cohort, 1 or more; a larger cohort is not downloaded, and nobody is in it. Default: 2,147,483,647.
    /// </summary>
    public int MaxCohortSize { get; init; } = DefaultMaxCohortSize;

    /// <summary>
    /// The time between two polls for changed cohorts, up to 1 day; less than 1 minute counts as 1 minute. Default: 1 minute.
    /// </summary>
    public TimeSpan PollingInterval { get; init; } = ShortestPollingInterval;

    /// <summary>The time limit of each request with its body, 1 ms to 1 day. Default: 10 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The http or https address of the cohort server. Default: null, Amplitude's host of the client's zone.</summary>
    public string? ServerUrl { get; init; }

    /// <summary>The server, the size and the interval; never a key.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"CohortSyncOptions {{ Server = {(ServerUrl is null ? "by zone" : "own")}, MaxCohortSize = {MaxCohortSize}, "
        + $"PollingInterval = {PollingInterval} }}");

    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    internal void Check()
    {
        const string Own = nameof(CohortSyncOptions);
        AmplitudeOption.Between($"{Own}.{nameof(MaxCohortSize)}", MaxCohortSize, 1, int.MaxValue, "2147483647");
        AmplitudeOption.Between($"{Own}.{nameof(PollingInterval)}", PollingInterval, TimeSpan.Zero, TimeSpan.FromDays(1), "1 minute");
        AmplitudeOption.Timeout($"{Own}.{nameof(RequestTimeout)}", RequestTimeout, "10 seconds");
    }
}
