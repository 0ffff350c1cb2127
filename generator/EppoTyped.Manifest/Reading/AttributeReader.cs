using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Reading;

/// <summary>Reads the attributes of a subject, or of a bandit's actions.</summary>
internal static class AttributeReader
{
    private static readonly string[] Known = ["type", "description", "required", "values", "name"];
    private static readonly string[] Words = ["string", "integer", "number", "float", "boolean", "version"];

    /// <param name="attributes">The object that holds them by name.</param>
    /// <param name="kind">The kind of one, for messages: <c>attribute</c> or <c>action attribute</c>.</param>
    /// <param name="owner">Their owner, for messages.</param>
    /// <param name="context">Collects the findings.</param>
    public static IReadOnlyList<AttributeDefinition> Read(JsonNode attributes, string kind, string owner, ReadingContext context)
    {
        List<AttributeDefinition> read = [];
        NameCollisions names = new(FindingRules.PropertyCollision, owner, kind + "s", "C# property", context);
        foreach (JsonMember member in attributes.LastMembers())
        {
            if (member.Name.Length == 0)
            {
                context.Report(
                    FindingRules.EmptyKey,
                    member.NameRange,
                    $"{Wording.Sentence(owner)}: an {kind} has an empty name; name it as your code sends it.");
            }
            else
            {
                read.Add(ReadOne(member, $"{kind} {Wording.Quote(member.Name)} of {owner}", names, context));
            }
        }

        return read;
    }

    private static AttributeDefinition ReadOne(JsonMember member, string owner, NameCollisions names, ReadingContext context)
    {
        AttributeType type = AttributeType.String;
        string? name = null;
        string? description = null;
        bool required = false;
        IReadOnlyList<ChoiceDefinition> values = [];
        if (member.Value.Kind == JsonKind.Object)
        {
            PropertyBag bag = new(member.Value, owner, Known, context);
            AttributeType? certain = ReadType(bag, member.NameRange);
            type = certain ?? AttributeType.String;
            name = bag.Identifier();
            description = bag.Text("description");
            required = bag.Boolean("required");
            if (bag.Find("values") is { } list)
            {
                if (type == AttributeType.String)
                {
                    values = ChoiceReader.Read(list, "value", owner, context);
                }
                else
                {
                    bag.Report(
                        FindingRules.UnfitProperty,
                        list.NameRange,
                        "\"values\" fits the type \"string\" only; change the type or remove it");
                }
            }

            bag.ReportUnknown();
        }
        else if (member.Value.Kind != JsonKind.Missing)
        {
            context.Report(
                FindingRules.WrongShape,
                member.Value.Range,
                $"{Wording.Sentence(owner)} must be an object, like {{ \"type\": \"string\" }}.");
        }

        string wanted = name ?? PascalName.Of(member.Name);
        string resolved = names.Resolve(member.Name, wanted, member.NameRange);
        return new AttributeDefinition
        {
            Key = member.Name,
            KeyRange = member.NameRange,
            Name = string.Equals(resolved, wanted, StringComparison.Ordinal) ? name : resolved,
            Description = description,
            Type = type,
            Required = required,
            Values = values,
        };
    }

    private static AttributeType? ReadType(PropertyBag bag, SourceRange keyRange)
    {
        if (bag.Find("type") is not { } member)
        {
            bag.ReportMissing(FindingRules.WrongAttributeType, keyRange, "type", $"add one of {Wording.QuoteAll(Words)}");
            return null;
        }

        if (member.Value.Kind != JsonKind.String)
        {
            bag.Report(FindingRules.WrongAttributeType, member.Value.Range, $"\"type\" must be one of {Wording.QuoteAll(Words)}");
            return null;
        }

        AttributeType? type = Parse(member.Value.Text);
        if (type is not null)
        {
            return type;
        }

        string? meant = TypeWords.FindIntended(member.Value.Text, Words);
        string advice = meant is null ? $"use one of {Wording.QuoteAll(Words)}" : $"write \"{meant}\"";
        bag.Report(FindingRules.WrongAttributeType, member.Value.Range, $"unknown type {Wording.Quote(member.Value.Text)}; {advice}");
        return meant is null ? null : Parse(meant);
    }

    private static AttributeType? Parse(string word) => word switch
    {
        "string" => AttributeType.String,
        "integer" => AttributeType.Integer,
        "number" or "float" => AttributeType.Number,
        "boolean" => AttributeType.Boolean,
        "version" => AttributeType.Version,
        _ => null,
    };
}
