using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>A bandit behind a variation of a flag, in one configuration.</summary>
/// <param name="key">Its key; neither the variation's key nor its value, though they are often alike.</param>
/// <param name="model">Its model; null when there is none, so that it chooses nothing.</param>
internal sealed class Bandit(string key, BanditModel? model)
{
    private Once _missingModel;
    private Once _failure;
    private Once _throwingAttributes;

    public string Key => key;

    public BanditModel? Model => model;

    /// <summary>Logs, once for each configuration, that there is no model.</summary>
    public void ReportMissingModel(ILogger diagnostics, string flagKey)
    {
        if (_missingModel.TryEnter())
        {
            diagnostics.BanditWithoutModel(LogText.Sanitize(flagKey), LogText.Sanitize(key));
        }
    }

    /// <summary>Logs, once for each configuration, that it could not choose.</summary>
    public void ReportFailure(ILogger diagnostics, Exception exception, string flagKey)
    {
        if (_failure.TryEnter())
        {
            diagnostics.BanditFailed(exception, LogText.Sanitize(flagKey), LogText.Sanitize(key));
        }
    }

    /// <summary>Logs, once for each configuration, that an event lacks attributes.</summary>
    public void ReportThrowingAttributes(ILogger diagnostics, Exception exception, string flagKey)
    {
        if (_throwingAttributes.TryEnter())
        {
            diagnostics.BanditAttributesThrew(exception, LogText.Sanitize(flagKey), LogText.Sanitize(key));
        }
    }
}
