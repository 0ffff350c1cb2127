using System.Globalization;
using EppoTyped.Analyzers;
using EppoTyped.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Generator.Tests;

/// <summary>EPPO1052: a subject's "type" that the generated code cannot take.</summary>
public sealed class SubjectTypeTests
{
    private const string Members = "public string Key => \"\"; public bool TryGetAttribute(string name, out EppoTyped.AttributeValue value) { value = default; return false; } public void CopyAttributesTo(System.Collections.Generic.IDictionary<string, EppoTyped.AttributeValue> attributes) { }";

    private static readonly string Shopper = $"class Shopper : EppoTyped.ISubject {{ {Members} }}";

    public static TheoryData<string, string, string> Unusable => new()
    {
        { "Acme.Shopper", "", "there is no type of that name; write the full name of a class that implements EppoTyped.ISubject, or remove \"type\" to have the class generated" },
        { "Acme.Shopper", $"namespace Acme.People {{ public {Shopper} }}", "there is no type of that name; did you mean \"Acme.People.Shopper\"?" },
        { "Acme.Shopper", "namespace Acme { public class Shopper<T>; }", "there is no type of that name; write the full name of a class that implements EppoTyped.ISubject, or remove \"type\" to have the class generated" },
        { "Acme.Shopper", "namespace Acme { public class Shopper; }", "it does not implement EppoTyped.ISubject; implement it, or remove \"type\" to have the class generated" },
        { "Acme.Shopper", "namespace Acme { public static class Shopper; }", "it does not implement EppoTyped.ISubject; implement it, or remove \"type\" to have the class generated" },
        { "Acme.Shopper", $"namespace Acme {{ internal {Shopper} }}", "it is less visible than the generated flags, which are public; make it public, or the flags internal: <EppoFlagsAccessibility>internal</EppoFlagsAccessibility>" },
        { "Acme.House.Shopper", $"namespace Acme {{ internal class House {{ public {Shopper} }} }}", "it is less visible than the generated flags, which are public; make it public, or the flags internal: <EppoFlagsAccessibility>internal</EppoFlagsAccessibility>" },
        { "Acme.House.Shopper", $"namespace Acme {{ public class House {{ private {Shopper} }} }}", "the generated code cannot access it; make it internal or public" },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_class_that_cannot_be_used_is_an_error_at_its_name(string type, string code, string problem)
    {
        Project project = Project.Of(Manifest(type)).WithCode(code);

        Diagnostic finding = Assert.Single(await Analyze(project));

        Assert.Equal(("EPPO1052", DiagnosticSeverity.Error, $"Subject \"user\" has the type {type}, but {problem}"), (finding.Id, finding.Severity, finding.GetMessage(CultureInfo.InvariantCulture)));
        Assert.Equal("\"" + type + "\"", project.Manifests[0].Text.Substring(finding.Location.SourceSpan.Start, finding.Location.SourceSpan.Length));
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public void A_build_that_stops_before_its_analyzers_says_so_too(string type, string code, string problem)
    {
        Project project = Project.Of(Manifest(type)).WithCode(code);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new FlagsGenerator().AsSourceGenerator(), new CodeErrorsInBuild().AsSourceGenerator()], project.Texts(), project.ParseOptions(), project.Options());

        Diagnostic finding = Assert.Single(driver.RunGenerators(project.Compile(project.Code)).GetRunResult().Diagnostics);

        Assert.Equal("EPPO1052", finding.Id);
        Assert.EndsWith(problem, finding.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Acme.Shopper", "namespace Acme { public class Shopper : EppoTyped.ISubject { #members# } }", "public")]
    [InlineData("global::Acme.Shopper", "namespace Acme { public class Shopper : EppoTyped.ISubject { #members# } }", "public")]
    [InlineData("Acme.Shopper", "namespace Acme { internal sealed class Shopper : EppoTyped.ISubject { #members# } }", "internal")]
    [InlineData("Acme.Shopper", "namespace Acme { public class Person : EppoTyped.ISubject { #members# } public sealed class Shopper : Person; }", "public")]
    [InlineData("Acme.Shopper", "namespace Acme { public interface Shopper : EppoTyped.ISubject; }", "public")]
    [InlineData("Acme.House.Shopper", "namespace Acme { public class House { public abstract class Shopper : EppoTyped.ISubject { #members# } } }", "public")]
    [InlineData("EppoTyped.Subject", "", "public")]
    [InlineData("EppoTyped.ISubject", "", "public")]
    public async Task A_class_that_can_be_used_is_no_error(string type, string code, string accessibility)
    {
        Project project = Project.Of(Manifest(type)).WithCode(code.Replace("#members#", Members, StringComparison.Ordinal)).WithProperty("EppoFlagsAccessibility", accessibility);

        Assert.DoesNotContain(await Analyze(project), finding => finding.Id == "EPPO1052");
        Assert.DoesNotContain(project.Generate().Compilation.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    private static string Manifest(string type) =>
        "{ \"subjects\": { \"user\": { \"type\": \"" + type + "\" } }, \"flags\": { \"on\": { \"flagType\": \"boolean\", \"defaultValue\": false, \"subject\": \"user\" } } }";

    private static async Task<IReadOnlyList<Diagnostic>> Analyze(Project project)
    {
        AnalyzerOptions options = new(project.Texts(), project.Options());
        return await project.Generate().Compilation.WithAnalyzers([new FlagAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
    }
}
