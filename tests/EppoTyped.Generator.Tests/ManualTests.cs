using System.Collections.Immutable;
using System.Text.RegularExpressions;
using EppoTyped.Amplitude;
using EppoTyped.Analyzers;
using EppoTyped.Manifest;
using EppoTyped.Manifest.Tree;
using EppoTyped.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Generator.Tests;

/// <summary>What the README, the manual and the package readmes show compiles, and what they link to is there.</summary>
public sealed class ManualTests
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        using EppoTyped;
        using EppoTyped.Amplitude;
        using EppoTyped.Testing;
        using Shop;

        """;

    /// <summary>Undocumented members, and a library in another version than was compiled against: the SDK silences both.</summary>
    private static readonly string[] Silenced = ["CS1591", "CS1701"];

    private static readonly MetadataReference[] OtherReferences =
    [
        MetadataReference.CreateFromFile(typeof(FlagScope).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(AmplitudeLocalClient).Assembly.Location),
        .. Directory.GetFiles(Path.GetDirectoryName(typeof(WebApplication).Assembly.Location)!, "Microsoft.*.dll")
            .Where(path => path != typeof(Microsoft.Extensions.Logging.ILogger).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static TheoryData<string, int> Programs => Where(snippet => snippet.Language == "csharp");

    public static TheoryData<string, int> Manifests => Where(snippet => snippet.IsManifest);

    public static TheoryData<string, int> Commands => Where(snippet => snippet.Language == "sh");

    public static TheoryData<string> Pages => [.. ManualPage.All.Concat(ManualPage.Others).Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_snippet_compiles_without_a_message(string page, int line)
    {
        Snippet snippet = Find(page, line);
        string code = Usings + Regex.Replace(snippet.Code, @"^using (EppoTyped(\.\w+)?|Shop);\n", "", RegexOptions.Multiline);
        Project project = Project.Of(snippet.Manifest) with { Language = LanguageVersion.Latest, Others = [.. OtherReferences] };
        CSharpCompilation compilation = project.Compile(code);
        bool isProgram = compilation.SyntaxTrees[0].GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();
        OutputKind kind = isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        compilation = compilation.WithOptions(compilation.Options.WithOutputKind(kind));

        project.Driver(project.Texts()).RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _);
        ImmutableArray<Diagnostic> messages = await updated
            .WithAnalyzers([new FlagAnalyzer()], new AnalyzerOptions([.. project.Texts()], project.Options()))
            .GetAllDiagnosticsAsync();

        string[] reported =
        [
            .. messages
                .Where(message => message.Severity >= DiagnosticSeverity.Warning && !Silenced.Contains(message.Id))
                .Select(message => message.ToString()),
        ];
        Assert.True(reported.Length == 0, $"{page}({line})\n{snippet.Code}\n{string.Join("\n", reported)}");
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void A_manifest_reads_without_a_finding(string page, int line) =>
        Assert.Empty(ManifestSet.Combine([ManifestReader.Read("flags.json", Find(page, line).Code)]).Findings);

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_names_what_is_there(string page, int line) => Assert.All(
        Regex.Matches(Find(page, line).Code, @"(?<=\s)(src|samples|tests|docs|analyzers|generator)/\S*").Select(match => match.Value),
        path => Assert.True(Path.Exists(ManualPage.FullPathOf(path)), $"{page}({line}): there is no {path}."));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Its_links_lead_to_files_and_headings_that_exist(string page) => Assert.All(ManualPage.Of(page).LinksIntoTheRepository, link =>
    {
        Assert.True(Path.Exists(ManualPage.FullPathOf(link.Path)), $"There is no {link.Path}.");
        if (link.Anchor is { } anchor)
        {
            Assert.Contains(anchor, ManualPage.Of(link.Path).Anchors);
        }
    });

    private static TheoryData<string, int> Where(Func<Snippet, bool> matches)
    {
        TheoryData<string, int> rows = [];
        foreach (Snippet snippet in ManualPage.All.SelectMany(page => page.Snippets).Where(matches))
        {
            rows.Add(snippet.Page.Path, snippet.Line);
        }

        return rows;
    }

    private static Snippet Find(string page, int line) => ManualPage.Of(page).Snippets.Single(snippet => snippet.Line == line);
}
