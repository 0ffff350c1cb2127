using System.Collections.Immutable;
using EppoTyped.CodeFixes.Rules;
using EppoTyped.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.Analyzers.Tests;

/// <summary>A sample as an editor holds it: a project with generator and analyzers, whose texts a fix may change.</summary>
internal sealed class Workbench
{
    private const string Folder = "/shop/";
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Text.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using EppoTyped;
        global using Shop;

        namespace Shop
        {
            internal static class Nothing;
        }
        """;

    // What the samples use. All of the framework's 170 assemblies would cost every sample the time to look through them.
    private static readonly string[] Framework =
    [
        "System.Private.CoreLib", "System.Private.Uri", "System.Runtime", "System.Collections", "System.Collections.Concurrent",
        "System.Collections.Immutable", "System.ComponentModel", "System.Console", "System.Linq", "System.Linq.Expressions", "System.Memory",
        "System.Net.Http", "System.Net.Primitives", "System.Text.Json", "System.Text.RegularExpressions", "System.Threading", "System.Threading.Tasks.Parallel",
    ];

    private static readonly ImmutableArray<MetadataReference> References = FindReferences();
    private static readonly ToolReference Tools = new();

    // A bench does not change, and most of a test is the compiler and the rules at work: they look once.
    private readonly Lazy<Task<ImmutableArray<Diagnostic>>> _all;

    private Workbench(Project project)
    {
        Project = project;
        _all = new(AnalyzeAsync);
    }

    public Project Project { get; }

    public static ImmutableArray<CodeFixProvider> Fixes { get; } =
        [.. typeof(EPPO2001UnknownKeyFix).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(CodeFixProvider))).Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    public static Workbench Of(Sample sample)
    {
        bool isProgram = sample.Files.Any(file => IsSource(file) && CSharpSyntaxTree.ParseText(file.Text).GetCompilationUnitRoot().Members.Any(SyntaxKind.GlobalStatement));
        ProjectId id = ProjectId.CreateNewId();
        Solution solution = new AdhocWorkspace().CurrentSolution
            .AddProject(ProjectInfo.Create(
                id,
                VersionStamp.Default,
                "Shop",
                "Shop",
                LanguageNames.CSharp,
                filePath: Folder + "Shop.csproj",
                compilationOptions: new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
                parseOptions: new CSharpParseOptions(LanguageVersion.CSharp12, DocumentationMode.Diagnose),
                metadataReferences: References,
                analyzerReferences: [Tools]))
            .AddDocument(DocumentId.CreateNewId(id), "Usings.cs", SourceText.From(Usings), filePath: Folder + "Usings.cs")
            .AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), ".globalconfig", SourceText.From(Config(sample)), filePath: Folder + ".globalconfig");
        foreach (SampleFile file in sample.Files)
        {
            solution = IsSource(file)
                ? solution.AddDocument(DocumentId.CreateNewId(id), file.Name, SourceText.From(file.Text), filePath: Folder + file.Name)
                : solution.AddAdditionalDocument(DocumentId.CreateNewId(id), file.Name, SourceText.From(file.Text), filePath: Folder + file.Name);
        }

        if (!sample.Files.Any(file => file.Name.EndsWith(".json", StringComparison.Ordinal)))
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id), "flags.json", SourceText.From(Shop()), filePath: Folder + "flags.json");
        return new Workbench(solution.GetProject(id)!);
    }

    /// <summary>The same in another project, or with another beside it.</summary>
    public Workbench With(Func<Project, Project> change) => new(change(Project));

    /// <summary>What the compiler itself says against the project.</summary>
    public async Task<IEnumerable<string>> ErrorsAsync() =>
        (await CompilerMessagesAsync()).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString());

    /// <summary>What the compiler itself reports, errors and warnings.</summary>
    public async Task<IEnumerable<Diagnostic>> CompilerMessagesAsync() =>
        (await _all.Value).Where(diagnostic => diagnostic.Id.StartsWith("CS", StringComparison.Ordinal));

    /// <summary>Our messages: the generator's, the analyzers', and the compiler's own for an accessor that is deprecated, unless suppressed.</summary>
    public async Task<ImmutableArray<Diagnostic>> MessagesAsync() =>
        [.. (await AllMessagesAsync()).Concat(GeneratorMessages()).Where(diagnostic => diagnostic.Id.StartsWith("EPPO", StringComparison.Ordinal))];

    /// <summary>Everything the compiler and the analyzers say, unless suppressed.</summary>
    public async Task<ImmutableArray<Diagnostic>> AllMessagesAsync() => [.. (await _all.Value).Where(diagnostic => !diagnostic.IsSuppressed)];

    /// <summary>Applies the fix of a message; the title tells which, where there are several.</summary>
    public async Task<Workbench> FixAsync(Diagnostic diagnostic, string? title)
    {
        CodeAction action = Assert.Single(await FixesAsync(diagnostic), action => title is null || action.Title.Contains(title, StringComparison.Ordinal));
        return await ApplyAsync(action);
    }

    public async Task<IReadOnlyList<CodeAction>> FixesAsync(Diagnostic diagnostic)
    {
        List<CodeAction> actions = [];
        foreach (CodeFixProvider provider in Fixes.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            if (diagnostic.Location.IsInSource)
                await provider.RegisterCodeFixesAsync(new CodeFixContext(Project.GetDocument(diagnostic.Location.SourceTree)!, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        }

        return actions;
    }

    public async Task<Workbench> ApplyAsync(CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        return new Workbench(Assert.Single(operations.OfType<ApplyChangesOperation>()).ChangedSolution.GetProject(Project.Id)!);
    }

    /// <summary>The text of a file as it is now.</summary>
    public async Task<string> TextAsync(string name) =>
        (await Project.Documents.Concat(Project.AdditionalDocuments).Single(document => document.Name == name).GetTextAsync()).ToString();

    private async Task<ImmutableArray<Diagnostic>> AnalyzeAsync()
    {
        CompilationWithAnalyzers analyzed = (await Project.GetCompilationAsync())!.WithAnalyzers(Tools.GetAnalyzers(LanguageNames.CSharp), Project.AnalyzerOptions);
        ImmutableArray<Diagnostic> all = await analyzed.GetAllDiagnosticsAsync();
        Assert.DoesNotContain(all, diagnostic => diagnostic.Id == "AD0001");
        return all;
    }

    private static bool IsSource(SampleFile file) => file.Name.EndsWith(".cs", StringComparison.Ordinal);

    private ImmutableArray<Diagnostic> GeneratorMessages() => CSharpGeneratorDriver
        .Create([new FlagsGenerator().AsSourceGenerator()], Project.AnalyzerOptions.AdditionalFiles, (CSharpParseOptions)Project.ParseOptions!, Project.AnalyzerOptions.AnalyzerConfigOptionsProvider)
        .RunGenerators(CSharpCompilation.Create("Nothing")).GetRunResult().Diagnostics;

    private static string Config(Sample sample) => string.Join(
        "\n",
        new Dictionary<string, string> { ["RootNamespace"] = "Shop", ["OutputType"] = "Exe" }.Concat(sample.Properties)
            .GroupBy(pair => pair.Key).Select(group => $"build_property.{group.Key} = {group.Last().Value}").Prepend("is_global = true"));

    private static string Shop()
    {
        using StreamReader reader = new(typeof(Workbench).Assembly.GetManifestResourceStream("shop.json")!);
        return reader.ReadToEnd();
    }

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return
        [
            .. Framework.Select(name => Path.Combine(framework, name + ".dll"))
                .Append(typeof(FlagClient).Assembly.Location)
                .Append(typeof(Microsoft.Extensions.Logging.ILogger).Assembly.Location)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }

    /// <summary>Generator and analyzers as a project references them.</summary>
    private sealed class ToolReference : AnalyzerReference
    {
        private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
            [.. typeof(FlagAnalyzer).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer))).Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

        // One instance: the workspace remembers it.
        private static readonly ImmutableArray<ISourceGenerator> Generators = [new FlagsGenerator().AsSourceGenerator()];

        public override string? FullPath => null;

        public override object Id { get; } = nameof(ToolReference);

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => Analyzers;

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => Analyzers;

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => Generators;
    }
}
