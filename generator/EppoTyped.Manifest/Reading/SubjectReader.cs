using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Reading;

/// <summary>Reads the subjects of a manifest.</summary>
internal static class SubjectReader
{
    private static readonly string[] Known = ["type", "description", "name", "attributes"];

    public static IReadOnlyList<SubjectDefinition> Read(JsonNode subjects, ReadingContext context)
    {
        List<SubjectDefinition> read = [];
        foreach (JsonMember member in subjects.LastMembers())
        {
            if (member.Name.Length == 0)
            {
                context.Report(FindingRules.EmptyKey, member.NameRange, "A subject has an empty key; name it, like \"user\".");
            }
            else
            {
                read.Add(ReadOne(member, context));
            }
        }

        return read;
    }

    private static SubjectDefinition ReadOne(JsonMember member, ReadingContext context)
    {
        string owner = $"subject {Wording.Quote(member.Name)}";
        if (member.Value.Kind != JsonKind.Object)
        {
            if (member.Value.Kind != JsonKind.Missing)
            {
                context.Report(
                    FindingRules.WrongShape,
                    member.Value.Range,
                    $"{Wording.Sentence(owner)} must be an object, like {{ \"attributes\": {{ }} }}.");
            }

            return new SubjectDefinition { Key = member.Name, KeyRange = member.NameRange, Attributes = [] };
        }

        PropertyBag bag = new(member.Value, owner, Known, context);
        JsonNode? attributes = bag.Object("attributes", "write { \"country\": { \"type\": \"string\" } }");
        SubjectDefinition subject = new()
        {
            Key = member.Name,
            KeyRange = member.NameRange,
            Name = bag.Identifier(),
            ExistingType = ReadExistingType(bag),
            ExistingTypeRange = bag.Find("type")?.Value.Range,
            Description = bag.Text("description"),
            Attributes = attributes is null ? [] : AttributeReader.Read(attributes, "attribute", owner, context),
        };
        bag.ReportUnknown();
        return subject;
    }

    private static string? ReadExistingType(PropertyBag bag)
    {
        if (bag.Text("type") is not { } text)
        {
            return null;
        }

        if (CSharpName.IsTypeName(text))
        {
            return text;
        }

        bag.Report(
            FindingRules.InvalidName,
            bag.Find("type")!.Value.Range,
            $"\"type\" {Wording.Quote(text)} is not the name of a class; write the full name, like \"Acme.Shopper\"");
        return null;
    }
}
