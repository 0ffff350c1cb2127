using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>
/// Replaces a local that holds a final value and is only read with that value. A boolean is replaced everywhere; another value only where
/// it decides something, because a name tells more than a repeated number.
/// </summary>
internal static class InlinedLocals
{
    /// <summary>Makes a step; false where the value is not that of a local, or where the local must be kept.</summary>
    public static bool TryStep(EditedFile file, ExpressionSyntax decided)
    {
        if (decided.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator }
            || declarator.Parent is not VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax statement })
        {
            return false;
        }

        if (!statement.UsingKeyword.IsKind(SyntaxKind.None)
            || statement.IsConst
            || file.Model.GetDeclaredSymbol(declarator) is not ILocalSymbol { RefKind: RefKind.None } local)
        {
            return false;
        }

        if (!file.Model.GetConstantValue(decided).HasValue
            || !SymbolEqualityComparer.Default.Equals(local.Type, file.Model.GetTypeInfo(decided).Type))
        {
            return false;
        }

        IdentifierNameSyntax[] uses = [.. References.Of(file, local, declarator)];
        if (uses.Any(MayWrite))
        {
            return false;
        }

        bool isBoolean = local.Type.SpecialType == SpecialType.System_Boolean;
        IdentifierNameSyntax[] taken = [.. uses.Where(use => !IsName(use)
            && (isBoolean || Decides(use, file.Model.GetConstantValue(decided).Value, file.Model)))];
        if (taken.Length == 0 && uses.Length > 0)
        {
            return false;
        }

        SyntaxAnnotation mark = new();
        SyntaxNode root = file.Root.ReplaceNodes(
            [.. taken, (SyntaxNode)declarator],
            (old, now) => old == declarator ? now.WithAdditionalAnnotations(mark) : Placed(decided, (IdentifierNameSyntax)old));
        VariableDeclaratorSyntax rest = (VariableDeclaratorSyntax)root.GetAnnotatedNodes(mark).Single();
        file.Update(taken.Length == uses.Length
            ? LocalDeclarations.Remove(root, rest)
            : root.ReplaceNode(
                rest,
                rest.WithInitializer(rest.Initializer!.WithValue(rest.Initializer.Value.WithoutAnnotations(Annotations.Decided)))));
        return true;
    }

    private static ExpressionSyntax Placed(ExpressionSyntax value, IdentifierNameSyntax use)
    {
        ExpressionSyntax bare = value.WithoutTrivia();
        bool beforeDot = use.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax;
        return (beforeDot && !Parentheses.IsPrimary(bare) ? Parentheses.Around(bare) : bare).WithTriviaFrom(use).MarkDecided();
    }

    private static bool IsName(IdentifierNameSyntax use) =>
        use.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax invocation }
            && invocation.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" };

    private static bool MayWrite(IdentifierNameSyntax use) => use.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == use,
        ArgumentSyntax argument =>
            !argument.RefKindKeyword.IsKind(SyntaxKind.None)
                || argument.Parent is TupleExpressionSyntax { Parent: AssignmentExpressionSyntax deconstruction }
                    && deconstruction.Left == argument.Parent,
        PrefixUnaryExpressionSyntax unary =>
            unary.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.AddressOfExpression,
        PostfixUnaryExpressionSyntax unary => unary.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
        RefExpressionSyntax or MakeRefExpressionSyntax => true,
        _ => false,
    };

    private static bool Decides(IdentifierNameSyntax use, object? value, SemanticModel model)
    {
        ExpressionSyntax whole = use;
        while (whole.Parent is ParenthesizedExpressionSyntax outer)
        {
            whole = outer;
        }

        return whole.Parent switch
        {
            BinaryExpressionSyntax binary =>
                binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or SyntaxKind.LessThanExpression
                    or SyntaxKind.LessThanOrEqualExpression
                    or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression or SyntaxKind.IsExpression
                    && PatternDecision.ConstantOf(binary.Left == whole ? binary.Right : binary.Left, model).HasValue,
            IsPatternExpressionSyntax @is => @is.Expression == whole && PatternDecision.Matches(@is.Pattern, value, model) is not null,
            SwitchExpressionSyntax @switch => @switch.GoverningExpression == whole,
            SwitchStatementSyntax @switch => @switch.Expression == whole,
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToValue", Parent: InvocationExpressionSyntax } => true,
            _ => false,
        };
    }
}
