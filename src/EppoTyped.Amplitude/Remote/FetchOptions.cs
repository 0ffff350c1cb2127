namespace EppoTyped.Amplitude;

/// <summary>What one fetch wants. Everything left out is up to Amplitude.</summary>
public sealed record FetchOptions
{
    /// <summary>The flags to evaluate; null or none for all of the deployment.</summary>
    public IReadOnlyList<string>? FlagKeys { get; init; }

    /// <summary>Whether Amplitude tracks an assignment event; null leaves it to Amplitude, which does.</summary>
    public bool? TracksAssignment { get; init; }

    /// <summary>Whether Amplitude tracks an exposure event for each flag; null leaves it to Amplitude, which does not.</summary>
    public bool? TracksExposure { get; init; }
}
