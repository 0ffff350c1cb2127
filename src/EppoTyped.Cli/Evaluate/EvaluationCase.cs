using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EppoTyped.Cli.Evaluate;

/// <summary>One line of input for Eppo's engine.</summary>
/// <param name="Flag">The flag's key.</param>
/// <param name="Type">The type of the call; null for a bandit.</param>
/// <param name="Subject">The subject's key; null evaluates up to the first shard.</param>
/// <param name="Attributes">The subject's attributes, flat or as numeric and categorical attributes of a bandit.</param>
/// <param name="Actions">The actions of a bandit; empty for every other type.</param>
/// <param name="Default">The value when nothing is assigned; undefined is printed as null.</param>
internal sealed record EvaluationCase(
    string Flag,
    VariationType? Type,
    string? Subject,
    IEnumerable<KeyValuePair<string, object?>> Attributes,
    Dictionary<string, IEnumerable<KeyValuePair<string, object?>>> Actions,
    JsonElement Default)
{
    /// <summary>Parses a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="case">The case.</param>
    /// <param name="problem">What is wrong with the line, and what it should be.</param>
    public static bool TryParse(string line, [NotNullWhen(true)] out EvaluationCase? @case, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return TryRead(document.RootElement, out @case, out problem);
        }
        catch (JsonException exception)
        {
            problem = $"The line is not JSON: {exception.Message}";
        }
        catch (InvalidOperationException)
        {
            problem = WholeCharacters.Problem;
        }

        @case = null;
        return false;
    }

    private static bool TryRead(JsonElement root, [NotNullWhen(true)] out EvaluationCase? @case, [NotNullWhen(false)] out string? problem)
    {
        @case = null;
        if (root.ValueKind != JsonValueKind.Object)
        {
            problem = "The line is not a JSON object. "
                + "Expected: {\"flag\":...,\"type\":...,\"subject\":...,\"attributes\":...,\"default\":...}.";
            return false;
        }

        if (!TryGetText(root, "flag", out string? flag) || flag is null)
        {
            problem = "\"flag\" is missing or not a string. Set it to the flag's key.";
            return false;
        }

        if (!TryGetText(root, "type", out string? typeName) || !TryGetType(typeName, out VariationType? type))
        {
            problem = "\"type\" is not one of STRING, INTEGER, NUMERIC, BOOLEAN, JSON, BANDIT.";
            return false;
        }

        if (!TryGetText(root, "subject", out string? subject))
        {
            problem = "\"subject\" is missing, or neither a string nor null. Set it to the subject's key.";
            return false;
        }

        bool isBandit = type is null;
        root.TryGetProperty("attributes", out JsonElement attributesJson);
        if (!CaseAttributes.TryRead(attributesJson, isBandit, out IEnumerable<KeyValuePair<string, object?>>? attributes))
        {
            problem = "\"attributes\" is not an object. List names and values, or omit it.";
            return false;
        }

        JsonElement actionsJson = default;
        if (isBandit)
        {
            root.TryGetProperty("actions", out actionsJson);
        }

        if (!CaseAttributes.TryReadActions(actionsJson, out Dictionary<string, IEnumerable<KeyValuePair<string, object?>>> actions))
        {
            problem = "\"actions\" is neither an object of names and attributes nor an array of names. "
                + "Use {\"nike\":{\"price\":9.5}} or [\"nike\"].";
            return false;
        }

        // Cloned, because the document is disposed when the line is parsed.
        JsonElement defaultValue = root.TryGetProperty("default", out JsonElement value) ? value.Clone() : default;
        WholeCharacters.Check(defaultValue);
        @case = new EvaluationCase(flag, type, subject, attributes, actions, defaultValue);
        problem = null;
        return true;
    }

    private static bool TryGetText(JsonElement root, string name, out string? text)
    {
        text = null;
        if (!root.TryGetProperty(name, out JsonElement value) || value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
        {
            return false;
        }

        text = value.GetString();
        return true;
    }

    private static bool TryGetType(string? name, out VariationType? type)
    {
        type = name switch
        {
            "STRING" => VariationType.String,
            "INTEGER" => VariationType.Integer,
            "NUMERIC" => VariationType.Numeric,
            "BOOLEAN" => VariationType.Boolean,
            "JSON" => VariationType.Json,
            _ => null,
        };
        return type is not null || name == "BANDIT";
    }
}
