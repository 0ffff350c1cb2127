using System.Collections.Immutable;
using EppoTyped.CodeFixes.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>
/// The side effects of a call: the parts of its receiver and arguments that must still be evaluated. They become statements before the
/// statement of the call, where the call is evaluated first in it; else the call must be kept.
/// </summary>
internal static class KeptEffects
{
    /// <summary>The parts in their order, mostly none; null where they cannot be kept.</summary>
    public static ImmutableArray<ExpressionSyntax>? Of(IInvocationOperation call, SemanticModel model)
    {
        IEnumerable<IOperation> parts = call.Instance is { } instance ? [instance, .. ArgumentsOf(call)] : ArgumentsOf(call);
        IOperation[] effects = [.. parts.SelectMany(SideEffects.EffectsOf)];
        if (effects.Length == 0)
        {
            return [];
        }

        ImmutableArray<ExpressionSyntax> kept = ToExpressions(effects, model);
        bool canMove = kept.Length == effects.Length && !kept.Any(DeclaresOrThrows) && IsFirst((ExpressionSyntax)call.Syntax, model);
        return canMove ? kept : null;
    }

    /// <summary>The effects as expressions of their own: <c>new()</c> gets its type. Fewer where one cannot be written.</summary>
    public static ImmutableArray<ExpressionSyntax> ToExpressions(IEnumerable<IOperation> effects, SemanticModel model) => [.. effects
        .Select(effect => effect.Syntax is ImplicitObjectCreationExpressionSyntax creation && effect.Type is { } type
            ? SyntaxFactory.ObjectCreationExpression(
                SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.ParseTypeName(type.ToMinimalDisplayString(model, creation.SpanStart)),
                creation.ArgumentList,
                creation.Initializer)
            : effect.Syntax as ExpressionSyntax)
        .OfType<ExpressionSyntax>()];

    /// <summary>The statement that keeps an effect.</summary>
    public static ExpressionStatementSyntax ToStatement(ExpressionSyntax effect)
    {
        ExpressionSyntax bare = effect.WithoutTrivia();
        while (bare is ParenthesizedExpressionSyntax parenthesized)
        {
            bare = parenthesized.Expression.WithoutTrivia();
        }

        return SyntaxFactory.ExpressionStatement(CanBeStatement(bare)
            ? bare
            : SyntaxFactory.AssignmentExpression(
                SyntaxKind.SimpleAssignmentExpression,
                SyntaxFactory.IdentifierName("_").WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
                bare));
    }

    private static bool CanBeStatement(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax invocation => invocation.Expression is not IdentifierNameSyntax { Identifier.ValueText: "nameof" },
        AwaitExpressionSyntax or AssignmentExpressionSyntax or ObjectCreationExpressionSyntax => true,
        PrefixUnaryExpressionSyntax prefix => prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression,
        PostfixUnaryExpressionSyntax postfix => postfix.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
        ConditionalAccessExpressionSyntax access => CanBeStatement(access.WhenNotNull),
        _ => false,
    };

    // In the order in which they are written and evaluated; the operation has them in the order of the parameters.
    private static IEnumerable<IOperation> ArgumentsOf(IInvocationOperation call) =>
        call.Arguments.Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue).OrderBy(argument => argument.Syntax.SpanStart);

    private static bool DeclaresOrThrows(ExpressionSyntax effect) =>
        effect
            .DescendantNodesAndSelf(node => node is not AnonymousFunctionExpressionSyntax)
            .Any(node => node is SingleVariableDesignationSyntax or ThrowExpressionSyntax);

    /// <summary>True when its statement evaluates the expression exactly once, and before anything that could notice.</summary>
    private static bool IsFirst(ExpressionSyntax expression, SemanticModel model)
    {
        HashSet<ISymbol>? captured = null;
        SyntaxNode node = expression;
        for (; node.Parent is { } parent and not StatementSyntax; node = parent)
        {
            if (!EvaluatesAlways(parent, node))
            {
                return false;
            }

            foreach (SyntaxNode before in parent.ChildNodes().TakeWhile(child => child != node))
            {
                captured ??= CapturedAround(expression, model);
                if (!IsStable(before, model, captured))
                {
                    return false;
                }
            }
        }

        return node.Parent is StatementSyntax statement && EvaluatesOnceAtStart(statement, node) && StatementPlace.IsInList(statement);
    }

    private static bool EvaluatesAlways(SyntaxNode parent, SyntaxNode child) => parent switch
    {
        AnonymousFunctionExpressionSyntax or QueryExpressionSyntax or QueryClauseSyntax or SelectOrGroupClauseSyntax or QueryBodySyntax
            or SwitchExpressionArmSyntax or WhenClauseSyntax or MemberDeclarationSyntax or ArrowExpressionClauseSyntax => false,

        // A constructor runs before its initializer, and a handler of interpolated strings can skip parts.
        InitializerExpressionSyntax initializer => initializer.IsKind(SyntaxKind.ArrayInitializerExpression),
        CollectionExpressionSyntax or InterpolationSyntax => false,
        BinaryExpressionSyntax binary =>
            child == binary.Left
                || binary.Kind() is not (SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression
                    or SyntaxKind.CoalesceExpression),
        ConditionalExpressionSyntax conditional => child == conditional.Condition,
        ConditionalAccessExpressionSyntax access => child == access.Expression,
        AssignmentExpressionSyntax assignment => !assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression),
        _ => true,
    };

    private static bool EvaluatesOnceAtStart(StatementSyntax statement, SyntaxNode child) => statement switch
    {
        ExpressionStatementSyntax or ReturnStatementSyntax or ThrowStatementSyntax or YieldStatementSyntax or LockStatementSyntax
            or IfStatementSyntax or SwitchStatementSyntax => child is ExpressionSyntax,
        LocalDeclarationStatementSyntax => true,
        ForEachStatementSyntax loop => child == loop.Expression,
        UsingStatementSyntax @using => child == @using.Expression || child == @using.Declaration,
        _ => false,
    };

    private static bool IsStable(SyntaxNode node, SemanticModel model, ISet<ISymbol> captured) => node switch
    {
        TypeSyntax name when model.GetSymbolInfo(name).Symbol is ITypeSymbol or INamespaceSymbol or IMethodSymbol => true,
        MemberAccessExpressionSyntax access when model.GetSymbolInfo(access).Symbol is IMethodSymbol or ITypeSymbol =>
            IsStable(access.Expression, model, captured),

        // The target of an assignment is evaluated before, but a simple name has no effect.
        IdentifierNameSyntax target when target.Parent is AssignmentExpressionSyntax assignment
            && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
            && assignment.Left == target => true,
        ExpressionSyntax expression => SideEffects.IsStable(model.GetOperation(expression), captured),
        ArgumentSyntax argument => IsStable(argument.Expression, model, captured),
        VariableDeclaratorSyntax { Initializer: { } initializer } => IsStable(initializer.Value, model, captured),
        _ => node.ChildNodes().All(child => IsStable(child, model, captured)),
    };

    private static HashSet<ISymbol> CapturedAround(ExpressionSyntax expression, SemanticModel model)
    {
        SyntaxNode? body = expression.Ancestors().LastOrDefault(node => node is BlockSyntax);
        IEnumerable<ISymbol> captured = body is not null && model.AnalyzeDataFlow(body) is { Succeeded: true } flow ? flow.Captured : [];
        return new HashSet<ISymbol>(captured, SymbolEqualityComparer.Default);
    }
}
