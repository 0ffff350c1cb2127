using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Reading;

/// <summary>Reads a closed list of texts: the variations of a flag, the values of an attribute.</summary>
internal static class ChoiceReader
{
    private static readonly string[] Known = ["value", "name", "description"];

    /// <param name="list">The list's property.</param>
    /// <param name="kind">The kind of one entry, for messages: <c>variation</c> or <c>value</c>.</param>
    /// <param name="owner">The owner of the list, for messages.</param>
    /// <param name="context">Collects the findings.</param>
    public static IReadOnlyList<ChoiceDefinition> Read(JsonMember list, string kind, string owner, ReadingContext context)
    {
        string sentence = Wording.Sentence(owner);
        if (list.Value.Kind != JsonKind.Array || (list.Value.Items.Count == 0 && !list.Value.Broken))
        {
            context.Report(
                FindingRules.WrongShape,
                list.Value.Range,
                $"{sentence}: \"{list.Name}\" must be a list of at least one text, like [\"a\", \"b\"].");
            return [];
        }

        List<ChoiceDefinition> choices = [];
        Dictionary<string, SourceRange> seen = new(StringComparer.Ordinal);
        NameCollisions names = new(FindingRules.ChoiceCollision, owner, kind + "s", "enum member", context);
        foreach (JsonNode item in list.Value.Items)
        {
            if (ReadOne(item, kind, owner, context) is not { } choice)
            {
                continue;
            }

            if (seen.TryGetValue(choice.Value, out SourceRange first))
            {
                context.Report(
                    FindingRules.RepeatedChoice,
                    choice.Range,
                    $"{sentence}: {kind} {Wording.Quote(choice.Value)} is listed twice, first on {Wording.Line(first)}; remove one.");
                continue;
            }

            seen.Add(choice.Value, choice.Range);
            string wanted = choice.Name ?? PascalName.Of(choice.Value);
            string name = names.Resolve(choice.Value, wanted, choice.Range);
            choices.Add(string.Equals(name, wanted, StringComparison.Ordinal)
                ? choice
                : new ChoiceDefinition { Value = choice.Value, Range = choice.Range, Name = name, Description = choice.Description });
        }

        return choices;
    }

    private static ChoiceDefinition? ReadOne(JsonNode item, string kind, string owner, ReadingContext context)
    {
        switch (item.Kind)
        {
            case JsonKind.Missing:
                return null;
            case JsonKind.String:
                return new ChoiceDefinition { Value = item.Text, Range = item.Range };
            case JsonKind.Object:
                PropertyBag bag = new(item, $"{kind} of {owner}", Known, context);
                JsonMember? value = bag.Find("value");
                bag.ReportMissing(FindingRules.WrongShape, item.Range, "value", "add the text, like { \"value\": \"a\", \"name\": \"A\" }");
                string? text = bag.Text("value");
                string? name = bag.Identifier();
                string? description = bag.Text("description");
                bag.ReportUnknown();
                return text is null
                    ? null
                    : new ChoiceDefinition { Value = text, Range = value!.Value.Range, Name = name, Description = description };
            default:
                context.Report(
                    FindingRules.WrongShape,
                    item.Range,
                    $"{Wording.Sentence(owner)}: a {kind} must be a text in double quotes, or {{ \"value\": \"a\", \"name\": \"A\" }}.");
                return null;
        }
    }
}
