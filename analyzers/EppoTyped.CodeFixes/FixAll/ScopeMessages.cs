using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EppoTyped.CodeFixes.FixAll;

/// <summary>A diagnostic and its document.</summary>
internal sealed record ScopeMessage(Document Document, Diagnostic Diagnostic);

/// <summary>The diagnostics of a Fix All.</summary>
internal static class ScopeMessages
{
    /// <summary>Finds the diagnostics, ordered by project, document and place.</summary>
    public static async Task<IReadOnlyList<ScopeMessage>> FindAsync(FixAllContext context)
    {
        List<ScopeMessage> findings = [];
        foreach (Document document in DocumentsOf(context))
        {
            IEnumerable<Diagnostic> diagnostics = await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            findings.AddRange(diagnostics
                .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .Select(diagnostic => new ScopeMessage(document, diagnostic)));
        }

        return findings;
    }

    /// <summary>The same Fix All with this equivalence key.</summary>
    public static FixAllContext WithName(FixAllContext context, string name)
    {
        SameMessages messages = new(context);
        return context.Document is { } document
            ? new FixAllContext(
                document,
                context.CodeFixProvider,
                context.Scope,
                name,
                context.DiagnosticIds,
                messages,
                context.CancellationToken)
            : new FixAllContext(
                context.Project,
                context.CodeFixProvider,
                context.Scope,
                name,
                context.DiagnosticIds,
                messages,
                context.CancellationToken);
    }

    private static IEnumerable<Document> DocumentsOf(FixAllContext context) => context.Scope switch
    {
        FixAllScope.Document => context.Document is { } document ? [document] : [],
        FixAllScope.Project => InOrder(context.Project),
        _ => context.Solution.Projects.OrderBy(project => project.FilePath ?? project.Name, StringComparer.Ordinal).SelectMany(InOrder),
    };

    private static IEnumerable<Document> InOrder(Project project) =>
        project.Documents.OrderBy(document => document.FilePath ?? document.Name, StringComparer.Ordinal);

    private sealed class SameMessages(FixAllContext context) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(
            Document document,
            CancellationToken cancellationToken) =>
            await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(
            Project project,
            CancellationToken cancellationToken) =>
            await context.GetProjectDiagnosticsAsync(project).ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
    }
}
