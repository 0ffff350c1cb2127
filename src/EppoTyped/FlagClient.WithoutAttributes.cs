using System.Text.Json;

namespace EppoTyped;

// The string-keyed calls for subjects without attributes.
public partial class FlagClient
{
    /// <summary>Assigns a STRING flag to a subject without attributes.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public string GetStringAssignment(string flagKey, string subjectKey, string defaultValue) => GetStringAssignment(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns a STRING flag to a subject without attributes and tells why.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public Evaluation<string> GetStringAssignmentDetails(string flagKey, string subjectKey, string defaultValue) => GetStringAssignmentDetails(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns a BOOLEAN flag to a subject without attributes.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public bool GetBooleanAssignment(string flagKey, string subjectKey, bool defaultValue) => GetBooleanAssignment(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns a BOOLEAN flag to a subject without attributes and tells why.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public Evaluation<bool> GetBooleanAssignmentDetails(string flagKey, string subjectKey, bool defaultValue) => GetBooleanAssignmentDetails(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns an INTEGER flag to a subject without attributes.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public long GetIntegerAssignment(string flagKey, string subjectKey, long defaultValue) => GetIntegerAssignment(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns an INTEGER flag to a subject without attributes and tells why.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public Evaluation<long> GetIntegerAssignmentDetails(string flagKey, string subjectKey, long defaultValue) => GetIntegerAssignmentDetails(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns a NUMERIC flag to a subject without attributes.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public double GetNumericAssignment(string flagKey, string subjectKey, double defaultValue) => GetNumericAssignment(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns a NUMERIC flag to a subject without attributes and tells why.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public Evaluation<double> GetNumericAssignmentDetails(string flagKey, string subjectKey, double defaultValue) => GetNumericAssignmentDetails(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns a JSON flag, parsed, to a subject without attributes.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public JsonElement GetJsonAssignment(string flagKey, string subjectKey, JsonElement defaultValue) => GetJsonAssignment(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns a JSON flag, parsed, to a subject without attributes and tells why.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public Evaluation<JsonElement> GetJsonAssignmentDetails(string flagKey, string subjectKey, JsonElement defaultValue) => GetJsonAssignmentDetails(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns a JSON flag, as the text that is configured, to a subject without attributes.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public string GetJsonStringAssignment(string flagKey, string subjectKey, string defaultValue) => GetJsonStringAssignment(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns a JSON flag, as the text that is configured, to a subject without attributes and tells why.</summary>
    /// <inheritdoc cref="GetStringAssignment(string, string, IEnumerable{KeyValuePair{string, object}}, string)"/>
    public Evaluation<string> GetJsonStringAssignmentDetails(string flagKey, string subjectKey, string defaultValue) => GetJsonStringAssignmentDetails(flagKey, subjectKey, null, defaultValue);
}
