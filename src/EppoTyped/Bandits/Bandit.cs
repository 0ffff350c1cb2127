using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>A bandit behind a variation of a flag, in one configuration.</summary>
/// <param name="key">Its key; neither the variation's key nor its value, though they are often alike.</param>
/// <param name="model">Its model; null when there is none, so that it chooses nothing.</param>
internal sealed class Bandit(string key, BanditModel? model)
{
    private int _missingModelSaid;
    private int _failureSaid;
    private int _throwingAttributesSaid;

    public string Key => key;

    public BanditModel? Model => model;

    /// <summary>Says once for each configuration that there is no model.</summary>
    public void ReportMissingModel(ILogger diagnostics, string flagKey)
    {
        if (Interlocked.Exchange(ref _missingModelSaid, 1) == 0)
        {
            diagnostics.BanditWithoutModel(LogText.Sanitize(flagKey), LogText.Sanitize(key));
        }
    }

    /// <summary>Says once for each configuration that it could not choose.</summary>
    public void ReportFailure(ILogger diagnostics, Exception exception, string flagKey)
    {
        if (Interlocked.Exchange(ref _failureSaid, 1) == 0)
        {
            diagnostics.BanditFailed(exception, LogText.Sanitize(flagKey), LogText.Sanitize(key));
        }
    }

    /// <summary>Says once for each configuration that an event lacks attributes.</summary>
    public void ReportThrowingAttributes(ILogger diagnostics, Exception exception, string flagKey)
    {
        if (Interlocked.Exchange(ref _throwingAttributesSaid, 1) == 0)
        {
            diagnostics.BanditAttributesThrew(exception, LogText.Sanitize(flagKey), LogText.Sanitize(key));
        }
    }
}
