using System.Globalization;
using EppoTyped.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Generator.Tests;

/// <summary>What the reader only warns of is said by an analyzer, at its line and column.</summary>
public class ManifestWarningTests
{
    [Theory]
    [InlineData("\"description\": \"Which", "\"descripton\": \"Which", "EPPO1011 /shop/flags.json: (20,6)-(20,18)", "Flag \"checkout\": unknown property \"descripton\"; did you mean \"description\"?")]
    [InlineData("2027-03-31", "31.03.2027", "EPPO1017 /shop/flags.json: (21,52)-(21,64)", "Flag \"checkout\": metadata \"expires\" must be a date, like \"2027-03-31\".")]
    [InlineData("\"required\"", "\"{0}\"", "EPPO1011 /shop/flags.json: (9,50)-(9,55)", "Attribute \"is_returning_user\" of subject \"user\": unknown property \"{0}\"; the known ones are \"type\", \"description\", \"required\", \"values\", \"name\".")]
    public async Task A_warning_stands_at_its_place(string right, string wrong, string place, string message)
    {
        string manifest = Project.Shop.Replace(right, wrong, StringComparison.Ordinal);

        Diagnostic finding = Assert.Single(await Analyze(Project.Of(manifest)));

        Assert.Equal(place, $"{finding.Id} {finding.Location.GetLineSpan()}");
        Assert.Equal((DiagnosticSeverity.Warning, message), (finding.Severity, finding.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Errors_are_left_to_the_generator() =>
        Assert.Empty(await Analyze(Project.Of("""{ "flags": { "on": { "flagType": "boolean", "defaultValue": 3 } } }""")));

    [Fact]
    public async Task A_file_of_another_name_is_somebody_elses() => Assert.Empty(await Analyze(new Project().With("/shop/appsettings.json", """{ "flag": 1 }""")));

    private static async Task<IReadOnlyList<Diagnostic>> Analyze(Project project) =>
        await project.Generate().Compilation.WithAnalyzers([new FlagAnalyzer()], new AnalyzerOptions(project.Texts(), project.Options())).GetAnalyzerDiagnosticsAsync();
}
