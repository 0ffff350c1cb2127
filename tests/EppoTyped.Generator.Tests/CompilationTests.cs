using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EppoTyped.Generator.Tests;

/// <summary>Generated code is silent in every kind of project.</summary>
public class CompilationTests
{
    private const string Nested =
        """{ "flags": { "a.b": { "flagType": "object", "defaultValue": { "x": [{ "y": null }] }, "schema": { "x": [{ "y": { "$nullable": true, "z": ["number?"] } }] } } } }""";

    public static TheoryData<LanguageVersion, NullableContextOptions, string> Projects()
    {
        TheoryData<LanguageVersion, NullableContextOptions, string> data = [];
        // C# 14 is the preview of the compiler that the generator is made for; EppoTyped.Generator.Roslyn5.Tests has the one where it is real.
        LanguageVersion fourteen = LanguageVersionFacts.TryParse("14", out LanguageVersion known) ? known : LanguageVersion.Preview;
        foreach (LanguageVersion language in (LanguageVersion[])[LanguageVersion.CSharp12, LanguageVersion.CSharp13, fourteen, LanguageVersion.Latest])
        {
            foreach (NullableContextOptions nullable in (NullableContextOptions[])[NullableContextOptions.Enable, NullableContextOptions.Disable])
            {
                data.Add(language, nullable, "public");
                data.Add(language, nullable, "internal");
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_warning_in_any_project(LanguageVersion language, NullableContextOptions nullable, string accessibility)
    {
        Project project = Project.Of(Project.Shop).With("/shop/nested.flags.json", Nested).WithProperty("EppoFlagsAccessibility", accessibility)
            with { Language = language, Nullable = nullable };

        Generated generated = project.Generate().AssertCompiles();

        INamedTypeSymbol flags = generated.Compilation.GetTypeByMetadataName("Shop.Flags")!;
        Assert.Equal(accessibility == "public" ? Accessibility.Public : Accessibility.Internal, flags.DeclaredAccessibility);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("fi-FI")]
    [InlineData("ar-SA")]
    public void The_culture_of_the_machine_changes_nothing(string culture)
    {
        string expected = Project.Of(Project.Shop.Replace("kill-switch", "ignite-in", StringComparison.Ordinal)).Generate().All;
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, Project.Of(Project.Shop.Replace("kill-switch", "ignite-in", StringComparison.Ordinal)).Generate().All);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_second_run_gives_the_same_bytes() => Assert.Equal(
        Checksums(Project.Of(Project.Shop).With("/shop/nested.flags.json", Nested)),
        Checksums(Project.Of(Project.Shop).With("/shop/nested.flags.json", Nested)));

    [Fact]
    public void The_order_of_the_manifests_changes_nothing()
    {
        Project project = Project.Of(Project.Shop).With("/shop/b.flags.json", Nested).With("/shop/a.flags.json", """{ "flags": { "z": { "flagType": "boolean", "defaultValue": true } } }""");

        string expected = project.Generate().All;

        Assert.Equal(expected, (project with { Manifests = [.. project.Manifests.Reverse()] }).Generate().All);
        Assert.Equal(expected, project.With(project.Manifests[0].Path, project.Manifests[0].Text).Generate().All);
    }

    [Fact]
    public void Line_ends_are_LF() => Assert.DoesNotContain('\r', Project.Of(Project.Shop.ReplaceLineEndings("\r\n")).Generate().All);

    [Fact]
    public void A_project_without_a_manifest_hears_nothing()
    {
        Generated generated = new Project().With("/shop/other.json", "{").WithProperty("EppoFlagsAccessibility", "wrong").Generate();

        Assert.Empty(generated.Sources);
        Assert.Empty(generated.Findings);
    }

    [Fact]
    public void A_manifest_without_flags_compiles() => Project.Of("""{ "flags": {} }""").Generate().AssertCompiles();

    [Theory]
    [InlineData("Shop", "Shop")]
    [InlineData("", "FlagsGenerated")]
    [InlineData("My-App.1st.class", "My_App._1st.@class")]
    [InlineData("..", "FlagsGenerated")]
    public void The_root_namespace_becomes_a_namespace(string root, string expected) =>
        Assert.Contains($"namespace {expected};", Project.Of(Project.Shop).WithProperty("RootNamespace", root).Generate().AssertCompiles().All, StringComparison.Ordinal);

    [Theory]
    [InlineData("Exe", "public")]
    [InlineData("WinExe", "public")]
    [InlineData("Library", "internal")]
    [InlineData("", "internal")]
    public void What_is_seen_from_outside_follows_the_output(string outputType, string expected) =>
        Assert.Contains($"{expected} static partial class Flags", Project.Of(Project.Shop).WithProperty("OutputType", outputType).Generate().All, StringComparison.Ordinal);

    [Theory]
    [InlineData("EppoFlagsNamespace", "Shop..Flags", "The MSBuild property EppoFlagsNamespace is \"Shop..Flags\"; set it to a namespace, such as Shop.Flags, or remove it.")]
    [InlineData("EppoFlagsClass", "class", "The MSBuild property EppoFlagsClass is \"class\"; set it to the name of a class, such as Flags, or remove it.")]
    [InlineData("EppoFlagsAccessibility", "private", "The MSBuild property EppoFlagsAccessibility is \"private\"; set it to public or internal, or remove it.")]
    [InlineData("EppoFlagsToday", "31.3.2027", "The MSBuild property EppoFlagsToday is \"31.3.2027\"; set it to a date, such as 2027-03-31, or remove it.")]
    public void A_wrong_option_is_an_error_that_names_it(string option, string value, string message)
    {
        Generated generated = Project.Of(Project.Shop).WithProperty(option, value).Generate().AssertCompiles();

        Diagnostic finding = Assert.Single(generated.Findings);
        Assert.Equal(("EPPO1051", DiagnosticSeverity.Error, message, Location.None), (finding.Id, finding.Severity, finding.GetMessage(CultureInfo.InvariantCulture), finding.Location));
        Assert.Contains("namespace Shop;", generated.All, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_flags_compile()
    {
        StringBuilder manifest = new("{ \"flags\": {");
        for (int i = 0; i < RunScale.Of(1_000); i++)
            manifest.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"\"group-{i % 50}.flag-{i}\": {{ \"flagType\": \"string\", \"defaultValue\": \"a\", \"variations\": [\"a\", \"b\"] }}");
        Generated generated = Project.Of(manifest.Append("}}").ToString()).Generate();

        Assert.Empty(generated.Messages());
    }

    private static IEnumerable<string> Checksums(Project project) => project.Driver(project.Texts()).RunGenerators(project.Compile("")).GetRunResult().Results[0].GeneratedSources
        .Select(source => $"{source.HintName} {source.SourceText.Encoding!.WebName} {Convert.ToHexString(source.SourceText.GetChecksum().AsSpan())}");
}
