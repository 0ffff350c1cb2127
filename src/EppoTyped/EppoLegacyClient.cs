using System.Text.Json;
#nullable disable annotations
using Attributes = System.Collections.Generic.IEnumerable<System.Collections.Generic.KeyValuePair<string, object>>;
#nullable restore annotations

namespace EppoTyped;

/// <summary>
/// Eppo's API before UFC, for code that has not moved yet: null, not a default, where nothing is assigned. Works over configurations of
/// both formats. No call throws, blocks or waits.
/// </summary>
/// <remarks>
/// Null means: outside the traffic exposure, not running, unknown, of another type, or no configuration yet. Subjects on the allow list are
/// always assigned, and never logged.
/// </remarks>
/// <param name="client">The client that evaluates; <see cref="FlagClient.Shared"/> for the process's own.</param>
public sealed class EppoLegacyClient(FlagClient client)
{
    private readonly FlagClient _client = client ?? throw new ArgumentNullException(nameof(client));

    /// <summary>
    /// The variation a subject gets, as text. The form of 2022 to 2024: subject first; the call that came after it is flag first and has a
    /// default.
    /// </summary>
    /// <param name="subjectKey">The subject's key: first here, second everywhere else.</param>
    /// <param name="flagOrExperimentKey">The flag, or the experiment as it was called then.</param>
    /// <param name="attributes">The subject's attributes by name; null for none.</param>
    /// <returns>The text of a STRING flag, or of any flag of a configuration before UFC; null when nothing is assigned.</returns>
    public string? GetAssignment(string subjectKey, string flagOrExperimentKey, Attributes? attributes = null) =>
        KeyedCalls.EvaluateText(_client.Core, flagOrExperimentKey, subjectKey, attributes);

    /// <summary>The first name, of May 2022, of <see cref="GetAssignment"/>.</summary>
    /// <inheritdoc cref="GetAssignment"/>
    public string? Assign(string subjectKey, string flagOrExperimentKey, Attributes? attributes = null) =>
        GetAssignment(subjectKey, flagOrExperimentKey, attributes);

    /// <summary>
    /// A STRING flag; null when nothing is assigned. Was get-string-assignment with the subject first until 2024, hence another name and
    /// the order of today.
    /// </summary>
    /// <param name="flagKey">The flag's key.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="attributes">The subject's attributes by name; null for none.</param>
    public string? FindStringAssignment(string flagKey, string subjectKey, Attributes? attributes = null) =>
        Find(VariationType.String, flagKey, subjectKey, attributes)?.Text;

    /// <summary>A BOOLEAN flag; null when nothing is assigned.</summary>
    /// <inheritdoc cref="FindStringAssignment"/>
    public bool? FindBooleanAssignment(string flagKey, string subjectKey, Attributes? attributes = null) =>
        Find(VariationType.Boolean, flagKey, subjectKey, attributes)?.Boolean;

    /// <summary>An INTEGER flag, or one of a configuration before UFC whose numbers are all whole; null when nothing is assigned.</summary>
    /// <inheritdoc cref="FindStringAssignment"/>
    public long? FindIntegerAssignment(string flagKey, string subjectKey, Attributes? attributes = null) =>
        Find(VariationType.Integer, flagKey, subjectKey, attributes)?.Integer;

    /// <summary>A NUMERIC flag; null when nothing is assigned.</summary>
    /// <inheritdoc cref="FindStringAssignment"/>
    public double? FindNumericAssignment(string flagKey, string subjectKey, Attributes? attributes = null) =>
        Find(VariationType.Numeric, flagKey, subjectKey, attributes)?.Number;

    /// <summary>A JSON flag, parsed; null when nothing is assigned.</summary>
    /// <inheritdoc cref="FindStringAssignment"/>
    public JsonElement? FindJsonAssignment(string flagKey, string subjectKey, Attributes? attributes = null) =>
        Find(VariationType.Json, flagKey, subjectKey, attributes)?.Raw;

    /// <summary>A JSON flag, as the text that is configured; null when nothing is assigned.</summary>
    /// <inheritdoc cref="FindStringAssignment"/>
    public string? FindJsonStringAssignment(string flagKey, string subjectKey, Attributes? attributes = null) =>
        Find(VariationType.Json, flagKey, subjectKey, attributes)?.Text;

    private Variation? Find(VariationType type, string flagKey, string subjectKey, Attributes? attributes) =>
        KeyedCalls.Evaluate(_client.Core, flagKey, type, subjectKey, attributes);
}
