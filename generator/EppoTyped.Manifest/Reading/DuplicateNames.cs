using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Reading;

/// <summary>Finds names that occur twice in one object, anywhere in the file: JSON parsers take the last, people see the first.</summary>
internal static class DuplicateNames
{
    public static void Report(JsonNode root, ReadingContext context) => Visit(root, "the manifest", 0, context);

    private static void Visit(JsonNode node, string owner, int level, ReadingContext context)
    {
        foreach (JsonNode item in node.Items)
        {
            Visit(item, owner, level + 2, context);
        }

        foreach (JsonMember member in node.Members)
        {
            if (member.Value.Kind is JsonKind.Object or JsonKind.Array)
            {
                Visit(member.Value, OwnerBelow(owner, member.Name, level), level + 1, context);
            }
        }

        if (node.HasRepeatedNames)
        {
            ReportRepeated(node, owner, level, context);
        }
    }

    private static void ReportRepeated(JsonNode node, string owner, int level, ReadingContext context)
    {
        foreach (JsonMember[] same in node.Members
            .GroupBy(member => member.Name, StringComparer.Ordinal)
            .Select(same => same.ToArray())
            .Where(same => same.Length > 1))
        {
            foreach (JsonMember member in same)
            {
                JsonMember other = ReferenceEquals(member, same[0]) ? same[1] : same[0];
                string what = (level, owner) switch
                {
                    (1, "flags") => $"Flag {Wording.Quote(member.Name)} is declared twice",
                    (1, "subjects") => $"Subject {Wording.Quote(member.Name)} is declared twice",
                    _ => $"{Wording.Sentence(owner)}: {Wording.Quote(member.Name)} is written twice",
                };
                context.Report(
                    FindingRules.DuplicateKey,
                    member.NameRange,
                    $"{what}, the other is on {Wording.Line(other.NameRange)}; the last one counts, remove the others.");
            }
        }
    }

    /// <summary>Below the root's properties are the flags and subjects by key; everything below those has the same owner.</summary>
    private static string OwnerBelow(string owner, string name, int level) => (level, owner) switch
    {
        (0, _) => name,
        (1, "flags") => $"flag {Wording.Quote(name)}",
        (1, "subjects") => $"subject {Wording.Quote(name)}",
        _ => owner,
    };
}
