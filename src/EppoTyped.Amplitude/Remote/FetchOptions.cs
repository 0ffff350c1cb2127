namespace EppoTyped.Amplitude;

/// <summary>Options of one fetch. Amplitude decides what is left out.</summary>
public sealed record FetchOptions
{
    /// <summary>The keys of the flags to evaluate; null or empty for all flags of the deployment.</summary>
    public IReadOnlyList<string>? FlagKeys { get; init; }

    /// <summary>Whether Amplitude tracks an assignment event; null for Amplitude's default, which is true.</summary>
    public bool? TracksAssignment { get; init; }

    /// <summary>Whether Amplitude tracks an exposure event for each flag; null for Amplitude's default, which is false.</summary>
    public bool? TracksExposure { get; init; }
}
