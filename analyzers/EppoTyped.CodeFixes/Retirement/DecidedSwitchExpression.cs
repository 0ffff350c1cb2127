using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Simplifies a switch expression over a known value to one arm, or to a conditional where arms have guards.</summary>
internal static class DecidedSwitchExpression
{
    public static bool TryStep(EditedFile file, SwitchExpressionSyntax whole, object value)
    {
        List<SwitchExpressionArmSyntax> guarded = [];
        foreach (SwitchExpressionArmSyntax arm in whole.Arms)
        {
            switch (PatternDecision.Matches(arm.Pattern, value, file.Model))
            {
                case null:
                    return false;
                case true when arm.WhenClause is null:
                    return guarded.Count == 0 ? TryArm(file, whole, arm) : TryGuards(file, whole, guarded, arm);
                case true:
                    guarded.Add(arm);
                    break;
            }
        }

        // No arm matches: the expression throws, which is kept.
        return false;
    }

    private static bool TryArm(EditedFile file, SwitchExpressionSyntax whole, SwitchExpressionArmSyntax arm)
    {
        if (DecidedExpressions.InPlaceOf(file, whole, arm.Expression) is not { } next)
        {
            return false;
        }

        // The comment of an arm is after its comma.
        SyntaxToken comma = arm.GetLastToken().GetNextToken();
        SyntaxTriviaList comments = comma.IsKind(SyntaxKind.CommaToken) && comma.TrailingTrivia.HasComment()
            ? SyntaxFactory.TriviaList(Trivia.AsInline(comma.TrailingTrivia))
            : default;
        string to = Trivia.IndentationOf(whole.GetFirstToken());
        string from = Trivia.IndentationOf(arm.GetFirstToken());
        if (next == arm.Expression)
        {
            next = Indentation.Move(next, from, to);
        }

        ExpressionSyntax placed = next
            .WithLeadingTrivia(whole.GetLeadingTrivia())
            .WithTrailingTrivia(comments.AddRange(whole.GetTrailingTrivia()));
        file.Replace(whole, placed.MarkDecided());
        return true;
    }

    /// <summary>Writes <c>guard ? first : other</c>, where all arms have the type of the whole.</summary>
    private static bool TryGuards(
        EditedFile file,
        SwitchExpressionSyntax whole,
        List<SwitchExpressionArmSyntax> guarded,
        SwitchExpressionArmSyntax last)
    {
        ITypeSymbol? type = file.Model.GetTypeInfo(whole).Type;
        SwitchExpressionArmSyntax[] arms = [.. guarded, last];
        if (type is null
            || arms.Any(arm => arm.Expression is ThrowExpressionSyntax or RefExpressionSyntax
                || !SymbolEqualityComparer.Default.Equals(file.Model.GetTypeInfo(arm.Expression).Type, type)))
        {
            return false;
        }

        ExpressionSyntax chain = Operand(last.Expression);
        foreach (SwitchExpressionArmSyntax arm in Enumerable.Reverse(guarded))
        {
            chain = SyntaxFactory.ConditionalExpression(
                Condition(arm.WhenClause!.Condition),
                Spaced(SyntaxKind.QuestionToken),
                Operand(arm.Expression).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space),
                chain);
        }

        bool standsAlone = whole.Parent is not ExpressionSyntax or AssignmentExpressionSyntax or ParenthesizedExpressionSyntax;
        file.Replace(whole, (standsAlone ? chain : Parentheses.Around(chain)).WithTriviaFrom(whole));
        return true;
    }

    private static ExpressionSyntax Condition(ExpressionSyntax guard) =>
        (Parentheses.IsLooserThanQuestion(guard) ? Parentheses.Around(guard) : guard)
            .WithoutTrivia()
            .WithTrailingTrivia(SyntaxFactory.Space);

    private static ExpressionSyntax Operand(ExpressionSyntax expression) =>
        expression is AssignmentExpressionSyntax or AnonymousFunctionExpressionSyntax
            ? Parentheses.Around(expression)
            : expression.WithoutTrivia();

    private static SyntaxToken Spaced(SyntaxKind kind) => SyntaxFactory.Token(kind).WithTrailingTrivia(SyntaxFactory.Space);
}
