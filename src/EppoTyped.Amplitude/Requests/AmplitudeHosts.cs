namespace EppoTyped.Amplitude;

/// <summary>Amplitude's own addresses by zone (docs/protocols/amplitude.md, section 1.4).</summary>
internal static class AmplitudeHosts
{
    public static string Variants(AmplitudeZone zone) => Of(zone, "https://api.lab.amplitude.com", "https://api.lab.eu.amplitude.com");

    public static string Flags(AmplitudeZone zone) => Of(zone, "https://api.lab.amplitude.com", "https://flag.lab.eu.amplitude.com");

    public static string FlagStream(AmplitudeZone zone) =>
        Of(zone, "https://stream.lab.amplitude.com", "https://stream.lab.eu.amplitude.com");

    public static string Cohorts(AmplitudeZone zone) =>
        Of(zone, "https://cohort-v2.lab.amplitude.com", "https://cohort-v2.lab.eu.amplitude.com");

    public static string Events(AmplitudeZone zone) =>
        Of(zone, "https://api2.amplitude.com/2/httpapi", "https://api.eu.amplitude.com/2/httpapi");

    public static string EventBatches(AmplitudeZone zone) =>
        Of(zone, "https://api2.amplitude.com/batch", "https://api.eu.amplitude.com/batch");

    private static string Of(AmplitudeZone zone, string us, string eu) => zone == AmplitudeZone.EU ? eu : us;
}
