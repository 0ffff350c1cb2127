using EppoTyped.CodeFixes.Manifests;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Retires flags at all marked places, and removes those from flags.json that are not used any more.</summary>
internal static class SolutionRetirement
{
    /// <summary>Returns the changed solution.</summary>
    /// <param name="solution">The solution.</param>
    /// <param name="marked">The marked uses of each file.</param>
    /// <param name="cancellation">Cancels the work.</param>
    public static async Task<Solution> RunAsync(
        Solution solution,
        IReadOnlyDictionary<DocumentId, TextSpan[]> marked,
        CancellationToken cancellation)
    {
        Solution changed = solution;
        Dictionary<string, (RetirementContext Context, FlagDefinition Flag)> retired = new(StringComparer.Ordinal);
        HashSet<string> done = new(StringComparer.Ordinal);
        foreach (IGrouping<ProjectId, DocumentId> documents in marked.Keys.GroupBy(id => id.ProjectId))
        {
            if (solution.GetProject(documents.Key) is not { } project
                || await RetirementContext.OfAsync(project, cancellation).ConfigureAwait(false) is not { } context)
            {
                continue;
            }

            foreach (Document document in documents.Select(solution.GetDocument).OfType<Document>())
            {
                // A file of two projects, or of a project with two target frameworks, is changed once.
                if (document.FilePath is { } path && !done.Add(path))
                {
                    continue;
                }

                if (await document.GetSyntaxTreeAsync(cancellation).ConfigureAwait(false) is not { } tree
                    || FileRetirement.Run(tree, marked[document.Id], context, cancellation) is not var (root, keys))
                {
                    continue;
                }

                changed = changed.WithDocumentSyntaxRoot(document.Id, root);
                SourceText old = await document.GetTextAsync(cancellation).ConfigureAwait(false);
                foreach (DocumentId linked in document.GetLinkedDocumentIds())
                {
                    changed = changed.WithDocumentText(linked, SourceText.From(root.ToFullString(), old.Encoding, old.ChecksumAlgorithm));
                }

                foreach (string key in keys)
                {
                    if (context.Manifests.Find(key) is { } flag)
                    {
                        retired[context.Manifests.PathOf(flag) + "\0" + key] = (context, flag);
                    }
                }
            }
        }

        foreach ((RetirementContext context, FlagDefinition flag) in retired.Values)
        {
            if (!await RemainingUses.AnyAsync(changed, flag, context.Manifests, cancellation).ConfigureAwait(false))
            {
                changed = await RemoveEntryAsync(changed, context.Manifests.PathOf(flag), flag.Key, cancellation).ConfigureAwait(false);
            }
        }

        return changed;
    }

    private static async Task<Solution> RemoveEntryAsync(Solution solution, string path, string key, CancellationToken cancellation)
    {
        foreach (TextDocument manifest in solution.Projects
            .SelectMany(project => project.AdditionalDocuments)
            .Where(document => document.FilePath == path)
            .ToArray())
        {
            if (ManifestEdit.RemoveFlag(await manifest.GetTextAsync(cancellation).ConfigureAwait(false), key) is { } text)
            {
                solution = solution.WithAdditionalDocumentText(manifest.Id, text);
            }
        }

        return solution;
    }
}
