using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EppoTyped.Amplitude;
using EppoTyped.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.Generator.Tests;

/// <summary>What the README shows compiles, against the manifest the README shows.</summary>
public sealed class ReadmeTests
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly string Readme = File.ReadAllText(Path.Combine(RepositoryRoot(), "README.md")).ReplaceLineEndings("\n");

    public static TheoryData<int> Snippets => [.. Enumerable.Range(0, Blocks("csharp").Count)];

    [Fact]
    public void Its_manifest_is_right() => Assert.Empty(Project.Of(Manifest()).Generate().Findings);

    [Theory]
    [MemberData(nameof(Snippets))]
    public void A_snippet_compiles(int index)
    {
        string snippet = Blocks("csharp")[index];
        string code =
            $"{ImplicitUsings}\nusing EppoTyped;\nusing EppoTyped.Amplitude;\nusing EppoTyped.Testing;\nusing Shop;\n{Regex.Replace(snippet, @"^using (EppoTyped(\.\w+)?|Shop);\n", "", RegexOptions.Multiline)}";
        Project project = Project.Of(Manifest()) with { Language = LanguageVersion.Latest, Others = [ReferenceTo<FlagScope>(), ReferenceTo<AmplitudeLocalClient>()] };
        CSharpCompilation compilation = project.Compile(code);
        bool isProgram = compilation.SyntaxTrees[0].GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();
        compilation = compilation.WithOptions(compilation.Options.WithOutputKind(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));

        project.Driver(project.Texts()).RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _);

        string[] messages =
        [
            .. updated.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1591").Select(diagnostic => diagnostic.ToString()),
        ];
        Assert.True(messages.Length == 0, $"{snippet}\n{string.Join("\n", messages)}");
    }

    [Fact]
    public void Its_program_has_at_most_15_lines() => Assert.InRange(Blocks("csharp")[0].TrimEnd().Split('\n').Length, 1, 15);

    [Fact]
    public void It_names_the_two_commands()
    {
        string commands = Blocks("sh")[0];
        Assert.Contains("dotnet run --project samples/QuickStart", commands, StringComparison.Ordinal);
        Assert.Contains("dotnet test", commands, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_links_lead_to_files_and_headings_that_exist() => Assert.All(
        Regex.Matches(Readme, @"\]\((?!https:)([^)]+)\)").Select(link => link.Groups[1].Value),
        link => Assert.True(link.StartsWith('#') ? Anchors().Contains(link) : Path.Exists(Path.Combine(RepositoryRoot(), link)), link));

    [Fact]
    public void Its_properties_are_those_that_the_build_files_know()
    {
        string[] files = [.. Directory.GetFiles(Path.Combine(RepositoryRoot(), "src", "EppoTyped", "build")).Select(File.ReadAllText)];
        IEnumerable<string> known = files.SelectMany(text => Regex.Matches(text, "EppoFlags[A-Z][A-Za-z]+").Select(match => match.Value));
        Assert.Equal(known.Distinct().Order(), Regex.Matches(Readme, "^\\| `(EppoFlags[A-Za-z]+)`", RegexOptions.Multiline).Select(match => match.Groups[1].Value).Order());
    }

    private static PortableExecutableReference ReferenceTo<T>() => MetadataReference.CreateFromFile(typeof(T).Assembly.Location);

    private static IEnumerable<string> Anchors() =>
        Regex.Matches(Readme, "^#+ (.+)$", RegexOptions.Multiline).Select(heading => "#" + heading.Groups[1].Value.ToLowerInvariant().Replace(' ', '-'));

    private static string Manifest() => Assert.Single(Blocks("json"));

    private static List<string> Blocks(string language) =>
        [.. Regex.Matches(Readme, $"^```{language}\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(match => match.Groups[1].Value)];

    private static string RepositoryRoot([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
