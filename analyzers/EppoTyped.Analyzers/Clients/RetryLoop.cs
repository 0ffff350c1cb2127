using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Clients;

/// <summary>Tells a loop that builds many clients from one that tries until it has one, or that builds one for each environment.</summary>
internal static class RetryLoop
{
    /// <summary>True when a client is built in every round, as far as one can see.</summary>
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

        // What stands in the head of a loop runs once, or decides whether it goes on.
        return body is not null
            && body.Span.Contains(call.Syntax.Span)
            && !IsLeft(body, call.Syntax)
            && !IsUntilThere(loop.Syntax, body)
            && !IsForEach(loop, call);
    }

    /// <summary>True when the loop is left once the client is there: a break or a return behind the call, outside any catch.</summary>
    private static bool IsLeft(SyntaxNode body, SyntaxNode call) =>
        call.Ancestors().TakeWhile(node => node != body).Any(node => node is ReturnStatementSyntax)
        || body
            .DescendantNodes(node => node is not (CatchClauseSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(node => node is BreakStatementSyntax or ReturnStatementSyntax && node.SpanStart > call.SpanStart);

    /// <summary>
    /// True when the condition asks for something that the body assigns: <c>while (client is null)</c>, <c>while (!ready)</c>.
    /// </summary>
    private static bool IsUntilThere(SyntaxNode loop, SyntaxNode body)
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

    /// <summary>True when the options name what the loop goes through: one client for each environment is right.</summary>
    private static bool IsForEach(ILoopOperation loop, IInvocationOperation call) =>
        call.Arguments
            .Any(argument => argument.Value
                .DescendantsAndSelf()
                .OfType<ILocalReferenceOperation>()
                .Any(local => loop.Locals.Contains(local.Local, SymbolEqualityComparer.Default)));
}
