using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>
/// Logs, once for each client, that code of the caller misbehaved: a subject or an override that threw, an override of the wrong type.
/// </summary>
internal sealed class MisbehaviourReporter(ILogger diagnostics)
{
    private Once _throwingSubject;
    private Once _throwingOverride;
    private Once _unusableOverride;

    /// <summary>Logs a subject that threw.</summary>
    public void ReportThrowingSubject(Exception exception, string flagKey)
    {
        if (_throwingSubject.TryEnter())
        {
            diagnostics.SubjectThrew(exception, LogText.Sanitize(flagKey));
        }
    }

    /// <summary>Logs an override that threw.</summary>
    public void ReportThrowingOverride(Exception exception, string flagKey)
    {
        if (_throwingOverride.TryEnter())
        {
            diagnostics.OverrideThrew(exception, LogText.Sanitize(flagKey));
        }
    }

    /// <summary>Logs an override that is not of the flag's type.</summary>
    public void ReportUnusableOverride(string flagKey, string reason)
    {
        if (_unusableOverride.TryEnter())
        {
            diagnostics.OverrideUnusable(LogText.Sanitize(flagKey), LogText.Sanitize(reason));
        }
    }

    /// <summary>Copies the subject's attributes for the log; if it throws, returns those before the exception.</summary>
    public Dictionary<string, AttributeValue> CopyAttributes(string flagKey, scoped in SubjectView subject)
    {
        Dictionary<string, AttributeValue> attributes = new(StringComparer.Ordinal);
        try
        {
            subject.CopyAttributesTo(attributes);
        }
        catch (Exception exception)
        {
            ReportThrowingSubject(exception, flagKey);
        }

        return attributes;
    }
}
