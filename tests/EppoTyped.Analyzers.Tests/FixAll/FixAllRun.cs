using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Tests.FixAll;

/// <summary>Fix All as an editor and <c>dotnet format</c> run it.</summary>
internal static class FixAllRun
{
    /// <summary>Our messages of a project, in the order of its files.</summary>
    public static async Task<ImmutableArray<Diagnostic>> MessagesAsync(Project project, string id)
    {
        ImmutableArray<DiagnosticAnalyzer> analyzers = [.. project.AnalyzerReferences.SelectMany(reference => reference.GetAnalyzers(LanguageNames.CSharp))];
        ImmutableArray<Diagnostic> all = await (await project.GetCompilationAsync())!.WithAnalyzers(analyzers, project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
        return
        [
            .. all.Where(diagnostic => diagnostic.Id == id && diagnostic.Location.IsInSource)
                .OrderBy(diagnostic => diagnostic.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start),
        ];
    }

    /// <summary>The fixes of a message, in their order.</summary>
    public static async Task<IReadOnlyList<(CodeFixProvider Provider, CodeAction Action)>> FixesAsync(Solution solution, Diagnostic diagnostic)
    {
        List<(CodeFixProvider, CodeAction)> fixes = [];
        foreach (CodeFixProvider provider in Workbench.Fixes.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
            await provider.RegisterCodeFixesAsync(new CodeFixContext(solution.GetDocument(diagnostic.Location.SourceTree)!, diagnostic, (action, _) => fixes.Add((provider, action)), CancellationToken.None));
        return fixes;
    }

    /// <summary>Applies a fix to all that has it in the scope around a document. Without a name, as <c>dotnet format</c> asks where its first message has no fix.</summary>
    public static async Task<Solution> ApplyAsync(Document document, CodeFixProvider provider, FixAllScope scope, string? name, string id)
    {
        FixAllContext context = new(document, provider, scope, name!, [id], new Messages(id), CancellationToken.None);
        CodeAction? action = await provider.GetFixAllProvider()!.GetFixAsync(context);
        Assert.NotNull(action);
        return Assert.Single((await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>()).ChangedSolution;
    }

    private sealed class Messages(string id) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            SyntaxTree tree = (await document.GetSyntaxTreeAsync(cancellationToken))!;
            return (await MessagesAsync(document.Project, id)).Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        // Roslyn's own providers ask this for what stands in no document.
        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());

        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await MessagesAsync(project, id);
    }
}
