using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EppoTyped.Cli.Evaluate;

/// <summary>
/// Reads the attributes of subjects and actions, flat or as numeric and categorical attributes of a bandit, and the actions themselves.
/// </summary>
internal static class CaseAttributes
{
    private const string Numeric = "numericAttributes";
    private const string Categorical = "categoricalAttributes";

    /// <summary>Reads attributes.</summary>
    /// <param name="json">An object, or null for none.</param>
    /// <param name="mayBeGrouped">
    /// Whether <c>{"numericAttributes":{},"categoricalAttributes":{}}</c> groups the attributes of a bandit, and is not a list of two
    /// attributes.
    /// </param>
    /// <param name="attributes">The attributes.</param>
    public static bool TryRead(
        JsonElement json, bool mayBeGrouped, [NotNullWhen(true)] out IEnumerable<KeyValuePair<string, object?>>? attributes)
    {
        attributes = null;
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            attributes = [];
            return true;
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        if (mayBeGrouped && (HasGroup(json, Numeric) || HasGroup(json, Categorical)))
        {
            ContextAttributes context = new();
            Fill(context.Numeric, json, Numeric);
            Fill(context.Categorical, json, Categorical);
            attributes = context;
            return true;
        }

        Dictionary<string, object?> flat = new(StringComparer.Ordinal);
        foreach (JsonProperty attribute in json.EnumerateObject())
        {
            flat[attribute.Name] = AttributeValue.From(attribute.Value);
        }

        attributes = flat;
        return true;
    }

    /// <summary>Reads actions: an object of names and attributes, an array of names, or null for none.</summary>
    public static bool TryReadActions(JsonElement json, out Dictionary<string, IEnumerable<KeyValuePair<string, object?>>> actions)
    {
        actions = new(StringComparer.Ordinal);
        switch (json.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return true;
            case JsonValueKind.Array:
                foreach (JsonElement name in json.EnumerateArray())
                {
                    if (name.ValueKind != JsonValueKind.String)
                    {
                        return false;
                    }

                    actions[name.GetString()!] = [];
                }

                return true;
            case JsonValueKind.Object:
                foreach (JsonProperty action in json.EnumerateObject())
                {
                    if (!TryRead(action.Value, mayBeGrouped: true, out IEnumerable<KeyValuePair<string, object?>>? attributes))
                    {
                        return false;
                    }

                    actions[action.Name] = attributes;
                }

                return true;
            default:
                return false;
        }
    }

    private static bool HasGroup(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement group) && group.ValueKind == JsonValueKind.Object;

    private static void Fill(IDictionary<string, AttributeValue> attributes, JsonElement json, string name)
    {
        if (HasGroup(json, name))
        {
            foreach (JsonProperty attribute in json.GetProperty(name).EnumerateObject())
            {
                attributes[attribute.Name] = AttributeValue.From(attribute.Value);
            }
        }
    }
}
