using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Decides where parentheses are needed.</summary>
internal static class Parentheses
{
    private const int Primary = 20;
    private const int Unary = 15;

    /// <summary>True when the text would mean something else without them, and in doubt.</summary>
    public static bool AreNeeded(ParenthesizedExpressionSyntax parentheses)
    {
        ExpressionSyntax inner = parentheses.Expression;
        int rank = RankOf(inner);
        if (rank == Primary)
        {
            return false;
        }

        return parentheses.Parent switch
        {
            EqualsValueClauseSyntax or ReturnStatementSyntax or ArgumentSyntax or ArrowExpressionClauseSyntax or IfStatementSyntax
                or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax => false,
            SwitchStatementSyntax or ThrowStatementSyntax or YieldStatementSyntax or ParenthesizedExpressionSyntax
                or LambdaExpressionSyntax or WhenClauseSyntax => false,
            AssignmentExpressionSyntax assignment => assignment.Right != parentheses,
            BinaryExpressionSyntax binary => rank < RankOf(binary) || (rank == RankOf(binary) && !MayJoin(binary, inner, parentheses)),
            ConditionalExpressionSyntax conditional =>
                conditional.Condition == parentheses ? rank <= RankOf(conditional) : rank < RankOf(conditional),
            PrefixUnaryExpressionSyntax => rank < Unary,
            _ => true,
        };
    }

    /// <summary>The expression as the operand of a <c>!</c> or a cast.</summary>
    public static ExpressionSyntax AroundOperand(ExpressionSyntax operand) => RankOf(operand) >= Unary ? operand : Around(operand);

    public static ExpressionSyntax Around(ExpressionSyntax inner) =>
        SyntaxFactory.ParenthesizedExpression(inner.WithoutTrivia()).WithTriviaFrom(inner);

    /// <summary>True for an expression that can be followed by a dot.</summary>
    public static bool IsPrimary(ExpressionSyntax expression) => RankOf(expression) == Primary;

    /// <summary>True for an expression that needs parentheses before a <c>?</c>.</summary>
    public static bool IsLooserThanQuestion(ExpressionSyntax expression) => RankOf(expression) <= 1;

    private static bool MayJoin(BinaryExpressionSyntax outer, ExpressionSyntax inner, ParenthesizedExpressionSyntax parentheses) =>
        inner.IsKind(outer.Kind())
            && (outer.Left == parentheses || outer.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression);

    private static int RankOf(ExpressionSyntax expression) => expression.Kind() switch
    {
        SyntaxKind.IdentifierName or SyntaxKind.GenericName or SyntaxKind.SimpleMemberAccessExpression or SyntaxKind.InvocationExpression
            or SyntaxKind.ElementAccessExpression => Primary,
        SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression or SyntaxKind.StringLiteralExpression
            or SyntaxKind.NumericLiteralExpression or SyntaxKind.NullLiteralExpression => Primary,
        SyntaxKind.CharacterLiteralExpression or SyntaxKind.ThisExpression or SyntaxKind.ParenthesizedExpression
            or SyntaxKind.TupleExpression or SyntaxKind.InterpolatedStringExpression => Primary,
        SyntaxKind.TypeOfExpression or SyntaxKind.DefaultExpression or SyntaxKind.DefaultLiteralExpression or SyntaxKind.PredefinedType =>
            Primary,
        SyntaxKind.LogicalNotExpression or SyntaxKind.UnaryMinusExpression or SyntaxKind.UnaryPlusExpression
            or SyntaxKind.BitwiseNotExpression => Unary,
        SyntaxKind.MultiplyExpression or SyntaxKind.DivideExpression or SyntaxKind.ModuloExpression => 12,
        SyntaxKind.AddExpression or SyntaxKind.SubtractExpression => 11,
        SyntaxKind.LeftShiftExpression or SyntaxKind.RightShiftExpression => 10,
        SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression
            or SyntaxKind.GreaterThanOrEqualExpression => 9,
        SyntaxKind.IsExpression or SyntaxKind.AsExpression or SyntaxKind.IsPatternExpression => 9,
        SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression => 8,
        SyntaxKind.BitwiseAndExpression => 7,
        SyntaxKind.ExclusiveOrExpression => 6,
        SyntaxKind.BitwiseOrExpression => 5,
        SyntaxKind.LogicalAndExpression => 4,
        SyntaxKind.LogicalOrExpression => 3,
        SyntaxKind.CoalesceExpression => 2,
        SyntaxKind.ConditionalExpression => 1,
        _ => 0,
    };
}
