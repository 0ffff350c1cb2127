using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>A bandit of one or more variations, in one configuration.</summary>
/// <param name="key">The bandit's key; not a variation's key or value, though they are often equal.</param>
/// <param name="model">Its model; null when there is none, so that it never chooses an action.</param>
internal sealed class Bandit(string key, BanditModel? model)
{
    private Once _missingModel;
    private Once _failure;
    private Once _throwingAttributes;

    public string Key => key;

    public BanditModel? Model => model;

    /// <summary>Logs, once for each configuration, that there is no model.</summary>
    public void LogMissingModel(ILogger diagnostics, string flagKey)
    {
        if (_missingModel.TryEnter())
        {
            diagnostics.BanditWithoutModel(LogText.Sanitize(flagKey), LogText.Sanitize(key));
        }
    }

    /// <summary>Logs, once for each configuration, that it could not choose.</summary>
    public void LogFailure(ILogger diagnostics, Exception exception, string flagKey)
    {
        if (_failure.TryEnter())
        {
            diagnostics.BanditFailed(exception, LogText.Sanitize(flagKey), LogText.Sanitize(key));
        }
    }

    /// <summary>Logs, once for each configuration, that an event lacks attributes because an object of the caller threw.</summary>
    public void LogThrowingAttributes(ILogger diagnostics, Exception exception, string flagKey)
    {
        if (_throwingAttributes.TryEnter())
        {
            diagnostics.BanditAttributesThrew(exception, LogText.Sanitize(flagKey), LogText.Sanitize(key));
        }
    }
}
