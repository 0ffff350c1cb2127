using EppoTyped.Manifest;
using Microsoft.CodeAnalysis;

namespace EppoTyped.CodeFixes.Manifests;

/// <summary>The manifests of a project as documents.</summary>
internal static class ProjectManifestFile
{
    private const string Usual = "flags.json";

    /// <summary>The manifest for new flags: <c>flags.json</c>, else the first by path; null where there is none.</summary>
    public static TextDocument? ForNewFlags(Project project) => project.AdditionalDocuments
        .Where(document => ManifestName.IsManifest(PathOf(document)))
        .OrderBy(document => string.Equals(document.Name, Usual, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
        .ThenBy(PathOf, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>The document, and those of other projects for the same file, which must be edited together.</summary>
    public static IEnumerable<DocumentId> SameFile(Solution solution, TextDocument document) => document.FilePath is null
        ? [document.Id]
        : solution.Projects
            .SelectMany(project => project.AdditionalDocuments)
            .Where(other => string.Equals(other.FilePath, document.FilePath, StringComparison.Ordinal))
            .Select(other => other.Id);

    private static string PathOf(TextDocument document) => document.FilePath ?? document.Name;
}
