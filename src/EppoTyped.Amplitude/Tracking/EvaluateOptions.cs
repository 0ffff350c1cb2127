namespace EppoTyped.Amplitude;

/// <summary>Options of one evaluation.</summary>
public sealed record EvaluateOptions
{
    /// <summary>Whether the exposures of all flags are tracked, where the client has exposure tracking. Default: false.</summary>
    public bool TracksExposure { get; init; }

    /// <summary>
    /// Whether only assigned variants are returned, without default variants and those of flags that are not deployed, as the older
    /// <c>evaluate</c> of Amplitude's SDKs does. Tracking is the same either way. Default: false.
    /// </summary>
    public bool WithoutDefaults { get; init; }
}
