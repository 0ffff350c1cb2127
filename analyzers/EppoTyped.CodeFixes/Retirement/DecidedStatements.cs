using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>What a decided expression decides of the statement around it.</summary>
internal static class DecidedStatements
{
    /// <summary>Takes a step; false where the expression decides nothing here.</summary>
    public static bool TryStep(Draft draft, ExpressionSyntax decided)
    {
        bool? value = draft.Model.GetConstantValue(decided) is { HasValue: true, Value: bool truth } ? truth : null;
        return decided.Parent switch
        {
            IfStatementSyntax @if when value is { } taken => TryIf(draft, @if, taken),
            BinaryExpressionSyntax { Parent: IfStatementSyntax @if } => TryIfAfterEffects(draft, @if),
            WhileStatementSyntax { ContainsDirectives: false } loop when value is { } goesOn => TryWhile(draft, loop, decided, goesOn),
            DoStatementSyntax { ContainsDirectives: false } loop when value is false => TryDo(draft, loop),
            ForStatementSyntax { ContainsDirectives: false } loop when value is { } goesOn && loop.Condition == decided =>
                TryFor(draft, loop, goesOn),
            SwitchStatementSyntax @switch when @switch.Expression == decided => DecidedSwitchStatement.TryStep(draft, @switch),
            ExpressionStatementSyntax statement when !CanStand(decided) => Apply(draft, StatementPlace.Remove(draft.Root, statement)),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } left,
                Parent: ExpressionStatementSyntax statement } assignment
                when assignment.Right == decided && value is not null && draft.Model.GetSymbolInfo(left).Symbol is IDiscardSymbol =>
                    Apply(draft, StatementPlace.Remove(draft.Root, statement)),
            WhenClauseSyntax guard when value is { } holds =>
                (holds ? DecidedGuards.TryAlways(draft.Root, guard) : DecidedGuards.TryNever(draft.Root, guard)) is { } root
                    && Apply(draft, root),
            CatchFilterClauseSyntax { Parent: CatchClauseSyntax @catch } filter when value is true =>
                Apply(
                    draft,
                    draft.Root.ReplaceNode(
                        @catch,
                        @catch.WithFilter(null).WithDeclaration(@catch.Declaration?.WithTrailingTrivia(filter.GetTrailingTrivia())))),
            _ => false,
        };
    }

    private static bool Apply(Draft draft, SyntaxNode root)
    {
        draft.Become(root);
        return true;
    }

    private static bool CanStand(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax or AssignmentExpressionSyntax or AwaitExpressionSyntax or ObjectCreationExpressionSyntax
            or PostfixUnaryExpressionSyntax
            || expression.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression;

    private static bool TryIf(Draft draft, IfStatementSyntax @if, bool taken)
    {
        // A directive may leave half of a branch out, and then nobody knows where it ends.
        if (HasDirectivesWithin(@if))
        {
            return false;
        }

        StatementSyntax? branch = taken ? @if.Statement : @if.Else?.Statement;
        if (@if.Parent is ElseClauseSyntax @else)
        {
            return TryElseIf(draft, @if, @else, taken, branch);
        }

        if (branch is null)
        {
            return Apply(draft, StatementPlace.Remove(draft.Root, @if));
        }

        IEnumerable<SyntaxTrivia> before = taken
            ? @if.CloseParenToken.TrailingTrivia
            : @if.Else!.ElseKeyword.LeadingTrivia.Concat(@if.Else.ElseKeyword.TrailingTrivia);
        return Apply(draft, Branch.Take(draft, @if, [branch], before));
    }

    /// <summary><c>else if</c> becomes <c>else</c>, or ends.</summary>
    private static bool TryElseIf(Draft draft, IfStatementSyntax @if, ElseClauseSyntax @else, bool taken, StatementSyntax? branch)
    {
        if (branch is null or BlockSyntax { Statements.Count: 0, CloseBraceToken: { HasLeadingTrivia: false } })
        {
            IfStatementSyntax outer = (IfStatementSyntax)@else.Parent!;
            return Apply(draft, draft.Root.ReplaceNode(outer, StatementPlace.WithoutElse(outer)));
        }

        SyntaxTriviaList trailing = taken ? @if.CloseParenToken.TrailingTrivia : @if.Else!.ElseKeyword.TrailingTrivia;
        ElseClauseSyntax next = @else
            .WithElseKeyword(@else.ElseKeyword.WithTrailingTrivia(trailing))
            .WithStatement(branch.WithTrailingTrivia(@if.GetTrailingTrivia()).WithAdditionalAnnotations(Marks.Stayed));
        return Apply(draft, draft.Root.ReplaceNode(@else, next));
    }

    /// <summary><c>if (Log() &amp;&amp; false)</c>: what is asked in vain is still asked.</summary>
    private static bool TryIfAfterEffects(Draft draft, IfStatementSyntax @if)
    {
        if (@if.Condition is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression
            or (int)SyntaxKind.LogicalOrExpression } binary || !StatementPlace.IsInList(@if) || HasDirectivesWithin(@if))
        {
            return false;
        }

        bool outcome = binary.IsKind(SyntaxKind.LogicalOrExpression);
        if (draft.Model.GetConstantValue(binary.Right) is not { HasValue: true, Value: bool right }
            || right != outcome
            || binary.Left.DescendantNodesAndSelf().Any(node => node is SingleVariableDesignationSyntax))
        {
            return false;
        }

        SyntaxTriviaList lead = @if.GetLeadingTrivia();
        SyntaxTrivia[] indentation = [.. lead.Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))];
        StatementSyntax kept = KeptEffects.ToStatement(binary.Left)
            .WithLeadingTrivia(lead)
            .WithTrailingTrivia(Blanks.LineEndOf(draft.Root));
        IfStatementSyntax rest = @if
            .WithCondition(FinalValue.Boolean(outcome).WithTriviaFrom(@if.Condition).Decide())
            .WithLeadingTrivia(indentation);
        return Apply(draft, StatementPlace.ReplaceInList(draft.Root, @if, [kept, rest]));
    }

    private static bool TryWhile(Draft draft, WhileStatementSyntax loop, ExpressionSyntax decided, bool goesOn)
    {
        if (!goesOn)
        {
            return Apply(draft, StatementPlace.Remove(draft.Root, loop));
        }

        return !loop.HasAnnotation(Marks.Stayed)
            && Apply(
                draft,
                draft.Root.ReplaceNode(
                    loop,
                    loop.ReplaceNode(decided, decided.WithoutAnnotations(Marks.Decided)).WithAdditionalAnnotations(Marks.Stayed)));
    }

    private static bool TryDo(Draft draft, DoStatementSyntax loop) =>
        !Jumps.LeaveOrRepeat(loop.Statement) && Apply(draft, Branch.Take(draft, loop, [loop.Statement], loop.DoKeyword.TrailingTrivia));

    private static bool TryFor(Draft draft, ForStatementSyntax loop, bool goesOn)
    {
        if (goesOn)
        {
            ForStatementSyntax endless = loop.WithCondition(null).WithSecondSemicolonToken(loop.SecondSemicolonToken.WithLeadingTrivia());
            if (endless.FirstSemicolonToken.TrailingTrivia.All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))
                && loop.Incrementors.Count == 0)
            {
                endless = endless.WithFirstSemicolonToken(endless.FirstSemicolonToken.WithTrailingTrivia());
            }

            return Apply(draft, draft.Root.ReplaceNode(loop, endless.WithAdditionalAnnotations(Marks.Stayed)));
        }

        IEnumerable<ExpressionSyntax> first = loop.Declaration is { } declaration
            ? declaration.Variables.Select(variable => variable.Initializer?.Value).OfType<ExpressionSyntax>()
            : loop.Initializers;
        return first.All(expression => Purity.IsPure(draft.Model.GetOperation(expression)))
            && Apply(draft, StatementPlace.Remove(draft.Root, loop));
    }

    private static bool HasDirectivesWithin(StatementSyntax statement) =>
        statement.ContainsDirectives
            && statement.DescendantTokens().Skip(1).Any(token => token.LeadingTrivia.Any(trivia => trivia.IsDirective));
}
