#nullable disable annotations // A Dictionary<string, object> and a Dictionary<string, object?> both come without a warning.
using System.Text.Json;
using Attributes = System.Collections.Generic.IEnumerable<System.Collections.Generic.KeyValuePair<string, object>>;

namespace EppoTyped;

/// <summary>
/// Calls by keys that are known only at run time, in the names and the order of Eppo's own .NET SDK: flag, subject, attributes, default.
/// </summary>
public static class FlagClientKeyedExtensions
{
    /// <summary>Assigns a STRING flag.</summary>
    /// <param name="client">The client that evaluates.</param>
    /// <param name="flagKey">The flag's key.</param>
    /// <param name="subjectKey">The subject's key.</param>
    /// <param name="attributes">The subject's attributes by name; null for none.</param>
    /// <param name="defaultValue">The value to return when nothing can be assigned.</param>
    public static string GetStringAssignment(
        this FlagClient client, string flagKey, string subjectKey, Attributes attributes, string defaultValue) =>
        KeyedCalls.Evaluate(client.Core, flagKey, VariationType.String, subjectKey, attributes) is { } variation
            ? variation.Text
            : defaultValue;

    /// <summary>Assigns a STRING flag to a subject without attributes.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static string GetStringAssignment(this FlagClient client, string flagKey, string subjectKey, string defaultValue) =>
        client.GetStringAssignment(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns a BOOLEAN flag.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static bool GetBooleanAssignment(
        this FlagClient client, string flagKey, string subjectKey, Attributes attributes, bool defaultValue) =>
        KeyedCalls.Evaluate(client.Core, flagKey, VariationType.Boolean, subjectKey, attributes) is { } variation
            ? variation.Boolean
            : defaultValue;

    /// <summary>Assigns a BOOLEAN flag to a subject without attributes.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static bool GetBooleanAssignment(this FlagClient client, string flagKey, string subjectKey, bool defaultValue) =>
        client.GetBooleanAssignment(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns an INTEGER flag.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static long GetIntegerAssignment(
        this FlagClient client, string flagKey, string subjectKey, Attributes attributes, long defaultValue) =>
        KeyedCalls.Evaluate(client.Core, flagKey, VariationType.Integer, subjectKey, attributes) is { } variation
            ? variation.Integer
            : defaultValue;

    /// <summary>Assigns an INTEGER flag to a subject without attributes.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static long GetIntegerAssignment(this FlagClient client, string flagKey, string subjectKey, long defaultValue) =>
        client.GetIntegerAssignment(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns a NUMERIC flag.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static double GetNumericAssignment(
        this FlagClient client, string flagKey, string subjectKey, Attributes attributes, double defaultValue) =>
        KeyedCalls.Evaluate(client.Core, flagKey, VariationType.Numeric, subjectKey, attributes) is { } variation
            ? variation.Number
            : defaultValue;

    /// <summary>Assigns a NUMERIC flag to a subject without attributes.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static double GetNumericAssignment(this FlagClient client, string flagKey, string subjectKey, double defaultValue) =>
        client.GetNumericAssignment(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns a JSON flag, parsed.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static JsonElement GetJsonAssignment(
        this FlagClient client, string flagKey, string subjectKey, Attributes attributes, JsonElement defaultValue) =>
        KeyedCalls.Evaluate(client.Core, flagKey, VariationType.Json, subjectKey, attributes) is { } variation
            ? variation.Raw
            : defaultValue;

    /// <summary>Assigns a JSON flag, parsed, to a subject without attributes.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static JsonElement GetJsonAssignment(this FlagClient client, string flagKey, string subjectKey, JsonElement defaultValue) =>
        client.GetJsonAssignment(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns a JSON flag, as the text that is configured.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static string GetJsonStringAssignment(
        this FlagClient client, string flagKey, string subjectKey, Attributes attributes, string defaultValue) =>
        KeyedCalls.Evaluate(client.Core, flagKey, VariationType.Json, subjectKey, attributes) is { } variation
            ? variation.Text
            : defaultValue;

    /// <summary>Assigns a JSON flag, as the text that is configured, to a subject without attributes.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static string GetJsonStringAssignment(this FlagClient client, string flagKey, string subjectKey, string defaultValue) =>
        client.GetJsonStringAssignment(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns a STRING flag, with details.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static Evaluation<string> GetStringAssignmentDetails(
        this FlagClient client, string flagKey, string subjectKey, Attributes attributes, string defaultValue)
    {
        (Variation variation, EvaluationDetails details) =
            KeyedCalls.EvaluateDetailed(client.Core, flagKey, VariationType.String, subjectKey, attributes);
        return new(variation is null ? defaultValue : variation.Text, details);
    }

    /// <summary>Assigns a STRING flag to a subject without attributes, with details.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static Evaluation<string> GetStringAssignmentDetails(
        this FlagClient client, string flagKey, string subjectKey, string defaultValue) =>
        client.GetStringAssignmentDetails(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns a BOOLEAN flag, with details.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static Evaluation<bool> GetBooleanAssignmentDetails(
        this FlagClient client, string flagKey, string subjectKey, Attributes attributes, bool defaultValue)
    {
        (Variation variation, EvaluationDetails details) =
            KeyedCalls.EvaluateDetailed(client.Core, flagKey, VariationType.Boolean, subjectKey, attributes);
        return new(variation?.Boolean ?? defaultValue, details);
    }

    /// <summary>Assigns a BOOLEAN flag to a subject without attributes, with details.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static Evaluation<bool> GetBooleanAssignmentDetails(
        this FlagClient client, string flagKey, string subjectKey, bool defaultValue) =>
        client.GetBooleanAssignmentDetails(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns an INTEGER flag, with details.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static Evaluation<long> GetIntegerAssignmentDetails(
        this FlagClient client, string flagKey, string subjectKey, Attributes attributes, long defaultValue)
    {
        (Variation variation, EvaluationDetails details) =
            KeyedCalls.EvaluateDetailed(client.Core, flagKey, VariationType.Integer, subjectKey, attributes);
        return new(variation?.Integer ?? defaultValue, details);
    }

    /// <summary>Assigns an INTEGER flag to a subject without attributes, with details.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static Evaluation<long> GetIntegerAssignmentDetails(
        this FlagClient client, string flagKey, string subjectKey, long defaultValue) =>
        client.GetIntegerAssignmentDetails(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns a NUMERIC flag, with details.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static Evaluation<double> GetNumericAssignmentDetails(
        this FlagClient client, string flagKey, string subjectKey, Attributes attributes, double defaultValue)
    {
        (Variation variation, EvaluationDetails details) =
            KeyedCalls.EvaluateDetailed(client.Core, flagKey, VariationType.Numeric, subjectKey, attributes);
        return new(variation?.Number ?? defaultValue, details);
    }

    /// <summary>Assigns a NUMERIC flag to a subject without attributes, with details.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static Evaluation<double> GetNumericAssignmentDetails(
        this FlagClient client, string flagKey, string subjectKey, double defaultValue) =>
        client.GetNumericAssignmentDetails(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns a JSON flag, parsed, with details.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static Evaluation<JsonElement> GetJsonAssignmentDetails(
        this FlagClient client, string flagKey, string subjectKey, Attributes attributes, JsonElement defaultValue)
    {
        (Variation variation, EvaluationDetails details) =
            KeyedCalls.EvaluateDetailed(client.Core, flagKey, VariationType.Json, subjectKey, attributes);
        return new(variation?.Raw ?? defaultValue, details);
    }

    /// <summary>Assigns a JSON flag, parsed, to a subject without attributes, with details.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static Evaluation<JsonElement> GetJsonAssignmentDetails(
        this FlagClient client, string flagKey, string subjectKey, JsonElement defaultValue) =>
        client.GetJsonAssignmentDetails(flagKey, subjectKey, null, defaultValue);

    /// <summary>Assigns a JSON flag, as the text that is configured, with details.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static Evaluation<string> GetJsonStringAssignmentDetails(
        this FlagClient client, string flagKey, string subjectKey, Attributes attributes, string defaultValue)
    {
        (Variation variation, EvaluationDetails details) =
            KeyedCalls.EvaluateDetailed(client.Core, flagKey, VariationType.Json, subjectKey, attributes);
        return new(variation is null ? defaultValue : variation.Text, details);
    }

    /// <summary>Assigns a JSON flag, as the text that is configured, to a subject without attributes, with details.</summary>
    /// <inheritdoc cref="GetStringAssignment(FlagClient, string, string, Attributes, string)"/>
    public static Evaluation<string> GetJsonStringAssignmentDetails(
        this FlagClient client, string flagKey, string subjectKey, string defaultValue) =>
        client.GetJsonStringAssignmentDetails(flagKey, subjectKey, null, defaultValue);
}
