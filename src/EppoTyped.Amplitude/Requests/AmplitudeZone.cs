namespace EppoTyped.Amplitude;

/// <summary>Where a project's data lives at Amplitude. It picks the host wherever no address of your own is given.</summary>
public enum AmplitudeZone
{
    /// <summary>The United States.</summary>
    US,

    /// <summary>The European Union.</summary>
    EU,
}
