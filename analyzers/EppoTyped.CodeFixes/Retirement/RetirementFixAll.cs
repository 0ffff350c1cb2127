using EppoTyped.CodeFixes.FixAll;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Retires many flags at once: two flags in one condition need one edit, which merging two edits cannot produce.</summary>
internal sealed class RetirementFixAll() : FlagFixAllProvider(WellKnownFixAllProviders.BatchFixer)
{
    public const string Key = "EPPO3001.Retire";

    /// <inheritdoc/>
    protected override async Task<CodeAction?> FixAsync(FixAllContext context)
    {
        Dictionary<DocumentId, TextSpan[]> marked = (await ScopeMessages.FindAsync(context).ConfigureAwait(false))
            .GroupBy(message => message.Document.Id, message => message.Diagnostic.Location.SourceSpan)
            .ToDictionary(places => places.Key, places => places.ToArray());
        return marked.Count == 0
            ? null
            : CodeAction.Create(
                "Retire deprecated flags",
                cancellation => SolutionRetirement.RunAsync(context.Solution, marked, cancellation),
                Key);
    }
}
