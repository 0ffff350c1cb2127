using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.CodeFixes;

/// <summary>Replaces an expression. A constant that it refers to is not changed, because other code can use it.</summary>
internal static class ExpressionReplacement
{
    public static async Task<Document> ApplyAsync(Document document, TextSpan span, string expression, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        SyntaxNode replaced = root.FindNode(span, getInnermostNodeForTie: true);
        return document.WithSyntaxRoot(root.ReplaceNode(replaced, Parse(expression, replaced)));
    }

    /// <summary>The expression with the trivia of the one it replaces.</summary>
    public static ExpressionSyntax Parse(string expression, SyntaxNode replaced) =>
        SyntaxFactory.ParseExpression(expression).WithTriviaFrom(replaced);
}
