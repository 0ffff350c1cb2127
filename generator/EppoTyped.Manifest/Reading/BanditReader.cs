using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;

namespace EppoTyped.Manifest.Reading;

/// <summary>Reads the bandit of a string flag.</summary>
internal static class BanditReader
{
    private static readonly string[] Known = ["actionAttributes"];

    public static BanditDefinition? Read(
        JsonMember member,
        bool hasVariations,
        IReadOnlyList<ChoiceDefinition> variations,
        PropertyBag flag,
        ReadingContext context)
    {
        if (!hasVariations && flag.Lacks("variations"))
        {
            flag.Report(FindingRules.WrongBandit, member.NameRange, "a bandit needs \"variations\", including its own; add them");
        }

        IReadOnlyList<AttributeDefinition> attributes = [];
        if (member.Value.Kind != JsonKind.Object)
        {
            flag.Report(FindingRules.WrongBandit, member.Value.Range, "\"bandit\" must be an object, like { \"actionAttributes\": { } }");
        }
        else
        {
            PropertyBag bag = new(member.Value, $"bandit of {flag.Owner}", Known, context);
            if (bag.Find("actionAttributes") is { } actions)
            {
                if (actions.Value.Kind == JsonKind.Object)
                {
                    attributes = AttributeReader.Read(actions.Value, "action attribute", flag.Owner, context);
                }
                else
                {
                    bag.Report(
                        FindingRules.WrongBandit,
                        actions.Value.Range,
                        "\"actionAttributes\" must be an object, like { \"price\": { \"type\": \"number\" } }");
                }
            }
            else
            {
                // Actions without attributes must be declared as such: where they were forgotten, the model would learn nothing.
                bag.ReportMissing(
                    FindingRules.WrongBandit,
                    member.NameRange,
                    "actionAttributes",
                    "list what an action has: \"actionAttributes\": { \"price\": { \"type\": \"number\" } }, or { } where it has none");
            }

            bag.ReportUnknown();
        }

        // Without variations there is no enum for the bandit's result.
        return variations.Count > 0 ? new BanditDefinition { ActionAttributes = attributes } : null;
    }
}
