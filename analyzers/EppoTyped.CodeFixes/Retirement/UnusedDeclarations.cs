using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Locals, local functions and names of caught exceptions that only served what is gone.</summary>
internal static class UnusedDeclarations
{
    /// <summary>Marks what is used now around some nodes, so that later only what became unused is taken.</summary>
    public static void Mark(Draft draft, IEnumerable<SyntaxNode> around)
    {
        HashSet<SyntaxNode> used = [];
        foreach (SyntaxNode body in new HashSet<SyntaxNode>(around.Select(References.BodyOf)))
        {
            foreach (IdentifierNameSyntax name in body.DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                if (draft.Model.GetSymbolInfo(
                    name,
                    draft.Cancellation).Symbol is not (ILocalSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction })
                        || draft.Model.GetSymbolInfo(name, draft.Cancellation).Symbol is not { } symbol)
                {
                    continue;
                }

                used.UnionWith(symbol.DeclaringSyntaxReferences
                    .Where(reference => reference.SyntaxTree == draft.Tree)
                    .Select(reference => reference.GetSyntax(draft.Cancellation))
                    .Where(node => node is VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax }
                        or LocalFunctionStatementSyntax or CatchDeclarationSyntax));
            }

            used.UnionWith(body.DescendantNodes().OfType<LabeledStatementSyntax>().Where(label => IsJumpedTo(body, label)));
        }

        if (used.Count > 0)
        {
            draft.Become(draft.Root.ReplaceNodes(used, (_, now) => now.WithAdditionalAnnotations(Marks.Used)));
        }
    }

    /// <summary>Removes one that nothing uses any more; false when there is none.</summary>
    public static bool TryRemove(Draft draft)
    {
        foreach (SyntaxNode declaration in draft.Root.GetAnnotatedNodes(Marks.Used))
        {
            if (declaration is LabeledStatementSyntax label)
            {
                if (IsJumpedTo(References.BodyOf(label), label))
                {
                    continue;
                }

                draft.Replace(label, label.Statement.WithLeadingTrivia(label.GetLeadingTrivia()));
                return true;
            }

            if (draft.Model.GetDeclaredSymbol(declaration, draft.Cancellation) is not { } symbol)
            {
                continue;
            }

            IdentifierNameSyntax[] uses = [.. References.Of(draft, symbol, declaration).Where(use => !declaration.Span.Contains(use.Span))];
            if (uses.Length == 0 ? TryRemove(draft, declaration) : TryRemoveWrite(draft, declaration, uses))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsJumpedTo(SyntaxNode body, LabeledStatementSyntax label) => body.DescendantNodes().OfType<GotoStatementSyntax>()
        .Any(jump => jump.Expression is IdentifierNameSyntax target && target.Identifier.ValueText == label.Identifier.ValueText);

    private static bool TryRemove(Draft draft, SyntaxNode declaration)
    {
        switch (declaration)
        {
            case LocalFunctionStatementSyntax function:
                draft.Become(StatementPlace.Remove(draft.Root, function));
                return true;
            case CatchDeclarationSyntax caught when !caught.Identifier.IsKind(SyntaxKind.None):
                draft.Replace(
                    caught,
                    caught.WithIdentifier(default).WithType(caught.Type.WithoutTrailingTrivia()).WithoutAnnotations(Marks.Used));
                return true;
            case VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } statement } local:
                return TryRemoveLocal(draft, local, statement);
            default:
                return false;
        }
    }

    private static bool TryRemoveLocal(Draft draft, VariableDeclaratorSyntax local, LocalDeclarationStatementSyntax statement)
    {
        IOperation? value = local.Initializer is null ? null : draft.Model.GetOperation(local.Initializer.Value, draft.Cancellation);
        if (local.Initializer is null || Purity.IsPure(value))
        {
            draft.Become(LocalDeclarations.Remove(draft.Root, local));
            return true;
        }

        ExpressionSyntax[] effects = value is null ? [] : [.. KeptEffects.ToExpressions(Purity.EffectsOf(value), draft.Model)];
        if (effects.Length == 0
            || statement.Declaration.Variables.Count > 1
            || !StatementPlace.IsInList(statement)
            || effects.Any(effect => effect is RefExpressionSyntax or ThrowExpressionSyntax or StackAllocArrayCreationExpressionSyntax))
        {
            return false;
        }

        SyntaxTrivia[] indentation = [.. statement.GetLeadingTrivia()
            .Reverse()
            .TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))];
        draft.Become(StatementPlace.ReplaceInList(draft.Root, statement, [.. effects.Select((effect, i) => KeptEffects.ToStatement(effect)
            .WithLeadingTrivia(i == 0 ? statement.GetLeadingTrivia() : SyntaxFactory.TriviaList(indentation))
            .WithTrailingTrivia(i == effects.Length - 1
                ? statement.GetTrailingTrivia()
                : SyntaxFactory.TriviaList(Blanks.LineEndOf(draft.Root))))]));
        return true;
    }

    /// <summary>What is only written any more: the writes go first, where they do nothing else.</summary>
    private static bool TryRemoveWrite(Draft draft, SyntaxNode declaration, IdentifierNameSyntax[] uses)
    {
        if (declaration is not VariableDeclaratorSyntax)
        {
            return false;
        }

        List<StatementSyntax> writes = [];
        foreach (IdentifierNameSyntax use in uses)
        {
            if (use.Parent is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression,
                Parent: ExpressionStatementSyntax write } assignment || assignment.Left != use)
            {
                return false;
            }

            if (!StatementPlace.IsInList(write) || !Purity.IsPure(draft.Model.GetOperation(assignment.Right, draft.Cancellation)))
            {
                return false;
            }

            writes.Add(write);
        }

        draft.Become(StatementPlace.Remove(draft.Root, writes[0]));
        return true;
    }
}
