using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Changes the indentation of lines that leave a block. Text within lines and string literals is never changed.</summary>
internal sealed class Indentation : CSharpSyntaxRewriter
{
    private readonly string _from;
    private readonly string _to;

    private Indentation(string from, string to) => (_from, _to) = (from, to);

    /// <summary>
    /// Changes the indentation of every line that begins with <paramref name="from"/>. The node must still be in its tree.
    /// </summary>
    public static T Move<T>(T node, string from, string to)
        where T : SyntaxNode => from == to ? node : (T)new Indentation(from, to).Visit(node);

    /// <summary>Changes the indentation of the comments before a token that is removed.</summary>
    public static SyntaxTriviaList Move(SyntaxToken token, string from, string to) =>
        from == to ? token.LeadingTrivia : new Indentation(from, to).Shift(token.LeadingTrivia, token.BeginsLine());

    /// <inheritdoc/>
    public override SyntaxToken VisitToken(SyntaxToken token)
    {
        if (token.LeadingTrivia.Count == 0)
        {
            return token;
        }

        SyntaxToken previous = token.GetPreviousToken();
        bool atLineStart = previous.IsKind(SyntaxKind.None) || previous.TrailingTrivia.EndsLine();
        return token.WithLeadingTrivia(Shift(token.LeadingTrivia, atLineStart));
    }

    private SyntaxTriviaList Shift(SyntaxTriviaList trivia, bool atLineStart)
    {
        List<SyntaxTrivia> moved = [];
        foreach (SyntaxTrivia one in trivia)
        {
            bool isIndentation = atLineStart && one.IsKind(SyntaxKind.WhitespaceTrivia);
            string text = isIndentation ? one.ToFullString() : "";
            moved.Add(isIndentation && text.StartsWith(_from, StringComparison.Ordinal)
                ? SyntaxFactory.Whitespace(_to + text.Substring(_from.Length))
                : one);
            atLineStart = one.IsKind(SyntaxKind.EndOfLineTrivia) || one.IsDirective || one.IsKind(SyntaxKind.DisabledTextTrivia);
        }

        return SyntaxFactory.TriviaList(moved);
    }
}
