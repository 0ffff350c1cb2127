using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Plan;
using EppoTyped.Manifest.Tree;

namespace EppoTyped.Manifest.Tests;

/// <summary>A mistake costs no accessor, its own flag's least of all, and hides no other mistake.</summary>
public sealed class AccessorSurvivalTests
{
    private const int Count = 12;

    private static readonly string[] Right =
    [
        """{ "flagType": "boolean", "defaultValue": true }""",
        """{ "flagType": "string", "defaultValue": "b", "variations": ["a", "b"], "subject": "user" }""",
        """{ "flagType": "integer", "defaultValue": 5, "minimum": 1, "maximum": 9, "metadata": { "expires": "2027-01-01" } }""",
        """{ "flagType": "float", "defaultValue": 0.5, "deprecated": { "replaceWith": 1 } }""",
        """{ "flagType": "object", "defaultValue": { "a": ["b"] }, "schema": { "a": ["string"] } }""",
        """{ "flagType": "string", "defaultValue": "a", "variations": ["a"], "bandit": { "actionAttributes": { "b": { "type": "number" } } } }""",
    ];

    [Fact]
    public void One_mistake_of_each_kind_in_any_flag_leaves_every_accessor()
    {
        foreach (Mistake mistake in Mistake.All)
        {
            for (int at = 0; at < Count; at++)
                AssertTold(new Dictionary<int, Mistake> { [at] = mistake }, mistake.ToString());
        }
    }

    [Fact]
    public void Mistakes_in_several_flags_are_all_told_in_one_pass()
    {
        Random random = new(17);
        for (int i = 0; i < 3_000; i++)
        {
            Dictionary<int, Mistake> mistakes = [];
            for (int n = random.Next(2, 5); n > 0; n--)
            {
                Mistake mistake = Mistake.All[random.Next(Mistake.All.Count)];

                // Two empty keys would be one key twice, a mistake of its own.
                if (mistake.Id != "EPPO1018" || !mistakes.ContainsValue(mistake))
                    mistakes[random.Next(Count)] = mistake;
            }

            AssertTold(mistakes, string.Join("\n", mistakes));
        }
    }

    [Fact]
    public void The_manifest_without_mistakes_has_no_finding() => AssertTold([], "none");

    private static void AssertTold(Dictionary<int, Mistake> mistakes, string what)
    {
        string[] keys = [.. Enumerable.Range(0, Count).Select(index => $"flag{index}")];
        string members = string.Join(",\n", keys.Select((key, index) => mistakes.TryGetValue(index, out Mistake? mistake) ? mistake.MembersOf(key) : $"\"{key}\": {Right[index % Right.Length]}"));

        ManifestSet set = ManifestSet.Combine([Manifests.Read(Manifests.WithFlags(members))]);

        string[] accessors = [.. GeneratedNames.Of(set, "Flags").Root.Children.Select(child => child.Accessor)];
        Assert.True(keys.All(key => accessors.Contains(PascalName.Of(key))), $"{string.Join(" ", accessors)}\n{what}");
        Assert.Equal(Sorted(mistakes.Values.SelectMany(mistake => mistake.Places.Select(_ => mistake.Id))), Sorted(set.Findings.Select(finding => finding.Rule.Id)));
    }

    private static string Sorted(IEnumerable<string> ids) => string.Join(" ", ids.Order(StringComparer.Ordinal));
}
