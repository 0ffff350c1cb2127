using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Moves;

/// <summary>Tells code that only reads from code that does something: only the former may be evaluated in another order.</summary>
internal static class Quiet
{
    /// <summary>True where nothing in it calls, creates, awaits or assigns. A property counts as reading.</summary>
    public static bool Is(SyntaxNode node) => node.DescendantNodesAndSelf().All(one => !IsLoud(one));

    public static bool IsLoud(SyntaxNode node) => node.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression
        or SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression || node is
        InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AssignmentExpressionSyntax or AwaitExpressionSyntax
        or ThrowExpressionSyntax or AnonymousFunctionExpressionSyntax or QueryExpressionSyntax or InterpolatedStringExpressionSyntax
        or RefExpressionSyntax;
}
