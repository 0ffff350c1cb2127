using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.Generator.Tests;

/// <summary>A wrong manifest fails the build at its line and column, without analyzers, and takes no accessor away.</summary>
public class FindingTests
{
    [Theory]
    [InlineData("\"defaultValue\": false }", "\"defaultValue\": 3 }", "EPPO1006")]
    [InlineData("\"defaultValue\": \"standard_checkout\"", "\"defaultValue\": \"standard_chekout\"", "EPPO1007")]
    [InlineData("\"subject\": \"user\"", "\"subject\": \"usr\"", "EPPO1010")]
    [InlineData("\"minimum\": 1,", "\"minimum\": 50,", "EPPO1015")]
    [InlineData("\"hero\": \"boolean\"", "\"hero\": \"string\"", "EPPO1013")]
    public void A_mistake_is_one_error_at_its_place(string right, string wrong, string id)
    {
        int at = Project.Shop.IndexOf(right, StringComparison.Ordinal);
        string manifest = Project.Shop.Remove(at, right.Length).Insert(at, wrong);

        Generated generated = Project.Of(manifest).WithCode(
            """
            class Uses
            {
                object Each(Shop.User user) => new object[] { Shop.Flags.Checkout, Shop.Flags.KillSwitch, Shop.Flags.NumResults, Shop.Flags.Price, Shop.Flags.Campaign, Shop.Flags.BannerBandit };
            }
            """).Generate();

        Assert.All(generated.Findings, finding => Assert.Equal((id, DiagnosticSeverity.Error), (finding.Id, finding.Severity)));
        FileLinePositionSpan place = generated.Findings[0].Location.GetLineSpan();
        Assert.Equal("/shop/flags.json", place.Path);
        int line = place.StartLinePosition.Line;
        Assert.True(line > 0 && place.EndLinePosition.CompareTo(place.StartLinePosition) > 0);
        Assert.Empty(generated.Messages());
    }

    [Theory]
    [InlineData("\"string?\"", "\"strng?\"", "EPPO1012")]
    [InlineData("\"schema\": {", "\"schema\": { \"$nullable\": true,", "EPPO1012")]
    [InlineData("\"flagType\": \"object\",", "\"type\": \"object\",", "EPPO1003")]
    public void A_mistake_in_a_schema_leaves_its_record(string right, string wrong, string id)
    {
        Generated generated = Project.Of(Project.Shop.Replace(right, wrong, StringComparison.Ordinal)).WithCode(
            """class Uses { string? Title(Shop.User user) => Shop.Flags.Campaign.Value(user).HeroTitle + new Shop.Campaign { HeroImage = "a" }.Tags.Count; }""").Generate();

        Assert.Equal(id, Assert.Single(generated.Findings).Id);
        Assert.Empty(generated.Messages());
    }

    [Fact]
    public void The_place_is_that_of_the_value()
    {
        Diagnostic finding = Assert.Single(Project.Of("{\n  \"flags\": {\n    \"on\": { \"flagType\": \"boolean\", \"defaultValue\": 3 }\n  }\n}").Generate().Findings);

        Assert.Equal("/shop/flags.json: (2,51)-(2,52)", finding.Location.GetLineSpan().ToString());
        Assert.Equal("https://github.com/eppotyped/eppotyped/blob/main/analyzers/rules/EPPO1006.md", finding.Descriptor.HelpLinkUri);
        Assert.Contains("\"on\"", finding.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Braces_in_a_message_are_no_format()
    {
        Diagnostic finding = Assert.Single(Project.Of("""{ "flags": { "{0}{": { "flagType": "boolean", "defaultValue": 3 } } }""").Generate().Findings);

        Assert.Contains("\"{0}{\"", finding.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_is_not_the_generators() =>
        Assert.Empty(Project.Of("""{ "flags": { "on": { "flagType": "boolean", "defaultValue": true, "descripton": "x" } } }""").Generate().Findings);

    [Theory]
    [InlineData("utf-8", "")]
    [InlineData("utf-16", "")]
    [InlineData("iso-8859-1", "EPPO1001")]
    public void A_file_that_the_compiler_had_to_read_in_a_code_page_is_an_error(string encoding, string id)
    {
        Project project = new();
        AdditionalText file = new Encoded(SourceText.From("""{ "flags": { "größe": { "flagType": "boolean", "defaultValue": true } } }""", Encoding.GetEncoding(encoding)));

        GeneratorDriverRunResult result = project.Driver([file]).RunGenerators(project.Compile("")).GetRunResult();

        Assert.Equal(id, string.Join(" ", result.Diagnostics.Select(finding => finding.Id)));
        Assert.Contains("Größe", string.Concat(result.GeneratedTrees), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_in_two_manifests_is_an_error_at_both()
    {
        const string one = """{ "flags": { "on": { "flagType": "boolean", "defaultValue": true } } }""";

        Generated generated = Project.Of(one).With("/shop/more.flags.json", one).Generate().AssertCompiles();

        Assert.Equal([("EPPO1008", "/shop/flags.json"), ("EPPO1008", "/shop/more.flags.json")], generated.Findings.Select(finding => (finding.Id, finding.Location.GetLineSpan().Path)).Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"flags\": { \"on\": ")]
    public void A_broken_manifest_is_an_error_and_no_crash(string manifest) => Assert.NotEmpty(Project.Of(manifest).Generate().AssertCompiles().Findings);

    private sealed class Encoded(SourceText text) : AdditionalText
    {
        public override string Path => "/shop/flags.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }
}
