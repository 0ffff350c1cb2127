using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Clients;

/// <summary>
/// Distinguishes a loop that builds many clients from one that retries until it has one, and from one that builds one for each environment.
/// </summary>
internal static class RetryLoop
{
    /// <summary>True when a client is probably built in every round.</summary>
    public static bool IsLoop(ILoopOperation loop, IInvocationOperation call)
    {
        SyntaxNode? body = loop.Syntax switch
        {
            ForStatementSyntax { Statement: var statement } => statement,
            CommonForEachStatementSyntax { Statement: var statement } => statement,
            WhileStatementSyntax { Statement: var statement } => statement,
            DoStatementSyntax { Statement: var statement } => statement,
            _ => null,
        };

        // The head of a loop runs once, or decides whether the loop continues.
        return body is not null
            && body.Span.Contains(call.Syntax.Span)
            && !EndsAfter(body, call.Syntax)
            && !AssignsCondition(loop.Syntax, body)
            && !UsesLoopVariable(loop, call);
    }

    /// <summary>True when the loop ends after the client is built: a break or a return after the call, outside of any catch.</summary>
    private static bool EndsAfter(SyntaxNode body, SyntaxNode call) =>
        call.Ancestors().TakeWhile(node => node != body).Any(node => node is ReturnStatementSyntax)
        || body
            .DescendantNodes(node => node is not (CatchClauseSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(node => node is BreakStatementSyntax or ReturnStatementSyntax && node.SpanStart > call.SpanStart);

    /// <summary>
    /// True when the condition reads a variable that the body assigns: <c>while (client is null)</c>, <c>while (!ready)</c>.
    /// </summary>
    private static bool AssignsCondition(SyntaxNode loop, SyntaxNode body)
    {
        ExpressionSyntax? condition = loop switch
        {
            ForStatementSyntax { Condition: var wanted } => wanted,
            WhileStatementSyntax { Condition: var wanted } => wanted,
            DoStatementSyntax { Condition: var wanted } => wanted,
            _ => null,
        };
        if (condition is null)
        {
            return false;
        }

        HashSet<string> asked = new(
            condition.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText),
            StringComparer.Ordinal);
        return body.DescendantNodes()
            .OfType<AssignmentExpressionSyntax>()
            .Any(assignment => assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
            && assignment.Left is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
            && asked.Contains(((assignment.Left as MemberAccessExpressionSyntax)?.Name ?? assignment.Left).ToString()));
    }

    /// <summary>True when the options use the variable of the loop: one client for each environment is right.</summary>
    private static bool UsesLoopVariable(ILoopOperation loop, IInvocationOperation call) =>
        call.Arguments
            .Any(argument => argument.Value
                .DescendantsAndSelf()
                .OfType<ILocalReferenceOperation>()
                .Any(local => loop.Locals.Contains(local.Local, SymbolEqualityComparer.Default)));
}
