namespace EppoTyped;

// What a server hands to a browser, so that the rules never leave the server.
public partial class FlagClient
{
#nullable disable annotations
    /// <summary>Evaluates every flag for a subject, for Eppo's browser SDKs: an obfuscated ConfigurationWire of assignments, without any rule. Logs nothing: the browser does.</summary>
    /// <remarks>Values under overrides, and flags of an obfuscated configuration, are not in it. The subject's key and attributes are, in clear.</remarks>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="attributes">The subject's attributes by name; null for none.</param>
    /// <param name="salt">What flag keys are hashed with; null for a new one.</param>
    /// <param name="actions">By flag, the actions its bandit may choose among; null or a flag left out has no action.</param>
    public string GetPrecomputedConfiguration(
        string subjectKey,
        IEnumerable<KeyValuePair<string, object>> attributes,
        string salt = null,
        IReadOnlyDictionary<string, Dictionary<string, ContextAttributes>> actions = null) =>
        PrecomputedConfiguration.Write(Core, new SubjectView(subjectKey, attributes), actions, salt);
#nullable restore annotations

    /// <inheritdoc cref="GetPrecomputedConfiguration(string, IEnumerable{KeyValuePair{string, object}}, string, IReadOnlyDictionary{string, Dictionary{string, ContextAttributes}})"/>
    /// <param name="subject">Whom for.</param>
    /// <param name="salt">What flag keys are hashed with; null for a new one.</param>
    /// <param name="actions">By flag, the actions its bandit may choose among; null or a flag left out has no action.</param>
    public string GetPrecomputedConfiguration(ISubject subject, string? salt = null, IReadOnlyDictionary<string, Dictionary<string, ContextAttributes>>? actions = null)
    {
        ClientCore core = Core;
        SubjectView view = default;
        try
        {
            view = new SubjectView(subject);
        }
        catch (Exception exception)
        {
            core.Misbehaviour.ReportThrowingSubject(exception, "");
        }

        return PrecomputedConfiguration.Write(core, view, actions, salt);
    }
}
