namespace EppoTyped.Amplitude;

/// <summary>Amplitude's own addresses, by zone (docs/protocols/amplitude.md, section 1.4).</summary>
internal static class AmplitudeHosts
{
    public static string Variants(AmplitudeZone zone) => zone == AmplitudeZone.EU ? "https://api.lab.eu.amplitude.com" : "https://api.lab.amplitude.com";

    public static string Flags(AmplitudeZone zone) => zone == AmplitudeZone.EU ? "https://flag.lab.eu.amplitude.com" : "https://api.lab.amplitude.com";

    public static string FlagStream(AmplitudeZone zone) => zone == AmplitudeZone.EU ? "https://stream.lab.eu.amplitude.com" : "https://stream.lab.amplitude.com";

    public static string Cohorts(AmplitudeZone zone) => zone == AmplitudeZone.EU ? "https://cohort-v2.lab.eu.amplitude.com" : "https://cohort-v2.lab.amplitude.com";

    public static string Events(AmplitudeZone zone) => zone == AmplitudeZone.EU ? "https://api.eu.amplitude.com/2/httpapi" : "https://api2.amplitude.com/2/httpapi";

    public static string EventBatches(AmplitudeZone zone) => zone == AmplitudeZone.EU ? "https://api.eu.amplitude.com/batch" : "https://api2.amplitude.com/batch";
}
