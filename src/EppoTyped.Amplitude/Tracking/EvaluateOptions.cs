namespace EppoTyped.Amplitude;

/// <summary>What one evaluation wants.</summary>
public sealed record EvaluateOptions
{
    /// <summary>Whether the exposure of every flag is tracked, where the client has exposure tracking. Default: false.</summary>
    public bool TracksExposure { get; init; }

    /// <summary>
    /// Whether only variants that users were assigned are given: without defaults, and without those of flags that are not deployed. It is what the
    /// older <c>evaluate</c> of Amplitude's SDKs gave. What is tracked is the same either way. Default: false.
    /// </summary>
    public bool WithoutDefaults { get; init; }
}
