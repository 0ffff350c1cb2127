using System.Diagnostics;
using System.Globalization;

namespace EppoTyped.Amplitude;

/// <summary>How a local client keeps the cohorts that its flags ask for. Without it a user is in the cohorts that the caller says (<see cref="AmplitudeUser.CohortIds"/>), and in no other.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record CohortSyncOptions
{
    /// <summary>The default of <see cref="MaxCohortSize"/>.</summary>
    public const int DefaultMaxCohortSize = int.MaxValue;

    internal static readonly TimeSpan ShortestPollingInterval = TimeSpan.FromMinutes(1);

    /// <summary>The keys of the project that the cohorts belong to.</summary>
    /// <param name="apiKey">The analytics key.</param>
    /// <param name="secretKey">The secret key.</param>
    public CohortSyncOptions(string apiKey, string secretKey) => (ApiKey, SecretKey) = (apiKey, secretKey);

    /// <summary>The analytics key of the project. No message, log line or text shows it.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string ApiKey { get; init; }

    /// <summary>The secret key of the project. No message, log line or text shows it.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string SecretKey { get; init; }

    /// <summary>How many members a cohort may have, 1 and up; a larger one is not downloaded, and nobody is in it. Default: 2,147,483,647.</summary>
    public int MaxCohortSize { get; init; } = DefaultMaxCohortSize;

    /// <summary>The time from one look for changed cohorts to the next, up to 1 day; what is less than a minute counts as one. Default: 1 minute.</summary>
    public TimeSpan PollingInterval { get; init; } = ShortestPollingInterval;

    /// <summary>How long each request may take, its body included; 1 ms to 1 day. Default: 10 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where cohorts are served. Default: Amplitude's own host of the client's zone.</summary>
    public string? ServerUrl { get; init; }

    /// <summary>The pace and the size; never a key.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"CohortSyncOptions {{ Server = {(ServerUrl is null ? "by zone" : "own")}, MaxCohortSize = {MaxCohortSize}, PollingInterval = {PollingInterval} }}");

    /// <exception cref="ArgumentException">An option is wrong.</exception>
    internal void Check()
    {
        const string Own = nameof(CohortSyncOptions);
        AmplitudeOption.Between($"{Own}.{nameof(MaxCohortSize)}", MaxCohortSize, 1, int.MaxValue, "2147483647");
        AmplitudeOption.Between($"{Own}.{nameof(PollingInterval)}", PollingInterval, TimeSpan.Zero, TimeSpan.FromDays(1), "1 minute");
        AmplitudeOption.Timeout($"{Own}.{nameof(RequestTimeout)}", RequestTimeout, "10 seconds");
    }
}
