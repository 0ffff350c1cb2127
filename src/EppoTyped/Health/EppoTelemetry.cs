namespace EppoTyped;

/// <summary>The names under which this library can be watched.</summary>
public static class EppoTelemetry
{
    /// <summary>
    /// The meter of every <see cref="EppoClient"/>, for <c>AddMeter</c> of OpenTelemetry or a <c>MeterListener</c>. Its instruments say where the configuration comes from
    /// (<c>eppo.source</c>: a host or a file); no subject, no flag key and no SDK key is ever a tag.
    /// </summary>
    public const string MeterName = "EppoTyped";
}
