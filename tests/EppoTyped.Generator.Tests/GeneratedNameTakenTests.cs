using System.Globalization;
using EppoTyped.Analyzers;
using EppoTyped.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Generator.Tests;

public class GeneratedNameTakenTests
{
    [Theory]
    [InlineData("namespace Shop { public class User; }", "Subject \"user\" generates the type Shop.User, but the project declares a type of that name (Code.cs line 1); give the subject a \"name\", or use your class with \"type\": \"Shop.User\"")]
    [InlineData("\nnamespace Shop.User { class Any; }", "Subject \"user\" generates the type Shop.User, but the project declares a namespace of that name (Code.cs line 2); give the subject a \"name\"")]
    [InlineData("namespace Shop { enum UserLoyaltyTier; }", "Subject \"user\" generates the type Shop.UserLoyaltyTier, but the project declares a type of that name (Code.cs line 1); give the subject a \"name\"")]
    [InlineData("namespace Shop { record Campaign; }", "Flag \"campaign\" generates the type Shop.Campaign, but the project declares a type of that name (Code.cs line 1); give the flag a \"name\"")]
    [InlineData("namespace Shop { static class Flags; }", "The manifest generates the type Shop.Flags, but the project declares a type of that name (Code.cs line 1); set the MSBuild property EppoFlagsClass or EppoFlagsNamespace")]
    public async Task A_name_the_project_has_is_an_error_at_the_manifest(string code, string message)
    {
        Diagnostic finding = Assert.Single(await Analyze(Project.Of(Project.Shop).WithCode(code)));

        Assert.Equal(("EPPO1050", DiagnosticSeverity.Error, message), (finding.Id, finding.Severity, finding.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_build_that_stops_before_its_analyzers_says_so_too()
    {
        Project project = Project.Of(Project.Shop).WithCode("namespace Shop { class User; }");
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new FlagsGenerator().AsSourceGenerator(), new CodeErrorsInBuild().AsSourceGenerator()], project.Texts(), project.ParseOptions(), project.Options());

        Diagnostic finding = Assert.Single(driver.RunGenerators(project.Compile(project.Code)).GetRunResult().Diagnostics);

        Assert.Equal("EPPO1050", finding.Id);
        Assert.Equal("/shop/flags.json: (3,4)-(3,10)", finding.Location.GetLineSpan().ToString());
    }

    [Fact]
    public async Task The_place_is_the_key_of_the_subject()
    {
        Diagnostic finding = Assert.Single(await Analyze(Project.Of(Project.Shop).WithCode("namespace Shop { class User; }")));

        Assert.Equal("/shop/flags.json: (3,4)-(3,10)", finding.Location.GetLineSpan().ToString());
    }

    [Theory]
    [InlineData("namespace Shop { public static partial class Flags { public static int Mine => 1; } public sealed partial class FlagSet; }")]
    [InlineData("namespace Shop { class User<T>; class Other { class User; } }")]
    [InlineData("class User; namespace Other { class User; }")]
    public async Task What_does_not_clash_is_no_error(string code)
    {
        Project project = Project.Of(Project.Shop).WithCode(code);

        Assert.Empty(await Analyze(project));
        project.Generate().AssertCompiles();
    }

    [Fact]
    public async Task The_namespace_of_the_options_is_the_one_looked_at()
    {
        Project project = Project.Of(Project.Shop).WithCode("namespace Shop { class User; }").WithProperty("EppoFlagsNamespace", "Shop.Generated");

        Assert.Empty(await Analyze(project));
        project.Generate().AssertCompiles();
    }

    [Fact]
    public async Task A_project_without_a_manifest_hears_nothing() => Assert.Empty(await Analyze(new Project().WithCode("namespace Shop { class Flags; }")));

    private static async Task<IReadOnlyList<Diagnostic>> Analyze(Project project)
    {
        AnalyzerOptions options = new(project.Texts(), project.Options());
        CompilationWithAnalyzers compilation = project.Generate().Compilation.WithAnalyzers([new FlagAnalyzer()], options);
        return await compilation.GetAnalyzerDiagnosticsAsync();
    }
}
