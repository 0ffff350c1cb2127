using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Finds jumps whose target is the statement around them.</summary>
internal static class JumpStatements
{
    /// <summary>True for a <c>break</c> or <c>continue</c> of the loop whose body this is.</summary>
    public static bool LeaveOrRepeat(StatementSyntax body) => Breaks(body) || Continues(body);

    /// <summary>True for a <c>break</c> inside whose target is outside of the node.</summary>
    public static bool Breaks(SyntaxNode node) =>
        Within(
            node,
            inner => inner is not (SwitchStatementSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
                && !IsLoop(inner)).Any(inner => inner is BreakStatementSyntax);

    private static bool Continues(SyntaxNode node) =>
        Within(node, inner => inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) && !IsLoop(inner))
            .Any(inner => inner is ContinueStatementSyntax);

    private static IEnumerable<SyntaxNode> Within(SyntaxNode node, Func<SyntaxNode, bool> goInto) =>
        node.DescendantNodesAndSelf(inner => goInto(inner));

    private static bool IsLoop(SyntaxNode node) =>
        node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax;
}
