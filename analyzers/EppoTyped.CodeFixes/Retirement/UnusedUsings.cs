using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Removes using directives that became unnecessary.</summary>
internal static class UnusedUsings
{
    private const string Unnecessary = "CS8019";

    /// <summary>The directives that are unnecessary according to the compiler.</summary>
    public static IEnumerable<UsingDirectiveSyntax> Of(IEnumerable<Diagnostic> diagnostics, SyntaxNode root) => diagnostics
        .Where(diagnostic => diagnostic.Id == Unnecessary)
        .Select(diagnostic => root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<UsingDirectiveSyntax>())
        .OfType<UsingDirectiveSyntax>();

    /// <summary>Removes unnecessary directives that were needed before.</summary>
    /// <param name="file">The file.</param>
    /// <param name="unneeded">The texts of the directives that were unnecessary before.</param>
    public static void Remove(EditedFile file, ISet<string> unneeded)
    {
        UsingDirectiveSyntax[] unused = [.. Of(file.Model.GetDiagnostics(cancellationToken: file.Cancellation), file.Root)
            .Where(directive => !unneeded.Contains(directive.ToString()))];
        if (unused.Length == 0)
        {
            return;
        }

        SyntaxNode root = file.Root;
        SyntaxToken first = root.GetFirstToken();
        bool holdsHead = unused.Any(directive => directive.GetFirstToken() == first);
        SyntaxTriviaList head = holdsHead ? first.LeadingTrivia : default;
        root = root.RemoveNodes(unused, SyntaxRemoveOptions.KeepUnbalancedDirectives)!;
        if (holdsHead)
        {
            // The comments at the beginning of the file are kept before its first using, with one empty line.
            SyntaxToken next = root.GetFirstToken(includeZeroWidth: true);
            root = root.ReplaceToken(
                next,
                next.WithLeadingTrivia(head.AddRange(head.HasComment() && head.BeforeLastEmptyLine().Count < head.Count
                    ? next.LeadingTrivia
                    : next.LeadingTrivia.WithoutEmptyLines())));
        }

        file.Update(root);
    }
}
