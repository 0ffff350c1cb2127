using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Helps with white space, line ends and comments around code.</summary>
internal static class Trivia
{
    public static bool IsComment(this SyntaxTrivia trivia) => trivia.Kind() is
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia
            or SyntaxKind.MultiLineDocumentationCommentTrivia;

    public static bool HasComment(this IEnumerable<SyntaxTrivia> trivia) => trivia.Any(IsComment);

    public static bool EndsLine(this IEnumerable<SyntaxTrivia> trivia) => trivia.Any(one => one.IsKind(SyntaxKind.EndOfLineTrivia));

    /// <summary>True for the first token of a line.</summary>
    public static bool BeginsLine(this SyntaxToken token) =>
        token.GetPreviousToken() is var previous
            && (previous.IsKind(SyntaxKind.None) || previous.TrailingTrivia.EndsLine() || token.LeadingTrivia.EndsLine());

    /// <summary>The indentation of the token's line.</summary>
    public static string IndentationOf(SyntaxToken token)
    {
        SyntaxToken first = token;
        while (!first.BeginsLine())
        {
            first = first.GetPreviousToken();
        }

        return first.LeadingTrivia.Count > 0 && first.LeadingTrivia.Last() is var last && last.IsKind(SyntaxKind.WhitespaceTrivia)
            ? last.ToFullString()
            : "";
    }

    /// <summary>The line end of a file, as in its first line.</summary>
    public static SyntaxTrivia LineEndOf(SyntaxNode root) =>
        root.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is var found
            && found.IsKind(SyntaxKind.EndOfLineTrivia) ? SyntaxFactory.EndOfLine(found.ToFullString()) : SyntaxFactory.LineFeed;

    /// <summary>Removes leading empty lines.</summary>
    public static SyntaxTriviaList WithoutEmptyLines(this SyntaxTriviaList trivia)
    {
        int start = 0;
        for (int i = 0; i < trivia.Count
            && (trivia[i].IsKind(SyntaxKind.WhitespaceTrivia) || trivia[i].IsKind(SyntaxKind.EndOfLineTrivia)); i++)
        {
            if (trivia[i].IsKind(SyntaxKind.EndOfLineTrivia))
            {
                start = i + 1;
            }
        }

        return SyntaxFactory.TriviaList(trivia.Skip(start));
    }

    /// <summary>The trivia up to the last empty line or directive, which do not belong to the following code.</summary>
    public static SyntaxTriviaList BeforeLastEmptyLine(this SyntaxTriviaList trivia)
    {
        int end = 0;
        bool lineIsEmpty = true;
        for (int i = 0; i < trivia.Count; i++)
        {
            SyntaxTrivia one = trivia[i];
            if (one.IsDirective || one.IsKind(SyntaxKind.DisabledTextTrivia) || (one.IsKind(SyntaxKind.EndOfLineTrivia) && lineIsEmpty))
            {
                end = i + 1;
            }

            lineIsEmpty = one.IsKind(SyntaxKind.EndOfLineTrivia)
                || one.IsDirective
                || (lineIsEmpty && one.IsKind(SyntaxKind.WhitespaceTrivia));
        }

        return SyntaxFactory.TriviaList(trivia.Take(end));
    }

    /// <summary>The comments, each on a line of its own with this indentation.</summary>
    public static IEnumerable<SyntaxTrivia> AsLines(IEnumerable<SyntaxTrivia> comments, string indentation, SyntaxTrivia lineEnd) =>
        comments.Where(IsComment).SelectMany(comment => new[] { SyntaxFactory.Whitespace(indentation), comment, lineEnd });

    /// <summary>The comments in a form that fits within a line.</summary>
    public static IEnumerable<SyntaxTrivia> AsInline(IEnumerable<SyntaxTrivia> comments) =>
        comments.Where(IsComment).SelectMany(comment => new[] { SyntaxFactory.Space, Inline(comment) });

    private static SyntaxTrivia Inline(SyntaxTrivia comment)
    {
        string text = comment.ToFullString();
        return comment.IsKind(SyntaxKind.SingleLineCommentTrivia) && !text.Contains("*/")
            ? SyntaxFactory.Comment("/*" + text.Substring(2).TrimEnd() + " */")
            : comment;
    }
}
