using System.Text.RegularExpressions;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Plan;
using EppoTyped.Manifest.Tree;

namespace EppoTyped.Manifest.Tests;

/// <summary>Every rule tells its mistake at exactly the places, names the flag, and says what to do.</summary>
public sealed class MistakeTests
{
    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Mistake.All.Count)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void It_is_told_at_its_places_with_flag_and_mend(int index)
    {
        Mistake mistake = Mistake.All[index];
        string text = Manifests.WithFlags("\n" + mistake.Members);

        IReadOnlyList<Finding> findings = ManifestSet.Combine([Manifests.Read(text)]).Findings;

        Assert.Equal(mistake.Places.Select(place => $"{mistake.Id} {place}"), findings.Select(finding => $"{finding.Rule.Id} {text.Substring(finding.Range.Start, finding.Range.Length)}"));
        Assert.All(findings, finding => Assert.EndsWith(mistake.Mend, finding.Message, StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.True(IsOfTheText(finding.Rule) || NamesItsFlag(finding.Message), finding.Message));
    }

    [Fact]
    public void Every_rule_has_its_mistake() =>
        Assert.Equal(["EPPO1026"], FindingRules.All.Select(rule => rule.Id).Except(Mistake.All.Select(mistake => mistake.Id)));

    [Fact]
    public void Keywords_and_leading_digits_are_handled_and_not_refused()
    {
        const string text = """
            {
              "subjects": { "class": { "attributes": { "event": { "type": "string", "values": ["new", "2nd"] }, "1st": { "type": "boolean" } } } },
              "flags": {
                "default": { "flagType": "string", "defaultValue": "new", "variations": ["new", "2nd"], "bandit": { "actionAttributes": { "in": { "type": "number" } } } },
                "3d.4th": { "flagType": "object", "defaultValue": { }, "schema": { "int": "string?", "5th": "string?" } }
              }
            }
            """;

        ManifestSet set = ManifestSet.Combine([Manifests.Read(text)]);
        GeneratedNames names = GeneratedNames.Of(set, "Flags");

        Assert.Empty(set.Findings);
        Assert.Equal(["Default", "_3d"], names.Root.Children.Select(child => child.Accessor));
        Assert.Equal(["New", "_2nd"], names.Root.Children[0].Members);
        Assert.Equal("_4th", Assert.Single(names.Root.Children[1].Children).Accessor);
        Assert.Equal(["Event", "_1st"], Assert.Single(names.Subjects).Attributes.Select(attribute => attribute.Property));
    }

    private static bool NamesItsFlag(string message) => Regex.IsMatch(message, "[Ff]lags? \"x");

    // A mark of JSON is nobody's, and a flag without a key has no name to be called by.
    private static bool IsOfTheText(FindingRule rule) => rule == FindingRules.UnreadableJson || rule == FindingRules.TooDeep || rule == FindingRules.EmptyKey;
}
