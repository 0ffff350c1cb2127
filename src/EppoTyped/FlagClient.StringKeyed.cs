using System.Text.Json;

namespace EppoTyped;

// The names and the order of Eppo's own .NET SDK: flag, subject, attributes, default.
public partial class FlagClient
{
// Oblivious on purpose: a Dictionary<string, object> and a Dictionary<string, object?> both come without a warning.
#nullable disable annotations
    /// <summary>Assigns a STRING flag.</summary>
    /// <param name="flagKey">The flag's key.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="attributes">The subject's attributes by name; null for none.</param>
    /// <param name="defaultValue">What to give when nothing can be assigned.</param>
    public string GetStringAssignment(string flagKey, string subjectKey, IEnumerable<KeyValuePair<string, object>> attributes, string defaultValue) =>
        KeyedCalls.Decide(Core, flagKey, VariationType.String, new SubjectView(subjectKey, attributes)) is { } variation ? variation.Text : defaultValue;

    /// <summary>Assigns a BOOLEAN flag.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public bool GetBooleanAssignment(string flagKey, string subjectKey, IEnumerable<KeyValuePair<string, object>> attributes, bool defaultValue) =>
        KeyedCalls.Decide(Core, flagKey, VariationType.Boolean, new SubjectView(subjectKey, attributes)) is { } variation ? variation.Boolean : defaultValue;

    /// <summary>Assigns an INTEGER flag.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public long GetIntegerAssignment(string flagKey, string subjectKey, IEnumerable<KeyValuePair<string, object>> attributes, long defaultValue) =>
        KeyedCalls.Decide(Core, flagKey, VariationType.Integer, new SubjectView(subjectKey, attributes)) is { } variation ? variation.Integer : defaultValue;

    /// <summary>Assigns a NUMERIC flag.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public double GetNumericAssignment(string flagKey, string subjectKey, IEnumerable<KeyValuePair<string, object>> attributes, double defaultValue) =>
        KeyedCalls.Decide(Core, flagKey, VariationType.Numeric, new SubjectView(subjectKey, attributes)) is { } variation ? variation.Number : defaultValue;

    /// <summary>Assigns a JSON flag, parsed.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public JsonElement GetJsonAssignment(string flagKey, string subjectKey, IEnumerable<KeyValuePair<string, object>> attributes, JsonElement defaultValue) =>
        KeyedCalls.Decide(Core, flagKey, VariationType.Json, new SubjectView(subjectKey, attributes)) is { } variation ? variation.Raw : defaultValue;

    /// <summary>Assigns a JSON flag, as the text that is configured.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public string GetJsonStringAssignment(string flagKey, string subjectKey, IEnumerable<KeyValuePair<string, object>> attributes, string defaultValue) =>
        KeyedCalls.Decide(Core, flagKey, VariationType.Json, new SubjectView(subjectKey, attributes)) is { } variation ? variation.Text : defaultValue;

    /// <summary>Assigns a STRING flag and tells why.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public Evaluation<string> GetStringAssignmentDetails(string flagKey, string subjectKey, IEnumerable<KeyValuePair<string, object>> attributes, string defaultValue)
    {
        (Variation variation, EvaluationDetails details) = KeyedCalls.DecideDetailed(Core, flagKey, VariationType.String, new SubjectView(subjectKey, attributes));
        return new(variation is null ? defaultValue : variation.Text, details);
    }

    /// <summary>Assigns a BOOLEAN flag and tells why.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public Evaluation<bool> GetBooleanAssignmentDetails(string flagKey, string subjectKey, IEnumerable<KeyValuePair<string, object>> attributes, bool defaultValue)
    {
        (Variation variation, EvaluationDetails details) = KeyedCalls.DecideDetailed(Core, flagKey, VariationType.Boolean, new SubjectView(subjectKey, attributes));
        return new(variation?.Boolean ?? defaultValue, details);
    }

    /// <summary>Assigns an INTEGER flag and tells why.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public Evaluation<long> GetIntegerAssignmentDetails(string flagKey, string subjectKey, IEnumerable<KeyValuePair<string, object>> attributes, long defaultValue)
    {
        (Variation variation, EvaluationDetails details) = KeyedCalls.DecideDetailed(Core, flagKey, VariationType.Integer, new SubjectView(subjectKey, attributes));
        return new(variation?.Integer ?? defaultValue, details);
    }

    /// <summary>Assigns a NUMERIC flag and tells why.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public Evaluation<double> GetNumericAssignmentDetails(string flagKey, string subjectKey, IEnumerable<KeyValuePair<string, object>> attributes, double defaultValue)
    {
        (Variation variation, EvaluationDetails details) = KeyedCalls.DecideDetailed(Core, flagKey, VariationType.Numeric, new SubjectView(subjectKey, attributes));
        return new(variation?.Number ?? defaultValue, details);
    }

    /// <summary>Assigns a JSON flag, parsed, and tells why.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public Evaluation<JsonElement> GetJsonAssignmentDetails(
        string flagKey, string subjectKey, IEnumerable<KeyValuePair<string, object>> attributes, JsonElement defaultValue)
    {
        (Variation variation, EvaluationDetails details) = KeyedCalls.DecideDetailed(Core, flagKey, VariationType.Json, new SubjectView(subjectKey, attributes));
        return new(variation?.Raw ?? defaultValue, details);
    }

    /// <summary>Assigns a JSON flag, as the text that is configured, and tells why.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public Evaluation<string> GetJsonStringAssignmentDetails(
        string flagKey, string subjectKey, IEnumerable<KeyValuePair<string, object>> attributes, string defaultValue)
    {
        (Variation variation, EvaluationDetails details) = KeyedCalls.DecideDetailed(Core, flagKey, VariationType.Json, new SubjectView(subjectKey, attributes));
        return new(variation is null ? defaultValue : variation.Text, details);
    }
#nullable restore annotations
}
