using EppoTyped.CodeFixes.Manifests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.CodeFixes.FixAll;

/// <summary>
/// Fix All for fixes that edit a manifest: every flag is added once, in the order of the code. Other fixes of the same diagnostic use the
/// base class.
/// </summary>
/// <param name="adds">The equivalence keys of the fixes that add flags, each with a test for its diagnostics.</param>
internal sealed class AddFlagsFixAll(IReadOnlyDictionary<string, Func<Diagnostic, bool>> adds)
    : FlagFixAllProvider(WellKnownFixAllProviders.BatchFixer)
{
    protected override async Task<CodeAction?> FixAsync(FixAllContext context)
    {
        if (context.CodeActionEquivalenceKey is not { } name || !adds.TryGetValue(name, out Func<Diagnostic, bool>? hasFix))
        {
            return await base.FixAsync(context).ConfigureAwait(false);
        }

        IReadOnlyList<ScopeMessage> messages = [.. (await ScopeMessages.FindAsync(context)
            .ConfigureAwait(false)).Where(message => hasFix(message.Diagnostic))];
        return CodeAction.Create("Add the flags to flags.json", cancellation => AddAsync(context.Solution, messages, cancellation), name);
    }

    /// <summary>Adds the flags of the diagnostics, each to the manifest of its project.</summary>
    public static async Task<Solution> AddAsync(Solution solution, IEnumerable<ScopeMessage> messages, CancellationToken cancellation)
    {
        Solution changed = solution;
        foreach (ScopeMessage message in messages)
        {
            if (ProjectManifestFile.ForNewFlags(message.Document.Project) is not { } manifest
                || await FlagOfCall.ReadAsync(message.Document, message.Diagnostic.Location.SourceSpan, cancellation)
                    .ConfigureAwait(false) is not { } flag)
            {
                continue;
            }

            SourceText text = await changed.GetAdditionalDocument(manifest.Id)!.GetTextAsync(cancellation).ConfigureAwait(false);
            if (ManifestEdit.AddFlag(text, flag) is not { } added)
            {
                continue;
            }

            foreach (DocumentId same in ProjectManifestFile.SameFile(solution, manifest))
            {
                changed = changed.WithAdditionalDocumentText(same, added);
            }
        }

        return changed;
    }
}
