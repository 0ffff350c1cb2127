using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Retires many flags at once: two in one condition are one edit, which merging the edits of each could not give.</summary>
internal sealed class RetirementFixAll : FixAllProvider
{
    public const string Key = "EPPO3001.Retire";

    /// <inheritdoc/>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    /// <inheritdoc/>
    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        Diagnostic[] diagnostics = [.. await FindAsync(fixAllContext).ConfigureAwait(false)];
        Dictionary<DocumentId, TextSpan[]> marked = diagnostics
            .Select(diagnostic => (Document: fixAllContext.Solution.GetDocument(diagnostic.Location.SourceTree), Span: diagnostic.Location.SourceSpan))
            .Where(place => place.Document is not null)
            .GroupBy(place => place.Document!.Id, place => place.Span)
            .ToDictionary(places => places.Key, places => places.ToArray());
        return marked.Count == 0 ? null : CodeAction.Create("Retire deprecated flags", cancellation => SolutionRetirement.RunAsync(fixAllContext.Solution, marked, cancellation), Key);
    }

    private static async Task<IEnumerable<Diagnostic>> FindAsync(FixAllContext context)
    {
        switch (context.Scope)
        {
            case FixAllScope.Document when context.Document is { } document:
                return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            case FixAllScope.Project:
                return await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false);
            case FixAllScope.Solution:
                List<Diagnostic> all = [];
                foreach (Project project in context.Solution.Projects.Where(project => project.Language == LanguageNames.CSharp))
                    all.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
                return all;
            default:
                return [];
        }
    }
}
