using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Reading;

/// <summary>Checks a value of an object flag against its schema.</summary>
/// <param name="what">The name of the value for messages: <c>default</c> or <c>replaceWith</c>.</param>
/// <param name="rule">The rule of the findings.</param>
/// <param name="bag">The flag.</param>
internal sealed class SchemaCheck(string what, FindingRule rule, PropertyBag bag)
{
    private bool _fits = true;

    /// <summary>True when the value fits; else each place where it does not is reported.</summary>
    public bool Fits(JsonNode value, SchemaNode schema)
    {
        Check(value, schema, "");
        return _fits;
    }

    private void Check(JsonNode value, SchemaNode schema, string path)
    {
        if (value.Kind == JsonKind.Missing)
        {
            _fits = false;
            return;
        }

        if (value.Kind == JsonKind.Null && schema.Nullable)
        {
            return;
        }

        if (!IsOfKind(value, schema.Kind))
        {
            string advice = value.Kind == JsonKind.Null ? "set a value, or let the schema allow null" : "change the value or the schema";
            Report(value.Range, $"{Place(path)} must be {Wanted(schema.Kind)}; {advice}");
            return;
        }

        for (int i = 0; i < value.Items.Count; i++)
        {
            Check(value.Items[i], schema.Item!, $"{path}[{Wording.Number(i)}]");
        }

        if (schema.Kind == SchemaKind.Object)
        {
            CheckMembers(value, schema, path);
        }
    }

    private void CheckMembers(JsonNode value, SchemaNode schema, string path)
    {
        Dictionary<string, SchemaNode> fields = new(StringComparer.Ordinal);
        foreach (SchemaField field in schema.Fields)
        {
            fields[field.Key] = field.Schema;
        }

        foreach (JsonMember member in value.LastMembers())
        {
            if (fields.TryGetValue(member.Name, out SchemaNode? field))
            {
                Check(member.Value, field, path.Length == 0 ? member.Name : $"{path}.{member.Name}");
                continue;
            }

            string advice = NearestName.Of(member.Name, fields.Keys) is { } near
                ? $"did you mean \"{near}\"?"
                : "add it to the schema or remove it";
            Report(member.NameRange, $"{Place(path)} has {Wording.Quote(member.Name)}, which is not in the schema; {advice}");
        }

        foreach (SchemaField field in schema.Fields)
        {
            if (field.Schema.Nullable || value.Member(field.Key) is not null)
            {
                continue;
            }

            _fits = false;
            if (!value.Broken)
            {
                Report(value.Range, $"{Place(path)} has no {Wording.Quote(field.Key)}; add it, or let the schema allow null");
            }
        }
    }

    private static bool IsOfKind(JsonNode value, SchemaKind kind) => kind switch
    {
        SchemaKind.Boolean => value.Kind == JsonKind.Boolean,
        SchemaKind.String => value.Kind == JsonKind.String,
        SchemaKind.Integer => value.Kind == JsonKind.Number && NumberText.TryGetInteger(value.Text, out _),
        SchemaKind.Number => value.Kind == JsonKind.Number && NumberText.TryGetDouble(value.Text, out _),
        SchemaKind.Array => value.Kind == JsonKind.Array,
        _ => value.Kind == JsonKind.Object,
    };

    private static string Wanted(SchemaKind kind) => kind switch
    {
        SchemaKind.Boolean => "true or false",
        SchemaKind.String => "a text",
        SchemaKind.Integer => "a whole number of 64 bits",
        SchemaKind.Number => "a number",
        SchemaKind.Array => "a list",
        _ => "an object",
    };

    private string Place(string path) => path.Length == 0 ? what : $"{what} at {Wording.Quote(path)}";

    private void Report(SourceRange range, string message)
    {
        _fits = false;
        bag.Report(rule, range, message);
    }
}
