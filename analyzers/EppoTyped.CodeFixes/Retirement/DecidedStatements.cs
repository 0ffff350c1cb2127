using EppoTyped.CodeFixes.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Simplifies the statement around a decided expression.</summary>
internal static class DecidedStatements
{
    /// <summary>Makes a step; false where there is nothing to simplify.</summary>
    public static bool TryStep(EditedFile file, ExpressionSyntax decided)
    {
        bool? value = file.Model.GetConstantValue(decided) is { HasValue: true, Value: bool truth } ? truth : null;
        return decided.Parent switch
        {
            IfStatementSyntax @if when value is { } taken => TryIf(file, @if, taken),
            BinaryExpressionSyntax { Parent: IfStatementSyntax @if } => TryIfAfterEffects(file, @if),
            WhileStatementSyntax { ContainsDirectives: false } loop when value is { } goesOn => TryWhile(file, loop, decided, goesOn),
            DoStatementSyntax { ContainsDirectives: false } loop when value is false => TryDo(file, loop),
            ForStatementSyntax { ContainsDirectives: false } loop when value is { } goesOn && loop.Condition == decided =>
                TryFor(file, loop, goesOn),
            SwitchStatementSyntax @switch when @switch.Expression == decided => DecidedSwitchStatement.TryStep(file, @switch),
            ExpressionStatementSyntax statement when !CanBeStatement(decided) => Apply(file, StatementPlace.Remove(file.Root, statement)),
            AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax statement } assignment
                when assignment.Right == decided && value is not null && IsDiscard(file, assignment.Left) =>
                    Apply(file, StatementPlace.Remove(file.Root, statement)),
            WhenClauseSyntax guard when value is { } holds =>
                (holds ? DecidedGuards.TryAlways(file.Root, guard) : DecidedGuards.TryNever(file.Root, guard)) is { } root
                    && Apply(file, root),
            CatchFilterClauseSyntax { Parent: CatchClauseSyntax @catch } filter when value is true =>
                Apply(file, file.Root.ReplaceNode(@catch, WithoutFilter(@catch, filter))),
            _ => false,
        };
    }

    private static bool IsDiscard(EditedFile file, ExpressionSyntax target) =>
        target is IdentifierNameSyntax { Identifier.ValueText: "_" } && file.Model.GetSymbolInfo(target).Symbol is IDiscardSymbol;

    private static CatchClauseSyntax WithoutFilter(CatchClauseSyntax @catch, CatchFilterClauseSyntax filter) =>
        @catch.WithFilter(null).WithDeclaration(@catch.Declaration?.WithTrailingTrivia(filter.GetTrailingTrivia()));

    private static bool Apply(EditedFile file, SyntaxNode root)
    {
        file.Update(root);
        return true;
    }

    private static bool CanBeStatement(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax or AssignmentExpressionSyntax or AwaitExpressionSyntax or ObjectCreationExpressionSyntax
            or PostfixUnaryExpressionSyntax
            || expression.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression;

    private static bool TryIf(EditedFile file, IfStatementSyntax @if, bool taken)
    {
        // A directive can exclude a part of a branch, so that its end is not known.
        if (HasDirectivesWithin(@if))
        {
            return false;
        }

        StatementSyntax? branch = taken ? @if.Statement : @if.Else?.Statement;
        if (@if.Parent is ElseClauseSyntax @else)
        {
            return TryElseIf(file, @if, @else, taken, branch);
        }

        if (branch is null)
        {
            return Apply(file, StatementPlace.Remove(file.Root, @if));
        }

        IEnumerable<SyntaxTrivia> before = taken
            ? @if.CloseParenToken.TrailingTrivia
            : @if.Else!.ElseKeyword.LeadingTrivia.Concat(@if.Else.ElseKeyword.TrailingTrivia);
        return Apply(file, TakenBranch.ReplaceStatement(file, @if, [branch], before));
    }

    /// <summary><c>else if</c> becomes <c>else</c>, or is removed.</summary>
    private static bool TryElseIf(EditedFile file, IfStatementSyntax @if, ElseClauseSyntax @else, bool taken, StatementSyntax? branch)
    {
        if (branch is null or BlockSyntax { Statements.Count: 0, CloseBraceToken: { HasLeadingTrivia: false } })
        {
            IfStatementSyntax outer = (IfStatementSyntax)@else.Parent!;
            return Apply(file, file.Root.ReplaceNode(outer, StatementPlace.WithoutElse(outer)));
        }

        SyntaxTriviaList trailing = taken ? @if.CloseParenToken.TrailingTrivia : @if.Else!.ElseKeyword.TrailingTrivia;
        ElseClauseSyntax next = @else
            .WithElseKeyword(@else.ElseKeyword.WithTrailingTrivia(trailing))
            .WithStatement(branch.WithTrailingTrivia(@if.GetTrailingTrivia()).WithAdditionalAnnotations(Annotations.Stayed));
        return Apply(file, file.Root.ReplaceNode(@else, next));
    }

    /// <summary><c>if (Log() &amp;&amp; false)</c>: the call is kept as a statement.</summary>
    private static bool TryIfAfterEffects(EditedFile file, IfStatementSyntax @if)
    {
        if (@if.Condition is not BinaryExpressionSyntax binary
            || binary.Kind() is not (SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression)
            || !StatementPlace.IsInList(@if)
            || HasDirectivesWithin(@if))
        {
            return false;
        }

        bool outcome = binary.IsKind(SyntaxKind.LogicalOrExpression);
        if (file.Model.GetConstantValue(binary.Right) is not { HasValue: true, Value: bool right }
            || right != outcome
            || binary.Left.DescendantNodesAndSelf().Any(node => node is SingleVariableDesignationSyntax))
        {
            return false;
        }

        SyntaxTriviaList lead = @if.GetLeadingTrivia();
        SyntaxTrivia[] indentation = [.. lead.Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))];
        StatementSyntax kept = KeptEffects.ToStatement(binary.Left)
            .WithLeadingTrivia(lead)
            .WithTrailingTrivia(Trivia.LineEndOf(file.Root));
        IfStatementSyntax rest = @if
            .WithCondition(FinalValue.Boolean(outcome).WithTriviaFrom(@if.Condition).MarkDecided())
            .WithLeadingTrivia(indentation);
        return Apply(file, StatementPlace.ReplaceInList(file.Root, @if, [kept, rest]));
    }

    private static bool TryWhile(EditedFile file, WhileStatementSyntax loop, ExpressionSyntax decided, bool goesOn)
    {
        if (!goesOn)
        {
            return Apply(file, StatementPlace.Remove(file.Root, loop));
        }

        return !loop.HasAnnotation(Annotations.Stayed)
            && Apply(
                file,
                file.Root.ReplaceNode(
                    loop,
                    loop
                        .ReplaceNode(decided, decided.WithoutAnnotations(Annotations.Decided))
                        .WithAdditionalAnnotations(Annotations.Stayed)));
    }

    private static bool TryDo(EditedFile file, DoStatementSyntax loop) =>
        !JumpStatements.LeaveOrRepeat(loop.Statement)
            && Apply(file, TakenBranch.ReplaceStatement(file, loop, [loop.Statement], loop.DoKeyword.TrailingTrivia));

    private static bool TryFor(EditedFile file, ForStatementSyntax loop, bool goesOn)
    {
        if (goesOn)
        {
            ForStatementSyntax endless = loop.WithCondition(null).WithSecondSemicolonToken(loop.SecondSemicolonToken.WithLeadingTrivia());
            if (endless.FirstSemicolonToken.TrailingTrivia.All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))
                && loop.Incrementors.Count == 0)
            {
                endless = endless.WithFirstSemicolonToken(endless.FirstSemicolonToken.WithTrailingTrivia());
            }

            return Apply(file, file.Root.ReplaceNode(loop, endless.WithAdditionalAnnotations(Annotations.Stayed)));
        }

        IEnumerable<ExpressionSyntax> first = loop.Declaration is { } declaration
            ? declaration.Variables.Select(variable => variable.Initializer?.Value).OfType<ExpressionSyntax>()
            : loop.Initializers;
        return first.All(expression => SideEffects.IsPure(file.Model.GetOperation(expression)))
            && Apply(file, StatementPlace.Remove(file.Root, loop));
    }

    private static bool HasDirectivesWithin(StatementSyntax statement) =>
        statement.ContainsDirectives
            && statement.DescendantTokens().Skip(1).Any(token => token.LeadingTrivia.Any(trivia => trivia.IsDirective));
}
