using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.CodeFixes;

/// <summary>Replaces a constant text: in the literal, or in the declaration of the constant.</summary>
internal static class TextReplacement
{
    public static async Task<Solution> ApplyAsync(Document document, TextSpan span, string text, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        ExpressionSyntax expression = (ExpressionSyntax)root.FindNode(span, getInnermostNodeForTie: true);
        Solution solution = document.Project.Solution;
        if (await FindConstantAsync(document, expression, cancellation).ConfigureAwait(false) is { } constant
            && solution.GetDocument(constant.SyntaxTree) is { } declaring)
        {
            (document, root, expression) = (declaring, await constant.SyntaxTree
                .GetRootAsync(cancellation)
                .ConfigureAwait(false), constant);
        }

        LiteralExpressionSyntax literal = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(text));
        return solution.WithDocumentSyntaxRoot(document.Id, root.ReplaceNode(expression, literal.WithTriviaFrom(expression)));
    }

    /// <summary>The literal that a named constant is declared with; null where the expression does not refer to one.</summary>
    private static async Task<LiteralExpressionSyntax?> FindConstantAsync(
        Document document,
        ExpressionSyntax expression,
        CancellationToken cancellation)
    {
        if (expression is not (IdentifierNameSyntax or MemberAccessExpressionSyntax))
        {
            return null;
        }

        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        ISymbol? symbol = model.GetSymbolInfo(expression, cancellation).Symbol;
        if (symbol is not (IFieldSymbol { IsConst: true } or ILocalSymbol { IsConst: true })
            || symbol.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference)
        {
            return null;
        }

        return await reference
            .GetSyntaxAsync(cancellation)
            .ConfigureAwait(false) is VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax literal } ? literal : null;
    }
}
