using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EppoTyped.CodeFixes.FixAll;

/// <summary>
/// Fix All for the fixes here. <c>dotnet format</c> takes the name of the fix from the first message, and where that one has no fix it asks
/// for none by name; Roslyn's own provider then mends nothing at all. This one looks for the first message that has a fix.
/// </summary>
/// <param name="inner">Who mends all messages that have a fix of one name.</param>
internal class FlagFixAllProvider(FixAllProvider inner) : FixAllProvider
{
    /// <summary>For fixes that change one document each, independent of one another.</summary>
    public static FixAllProvider Instance { get; } = new FlagFixAllProvider(WellKnownFixAllProviders.BatchFixer);

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() =>
        [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public sealed override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) =>
        await NameAsync(fixAllContext).ConfigureAwait(false) is { } named ? await FixAsync(named).ConfigureAwait(false) : null;

    /// <summary>Mends every message that has the fix of the context's name.</summary>
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
