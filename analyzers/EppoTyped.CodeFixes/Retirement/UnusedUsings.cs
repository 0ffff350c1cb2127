using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Using directives that the file needed before and needs no more.</summary>
internal static class UnusedUsings
{
    private const string Unnecessary = "CS8019";

    /// <summary>The directives that the compiler calls unnecessary.</summary>
    public static IEnumerable<UsingDirectiveSyntax> Of(IEnumerable<Diagnostic> diagnostics, SyntaxNode root) => diagnostics
        .Where(diagnostic => diagnostic.Id == Unnecessary)
        .Select(diagnostic => root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<UsingDirectiveSyntax>())
        .OfType<UsingDirectiveSyntax>();

    /// <summary>Removes those that were needed before.</summary>
    /// <param name="draft">The text as it is.</param>
    /// <param name="unneeded">Those that nobody needed before either, by their text.</param>
    public static void Remove(Draft draft, ISet<string> unneeded)
    {
        UsingDirectiveSyntax[] unused = [.. Of(draft.Model.GetDiagnostics(cancellationToken: draft.Cancellation), draft.Root)
            .Where(directive => !unneeded.Contains(directive.ToString()))];
        if (unused.Length == 0)
        {
            return;
        }

        SyntaxNode root = draft.Root;
        SyntaxToken first = root.GetFirstToken();
        bool holdsHead = unused.Any(directive => directive.GetFirstToken() == first);
        SyntaxTriviaList head = holdsHead ? first.LeadingTrivia : default;
        root = root.RemoveNodes(unused, SyntaxRemoveOptions.KeepUnbalancedDirectives)!;
        if (holdsHead)
        {
            // The head of the file stands before its first using, whichever that is, and keeps one empty line.
            SyntaxToken next = root.GetFirstToken(includeZeroWidth: true);
            root = root.ReplaceToken(
                next,
                next.WithLeadingTrivia(head.AddRange(head.HasComment() && head.BeforeLastEmptyLine().Count < head.Count
                    ? next.LeadingTrivia
                    : next.LeadingTrivia.WithoutEmptyLines())));
        }

        draft.Become(root);
    }
}
