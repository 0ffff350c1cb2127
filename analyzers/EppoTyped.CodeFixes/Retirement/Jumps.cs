using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Jumps that mean the statement around them, and would mean another one without it.</summary>
internal static class Jumps
{
    /// <summary>True for a <c>break</c> or <c>continue</c> of the loop whose body this is.</summary>
    public static bool LeaveOrRepeat(StatementSyntax body) => Breaks(body) || Continues(body);

    /// <summary>True for a <c>break</c> within that belongs to what is around the node.</summary>
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
