using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EppoTyped.Analyzers;
using EppoTyped.Manifest;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Generator.Tests;

/// <summary>Every rule has its page, every page its rule, and what a page shows is what the reader says.</summary>
public sealed class RulePageTests
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "analyzers", "rules");

    private static readonly Dictionary<string, string> Titles = FindingRules.All.Select(rule => (rule.Id, rule.Title))
        .Concat(new FlagAnalyzer().SupportedDiagnostics.Select(rule => (rule.Id, Title: rule.Title.ToString(CultureInfo.InvariantCulture))))
        .Append((Id: "EPPO1051", Title: "MSBuild property has an impossible value"))
        .Append((Id: "EPPO3000", Title: "Flag is deprecated"))
        .Distinct()
        .ToDictionary(rule => rule.Id, rule => rule.Title);

    /// <summary>The rules that one manifest alone can show; over 4 MB are no example.</summary>
    public static TheoryData<string> RulesOfTheReader => [.. FindingRules.All.Where(rule => rule != FindingRules.TooLarge).Select(rule => rule.Id)];

    [Fact]
    public void Every_rule_has_a_page_and_every_page_a_rule() =>
        Assert.Equal(Titles.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(Folder).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Fact]
    public void A_page_begins_with_its_rule_and_tells_the_mistake_and_the_mend() => Assert.All(Titles, rule =>
    {
        string page = Page(rule.Key);
        Assert.StartsWith($"# {rule.Key}: {rule.Value}\n\n", page, StringComparison.Ordinal);
        Assert.Equal(["The mistake", "The mend"], Regex.Matches(page, "^## (.*)$", RegexOptions.Multiline).Select(heading => heading.Groups[1].Value));
    });

    [Fact]
    public void Help_links_of_findings_rules_and_obsolete_accessors_lead_to_the_pages()
    {
        const string wrong = """{ "flags": { "on": { "flagType": "boolean", "defaultValue": 3, "deprecated": true } } }""";
        Generated generated = Project.Of(wrong).WithCode("class Uses { object On => Shop.Flags.On; }").Generate();

        IEnumerable<DiagnosticDescriptor> described =
        [
            .. generated.Findings.Concat(generated.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Id == "EPPO3000")).Select(diagnostic => diagnostic.Descriptor),
            .. new FlagAnalyzer().SupportedDiagnostics,
        ];

        Assert.Equal(["EPPO1006", "EPPO3000"], described.Take(2).Select(rule => rule.Id));
        Assert.All(described, rule => Assert.Equal($"https://github.com/eppotyped/eppotyped/blob/main/analyzers/rules/{rule.Id}.md", rule.HelpLinkUri));
    }

    [Theory]
    [MemberData(nameof(RulesOfTheReader))]
    public void The_mistake_gives_the_finding_and_the_mend_none(string id)
    {
        string[] manifests = [.. Regex.Matches(Page(id), "^```json\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(match => match.Groups[1].Value)];

        Assert.Equal(2, manifests.Length);
        Assert.Equal([id], Findings(manifests[0]).Distinct());
        Assert.Empty(Findings(manifests[1]));
    }

    private static IEnumerable<string> Findings(string manifest) => ManifestSet.Combine([ManifestReader.Read("flags.json", manifest)]).Findings.Select(finding => finding.Rule.Id);

    private static string Page(string id) => File.ReadAllText(Path.Combine(Folder, id + ".md")).ReplaceLineEndings("\n");

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
