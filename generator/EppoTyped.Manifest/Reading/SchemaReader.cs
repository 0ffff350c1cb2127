using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Reading;

/// <summary>
/// Reads the schema of an object flag. Mistakes are read as what was probably meant, so that the record and its properties are kept.
/// </summary>
internal sealed class SchemaReader(string owner, ReadingContext context)
{
    private static readonly string[] Words = ["boolean", "string", "integer", "number", "float"];
    private static readonly string[] Directives = ["$type", "$name", "$description", "$nullable"];

    // Text is the type that fits most values; there is a finding.
    private static readonly SchemaNode Unreadable = new() { Kind = SchemaKind.String };

    /// <summary>True when the schema has a mistake, so that no value can be checked against it.</summary>
    public bool IsWrong { get; private set; }

    /// <summary>The schema, always an object; null where it is not one.</summary>
    public SchemaNode? Read(JsonMember member)
    {
        SchemaNode root = ReadNode(member.Value, "schema");
        if (root.Kind != SchemaKind.Object)
        {
            if (!IsWrong)
            {
                Report(member.Value.Range, "the schema of a flag must be an object of fields, like { \"title\": \"string\" }");
            }

            return null;
        }

        if (root.Nullable)
        {
            Report(member.Value.Range, "the value of a flag is never null; remove \"$nullable\" and any \"?\" at the root");
        }

        return new SchemaNode { Kind = SchemaKind.Object, Name = root.Name, Description = root.Description, Fields = root.Fields };
    }

    private SchemaNode ReadNode(JsonNode node, string at)
    {
        switch (node.Kind)
        {
            case JsonKind.String:
                return ReadWord(node, at);
            case JsonKind.Array:
                return ReadArray(node, at);
            case JsonKind.Object:
                return ReadObject(node, at);
            case JsonKind.Missing:
                IsWrong = true;
                return Unreadable;
            default:
                Report(
                    node.Range,
                    $"{at} must be a type word, a list of one schema, or an object of fields; the words are {Wording.QuoteAll(Words)}");
                return Unreadable;
        }
    }

    private SchemaNode ReadWord(JsonNode node, string at)
    {
        bool nullable = node.Text.EndsWith("?", StringComparison.Ordinal);
        string word = nullable ? node.Text.Substring(0, node.Text.Length - 1) : node.Text;
        if (Parse(word) is { } known)
        {
            return new SchemaNode { Kind = known, Nullable = nullable };
        }

        string? meant = TypeWords.FindIntended(word, Words);
        Report(node.Range, $"{at} has the unknown type word {Wording.Quote(node.Text)}; {Advice(word, meant, nullable ? "?" : "")}");
        return new SchemaNode { Kind = (meant is null ? null : Parse(meant)) ?? SchemaKind.String, Nullable = nullable };
    }

    private static SchemaKind? Parse(string word) => word switch
    {
        "boolean" => SchemaKind.Boolean,
        "string" => SchemaKind.String,
        "integer" => SchemaKind.Integer,
        "number" or "float" => SchemaKind.Number,
        _ => null,
    };

    private static string Advice(string word, string? meant, string mark)
    {
        if (word.EndsWith("[]", StringComparison.Ordinal))
        {
            return $"a list is written [{Wording.Quote(word.Substring(0, word.Length - 2))}]";
        }

        return word.ToUpperInvariant() switch
        {
            "OBJECT" or "JSON" => "an object is written { \"field\": \"string\" }",
            "ARRAY" or "LIST" => "a list is written [\"string\"]",
            _ => meant is not null ? $"write \"{meant}{mark}\"" : $"the words are {Wording.QuoteAll(Words)}, with ? for nullable",
        };
    }

    private SchemaNode ReadArray(JsonNode node, string at)
    {
        IsWrong |= node.Broken;
        if (node.Items.Count != 1 && !node.Broken)
        {
            Report(node.Range, $"{at} must list exactly one schema, that of its items, like [\"string\"]");
        }

        return new SchemaNode
        {
            Kind = SchemaKind.Array,
            Item = node.Items.Count == 0 ? Unreadable : ReadNode(node.Items[0], $"item of {at}"),
        };
    }

    private SchemaNode ReadObject(JsonNode node, string at)
    {
        PropertyBag bag = new(node, owner, Directives, context);
        int findings = context.FindingCount;
        string? name = bag.Identifier("$name");
        string? description = bag.Text("$description");
        bool nullable = bag.Boolean("$nullable");
        List<SchemaField> fields = ReadFields(node, at);
        IsWrong |= node.Broken || context.FindingCount > findings;
        if (bag.Find("$type") is not { } type)
        {
            IsWrong |= node.Member("$type") is not null;
            return new SchemaNode
            {
                Kind = SchemaKind.Object,
                Nullable = nullable,
                Name = name,
                Description = description,
                Fields = fields,
            };
        }

        if (fields.Count > 0)
        {
            Report(fields[0].KeyRange, $"{at} has a \"$type\" and fields; keep one of them");
        }

        SchemaNode inner = ReadNode(type.Value, at);
        return new SchemaNode
        {
            Kind = inner.Kind,
            Nullable = nullable || inner.Nullable,
            Name = name ?? inner.Name,
            Description = description ?? inner.Description,
            Item = inner.Item,
            Fields = inner.Fields,
        };
    }

    private List<SchemaField> ReadFields(JsonNode node, string at)
    {
        List<SchemaField> fields = [];
        NameCollisions names = new(FindingRules.PropertyCollision, owner, "fields", "C# property", context);
        foreach (JsonMember member in node.LastMembers())
        {
            if (member.Name.Length == 0)
            {
                Report(FindingRules.EmptyKey, member.NameRange, $"{at} has a field with an empty name; name it as the JSON does");
            }
            else if (member.Name[0] != '$')
            {
                AddField(fields, member, names);
            }
            else if (!Directives.Contains(member.Name, StringComparer.Ordinal))
            {
                ReportDirective(member, at);
            }
        }

        return fields;
    }

    private void AddField(List<SchemaField> fields, JsonMember member, NameCollisions names)
    {
        SchemaNode schema = ReadNode(member.Value, $"field {Wording.Quote(member.Name)}");
        string wanted = schema.Name ?? PascalName.Of(member.Name);
        string name = names.Resolve(member.Name, wanted, member.NameRange);
        fields.Add(new SchemaField(
            member.Name,
            member.NameRange,
            string.Equals(name, wanted, StringComparison.Ordinal) ? schema : Renamed(schema, name)));
    }

    private void ReportDirective(JsonMember member, string at)
    {
        string advice = NearestName.Of(member.Name, Directives) is { } near
            ? $"did you mean \"{near}\"?"
            : $"the directives are {Wording.QuoteAll(Directives)}";
        Report(member.NameRange, $"{at} has the unknown directive {Wording.Quote(member.Name)}; {advice}");
    }

    private static SchemaNode Renamed(SchemaNode schema, string name) => new()
    {
        Kind = schema.Kind,
        Nullable = schema.Nullable,
        Name = name,
        Description = schema.Description,
        Item = schema.Item,
        Fields = schema.Fields,
    };

    private void Report(SourceRange range, string message) => Report(FindingRules.BrokenSchema, range, message);

    private void Report(FindingRule rule, SourceRange range, string message)
    {
        IsWrong = true;
        context.Report(rule, range, Wording.Sentence(owner, message));
    }
}
