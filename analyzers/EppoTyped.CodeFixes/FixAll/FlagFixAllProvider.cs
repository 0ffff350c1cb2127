using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EppoTyped.CodeFixes.FixAll;

/// <summary>
/// Fix All for the fixes of this assembly. <c>dotnet format</c> takes the equivalence key from the first diagnostic, and passes null where
/// that one has no fix; Roslyn's own provider then fixes nothing. This one looks for the first diagnostic that has a fix.
/// </summary>
/// <param name="inner">The provider that fixes all diagnostics with one equivalence key.</param>
internal class FlagFixAllProvider(FixAllProvider inner) : FixAllProvider
{
    /// <summary>The provider for fixes that change one document each, independent of one another.</summary>
    public static FixAllProvider Instance { get; } = new FlagFixAllProvider(WellKnownFixAllProviders.BatchFixer);

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() =>
        [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public sealed override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) =>
        await NameAsync(fixAllContext).ConfigureAwait(false) is { } named ? await FixAsync(named).ConfigureAwait(false) : null;

    /// <summary>Fixes all diagnostics that have a fix with the context's equivalence key.</summary>
    protected virtual Task<CodeAction?> FixAsync(FixAllContext context) => inner.GetFixAsync(context);

    private static async Task<FixAllContext?> NameAsync(FixAllContext context)
    {
        if (context.CodeActionEquivalenceKey is not null)
        {
            return context;
        }

        foreach (ScopeMessage finding in await ScopeMessages.FindAsync(context).ConfigureAwait(false))
        {
            string? name = null;
            CodeFixContext fix = new(
                finding.Document,
                finding.Diagnostic,
                (action, _) => name ??= action.EquivalenceKey,
                context.CancellationToken);
            await context.CodeFixProvider.RegisterCodeFixesAsync(fix).ConfigureAwait(false);
            if (name is not null)
            {
                return ScopeMessages.WithName(context, name);
            }
        }

        return null;
    }
}
