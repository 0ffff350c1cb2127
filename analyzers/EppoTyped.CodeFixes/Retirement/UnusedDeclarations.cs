using EppoTyped.CodeFixes.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Removes locals, local functions and names of caught exceptions that became unused.</summary>
internal static class UnusedDeclarations
{
    /// <summary>Marks what is used now around some nodes, so that later only what became unused is removed.</summary>
    public static void Mark(EditedFile file, IEnumerable<SyntaxNode> around)
    {
        HashSet<SyntaxNode> used = [];
        foreach (SyntaxNode body in new HashSet<SyntaxNode>(around.Select(References.BodyOf)))
        {
            foreach (IdentifierNameSyntax name in body.DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                ISymbol? symbol = file.Model.GetSymbolInfo(name, file.Cancellation).Symbol;
                if (symbol is not (ILocalSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction }))
                {
                    continue;
                }

                used.UnionWith(symbol.DeclaringSyntaxReferences
                    .Where(reference => reference.SyntaxTree == file.Tree)
                    .Select(reference => reference.GetSyntax(file.Cancellation))
                    .Where(node => node is VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax }
                        or LocalFunctionStatementSyntax or CatchDeclarationSyntax));
            }

            used.UnionWith(body.DescendantNodes().OfType<LabeledStatementSyntax>().Where(label => IsJumpedTo(body, label)));
        }

        if (used.Count > 0)
        {
            file.Update(file.Root.ReplaceNodes(used, (_, now) => now.WithAdditionalAnnotations(Annotations.Used)));
        }
    }

    /// <summary>Removes one declaration that is not used any more; false when there is none.</summary>
    public static bool TryRemove(EditedFile file)
    {
        foreach (SyntaxNode declaration in file.Root.GetAnnotatedNodes(Annotations.Used))
        {
            if (declaration is LabeledStatementSyntax label)
            {
                if (IsJumpedTo(References.BodyOf(label), label))
                {
                    continue;
                }

                file.Replace(label, label.Statement.WithLeadingTrivia(label.GetLeadingTrivia()));
                return true;
            }

            if (file.Model.GetDeclaredSymbol(declaration, file.Cancellation) is not { } symbol)
            {
                continue;
            }

            IdentifierNameSyntax[] uses = [.. References.Of(file, symbol, declaration).Where(use => !declaration.Span.Contains(use.Span))];
            if (uses.Length == 0 ? TryRemove(file, declaration) : TryRemoveWrite(file, declaration, uses))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsJumpedTo(SyntaxNode body, LabeledStatementSyntax label) => body.DescendantNodes().OfType<GotoStatementSyntax>()
        .Any(jump => jump.Expression is IdentifierNameSyntax target && target.Identifier.ValueText == label.Identifier.ValueText);

    private static bool TryRemove(EditedFile file, SyntaxNode declaration)
    {
        switch (declaration)
        {
            case LocalFunctionStatementSyntax function:
                file.Update(StatementPlace.Remove(file.Root, function));
                return true;
            case CatchDeclarationSyntax caught when !caught.Identifier.IsKind(SyntaxKind.None):
                file.Replace(
                    caught,
                    caught.WithIdentifier(default).WithType(caught.Type.WithoutTrailingTrivia()).WithoutAnnotations(Annotations.Used));
                return true;
            case VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } statement } local:
                return TryRemoveLocal(file, local, statement);
            default:
                return false;
        }
    }

    private static bool TryRemoveLocal(EditedFile file, VariableDeclaratorSyntax local, LocalDeclarationStatementSyntax statement)
    {
        IOperation? value = local.Initializer is null ? null : file.Model.GetOperation(local.Initializer.Value, file.Cancellation);
        if (local.Initializer is null || SideEffects.IsPure(value))
        {
            file.Update(LocalDeclarations.Remove(file.Root, local));
            return true;
        }

        ExpressionSyntax[] effects = value is null ? [] : [.. KeptEffects.ToExpressions(SideEffects.EffectsOf(value), file.Model)];
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
        file.Update(StatementPlace.ReplaceInList(file.Root, statement, [.. effects.Select((effect, i) => KeptEffects.ToStatement(effect)
            .WithLeadingTrivia(i == 0 ? statement.GetLeadingTrivia() : SyntaxFactory.TriviaList(indentation))
            .WithTrailingTrivia(i == effects.Length - 1
                ? statement.GetTrailingTrivia()
                : SyntaxFactory.TriviaList(Trivia.LineEndOf(file.Root))))]));
        return true;
    }

    /// <summary>Removes a write to a variable that is never read, where the value has no side effects.</summary>
    private static bool TryRemoveWrite(EditedFile file, SyntaxNode declaration, IdentifierNameSyntax[] uses)
    {
        if (declaration is not VariableDeclaratorSyntax)
        {
            return false;
        }

        List<StatementSyntax> writes = [];
        foreach (IdentifierNameSyntax use in uses)
        {
            if (use.Parent is not AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax write } assignment
                || !assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
                || assignment.Left != use)
            {
                return false;
            }

            if (!StatementPlace.IsInList(write) || !SideEffects.IsPure(file.Model.GetOperation(assignment.Right, file.Cancellation)))
            {
                return false;
            }

            writes.Add(write);
        }

        file.Update(StatementPlace.Remove(file.Root, writes[0]));
        return true;
    }
}
