using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EppoTyped.Manifest;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Tree;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Tests;

/// <summary>Every rule has its page, a row in docs/compiler-messages.md and a line in the releases, and each of these has its rule; a page shows what the reader reports.</summary>
public sealed class RulePageTests
{
    private static readonly string Root = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..");
    private static readonly string Pages = Path.Combine(Root, "analyzers", "rules");

    private static readonly HashSet<string> Fixable = [.. Workbench.Fixes.SelectMany(fix => fix.FixableDiagnosticIds)];

    private static readonly ListedRule[] Rules =
    [
        .. FindingRules.All.Select(rule => new ListedRule(rule.Id, rule.Title, "EppoTyped.Manifest", rule.Severity == FindingSeverity.Hint ? "Info" : rule.Severity.ToString()))
            .Concat(new FlagAnalyzer().SupportedDiagnostics.Select(Describe))
            .Append(new ListedRule("EPPO1051", "MSBuild property has an impossible value", "EppoTyped.Manifest", "Error"))
            .Append(new ListedRule("EPPO3000", "Flag is deprecated", "EppoTyped.Lifecycle", "Warning"))
            .Distinct()
            .OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    /// <summary>The rules that one manifest alone can show; more than 4 MB make no example.</summary>
    public static TheoryData<string> RulesOfTheReader => [.. FindingRules.All.Where(rule => rule != FindingRules.TooLarge).Select(rule => rule.Id)];

    [Fact]
    public void An_id_is_one_rule() => Assert.Equal(Rules.Select(rule => rule.Id).Distinct(), Rules.Select(rule => rule.Id));

    [Fact]
    public void Every_rule_has_a_page_and_every_page_a_rule() =>
        Assert.Equal(Rules.Select(rule => rule.Id), Directory.GetFiles(Pages).Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal));

    [Fact]
    public void A_page_begins_with_its_rule_and_shows_the_mistake_and_the_fix() => Assert.All(Rules, rule =>
    {
        string page = Page(rule.Id);
        Assert.StartsWith($"# {rule.Id}: {rule.Title}\n\n", page, StringComparison.Ordinal);
        Assert.Equal(["The mistake", "The fix"], Regex.Matches(page, "^## (.*)$", RegexOptions.Multiline).Select(heading => heading.Groups[1].Value));
    });

    [Fact]
    public void Every_rule_is_in_the_releases_once() => Assert.Equal(
        Rules.Select(rule => $"{rule.Id} | {rule.Category} | {rule.Severity} | {rule.Title}"),
        Lines("^EPPO.*$", "analyzers", "EppoTyped.Analyzers", "AnalyzerReleases.Shipped.md").Concat(Lines("^EPPO.*$", "analyzers", "EppoTyped.Analyzers", "AnalyzerReleases.Unshipped.md")).Order(StringComparer.Ordinal));

    [Fact]
    public void The_table_of_the_manual_lists_every_rule() => Assert.Equal(
        Rules.Select(rule => $"| [{rule.Id}](../analyzers/rules/{rule.Id}.md) | {rule.Title} | {rule.Severity} | {(Fixable.Contains(rule.Id) ? "yes" : "no")} |"),
        Lines(@"^\| \[EPPO.*$", "docs", "compiler-messages.md"));

    [Fact]
    public async Task Help_links_of_findings_rules_and_obsolete_accessors_lead_to_the_pages()
    {
        Sample wrong = Sample.Parse("links", """
            --- flags.json
            { "flags": { "on": { "flagType": "boolean", "defaultValue": 3, "deprecated": true } } }
            --- Code.cs
            class Uses { object On => Shop.Flags.On; }
            """);

        DiagnosticDescriptor[] described = [.. (await Workbench.Of(wrong).MessagesAsync()).Select(message => message.Descriptor), .. new FlagAnalyzer().SupportedDiagnostics];

        Assert.Contains("EPPO1006", described.Select(rule => rule.Id));
        Assert.All(described, rule => Assert.Equal($"https://github.com/eppotyped/eppotyped/blob/main/analyzers/rules/{rule.Id}.md", rule.HelpLinkUri));
    }

    [Theory]
    [MemberData(nameof(RulesOfTheReader))]
    public void The_mistake_has_the_finding_and_the_fix_has_none(string id)
    {
        string[] manifests = [.. Regex.Matches(Page(id), "^```json\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(match => match.Groups[1].Value)];

        Assert.Equal(2, manifests.Length);
        Assert.Equal([id], Findings(manifests[0]).Distinct());
        Assert.Empty(Findings(manifests[1]));
    }

    private static ListedRule Describe(DiagnosticDescriptor rule) => new(rule.Id, rule.Title.ToString(CultureInfo.InvariantCulture), rule.Category, rule.DefaultSeverity.ToString());

    private static IEnumerable<string> Findings(string manifest) => ManifestSet.Combine([ManifestReader.Read("flags.json", manifest)]).Findings.Select(finding => finding.Rule.Id);

    private static string Page(string id) => Text("analyzers", "rules", id + ".md");

    private static IEnumerable<string> Lines(string pattern, params string[] path) => Regex.Matches(Text(path), pattern, RegexOptions.Multiline).Select(line => line.Value);

    private static string Text(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path])).ReplaceLineEndings("\n");

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private sealed record ListedRule(string Id, string Title, string Category, string Severity);
}
