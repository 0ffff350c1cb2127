using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.Analyzers.Tests.FixAll;

/// <summary>A sample many times over: two projects, two documents each, the text twice in each document, every copy in a namespace of its own.</summary>
internal static class Copies
{
    /// <summary>True for a sample of one source that can stand in a namespace.</summary>
    public static bool CanBeMadeOf(Sample sample) =>
        sample.Files.Count(IsSource) == 1 && !Root(sample.Files.Single(IsSource).Text).DescendantNodes().Any(node => node is BaseNamespaceDeclarationSyntax or AttributeListSyntax { Target: not null });

    public static Solution Make(Sample sample)
    {
        Project first = Workbench.Of(sample).Project;
        string text = Twice(sample.Files.Single(IsSource).Text);
        first = first.RemoveDocument(first.Documents.Single(document => document.Name == sample.Files.Single(IsSource).Name).Id);
        ProjectId second = ProjectId.CreateNewId();
        Solution solution = first.Solution
            .AddProject(ProjectInfo.Create(second, VersionStamp.Default, "Other", "Other", LanguageNames.CSharp, "/other/Other.csproj"))
            .WithProjectCompilationOptions(first.Id, Library(first))
            .WithProjectCompilationOptions(second, Library(first))
            .WithProjectParseOptions(second, first.ParseOptions!)
            .WithProjectMetadataReferences(second, first.MetadataReferences)
            .WithProjectAnalyzerReferences(second, first.AnalyzerReferences);
        foreach (TextDocument document in first.Documents.Concat(first.AdditionalDocuments).Concat(first.AnalyzerConfigDocuments))
            solution = Add(solution, second, document);
        foreach (ProjectId project in new[] { first.Id, second })
        {
            string folder = project == second ? "/other/" : "/shop/";
            solution = solution
                .AddDocument(DocumentId.CreateNewId(project), "One.cs", SourceText.From(text), filePath: folder + "One.cs")
                .AddDocument(DocumentId.CreateNewId(project), "Two.cs", SourceText.From(text.Replace("Copy", "Again", StringComparison.Ordinal)), filePath: folder + "Two.cs");
        }

        return solution;
    }

    /// <summary>Many samples in one document.</summary>
    public static Document Join(IReadOnlyList<Sample> samples)
    {
        Project project = Workbench.Of(samples[0]).Project;
        project = project.RemoveDocument(project.Documents.Single(document => document.Name == samples[0].Files.Single(IsSource).Name).Id);
        project = project.Solution.WithProjectCompilationOptions(project.Id, Library(project)).GetProject(project.Id)!;
        return project.AddDocument("All.cs", Join(samples.Select(sample => sample.Files.Single(IsSource).Text)), filePath: "/shop/All.cs");
    }

    /// <summary>The texts as they stand in one document.</summary>
    public static string Join(IEnumerable<string> texts) => string.Concat(texts.Select((text, i) => InNamespace(text, "Sample" + i.ToString(System.Globalization.CultureInfo.InvariantCulture))));

    /// <summary>The text as it stands in a document of the solution.</summary>
    public static string Twice(string text) => InNamespace(text, "CopyA") + InNamespace(text, "CopyB");

    private static string InNamespace(string text, string name)
    {
        CompilationUnitSyntax root = Root(text);
        SyntaxNode[] statements = [.. root.Members.OfType<GlobalStatementSyntax>()];
        if (statements.Length == 0)
            return $"namespace {name}\n{{\n{text}\n}}\n";

        // Statements of a program become a method: a project has but one program.
        int start = statements[0].FullSpan.Start;
        int end = statements[^1].FullSpan.End;
        return $"namespace {name}\n{{\n{text[..start]}class Program\n{{\nstatic async Task Main(string[] args)\n{{\n{text[start..end]}\nawait Task.Yield();\n}}\n}}\n{text[end..]}\n}}\n";
    }

    private static Solution Add(Solution solution, ProjectId project, TextDocument document)
    {
        DocumentId id = DocumentId.CreateNewId(project);
        string path = document.FilePath!.Replace("/shop/", "/other/", StringComparison.Ordinal);
        SourceText text = document.GetTextAsync().Result;
        return document switch
        {
            Document => solution.AddDocument(id, document.Name, text, filePath: path),
            AnalyzerConfigDocument => solution.AddAnalyzerConfigDocument(id, document.Name, text, filePath: path),
            _ => solution.AddAdditionalDocument(id, document.Name, text, filePath: path),
        };
    }

    private static CompilationOptions Library(Project project) => ((CSharpCompilationOptions)project.CompilationOptions!).WithOutputKind(OutputKind.DynamicallyLinkedLibrary);

    private static CompilationUnitSyntax Root(string text) => CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot();

    private static bool IsSource(SampleFile file) => file.Name.EndsWith(".cs", StringComparison.Ordinal);
}
