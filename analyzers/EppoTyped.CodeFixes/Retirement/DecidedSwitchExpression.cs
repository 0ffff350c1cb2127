using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>A switch expression over a value that is known: its one arm, or what the guards of its arms still decide.</summary>
internal static class DecidedSwitchExpression
{
    public static bool TryStep(Draft draft, SwitchExpressionSyntax whole, object value)
    {
        List<SwitchExpressionArmSyntax> guarded = [];
        foreach (SwitchExpressionArmSyntax arm in whole.Arms)
        {
            switch (PatternDecision.Matches(arm.Pattern, value, draft.Model))
            {
                case null:
                    return false;
                case true when arm.WhenClause is null:
                    return guarded.Count == 0 ? TryArm(draft, whole, arm) : TryGuards(draft, whole, guarded, arm);
                case true:
                    guarded.Add(arm);
                    break;
            }
        }

        // Nothing matches for sure: then it throws, and goes on doing so.
        return false;
    }

    private static bool TryArm(Draft draft, SwitchExpressionSyntax whole, SwitchExpressionArmSyntax arm)
    {
        if (DecidedExpressions.Stand(draft, whole, arm.Expression) is not { } next)
        {
            return false;
        }

        // An arm's comment stands behind its comma.
        SyntaxToken comma = arm.GetLastToken().GetNextToken();
        SyntaxTriviaList comments = comma.IsKind(SyntaxKind.CommaToken) && comma.TrailingTrivia.HasComment()
            ? SyntaxFactory.TriviaList(Blanks.AsInline(comma.TrailingTrivia))
            : default;
        string to = Blanks.IndentationOf(whole.GetFirstToken());
        string from = Blanks.IndentationOf(arm.GetFirstToken());
        if (next == arm.Expression)
        {
            next = Indentation.Move(next, from, to);
        }

        ExpressionSyntax placed = next
            .WithLeadingTrivia(whole.GetLeadingTrivia())
            .WithTrailingTrivia(comments.AddRange(whole.GetTrailingTrivia()));
        draft.Replace(whole, placed.Decide());
        return true;
    }

    /// <summary><c>guard ? first : other</c>, where all arms have the type of the whole.</summary>
    private static bool TryGuards(
        Draft draft,
        SwitchExpressionSyntax whole,
        List<SwitchExpressionArmSyntax> guarded,
        SwitchExpressionArmSyntax last)
    {
        ITypeSymbol? type = draft.Model.GetTypeInfo(whole).Type;
        SwitchExpressionArmSyntax[] arms = [.. guarded, last];
        if (type is null
            || arms.Any(arm => arm.Expression is ThrowExpressionSyntax or RefExpressionSyntax
                || !SymbolEqualityComparer.Default.Equals(draft.Model.GetTypeInfo(arm.Expression).Type, type)))
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
        draft.Replace(whole, (standsAlone ? chain : Parentheses.Around(chain)).WithTriviaFrom(whole));
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
