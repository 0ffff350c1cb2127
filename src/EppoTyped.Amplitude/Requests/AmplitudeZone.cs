namespace EppoTyped.Amplitude;

/// <summary>The zone in which Amplitude keeps a project's data. It picks the host wherever no address is configured.</summary>
public enum AmplitudeZone
{
    /// <summary>The United States.</summary>
    US,

    /// <summary>The European Union.</summary>
    EU,
}
