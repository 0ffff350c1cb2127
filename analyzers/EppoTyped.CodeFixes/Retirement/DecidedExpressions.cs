using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>What a decided expression decides of the expression around it: one step, which gives the next one its start.</summary>
internal static class DecidedExpressions
{
    /// <summary>Takes a step; false where the expression decides nothing here.</summary>
    public static bool TryStep(Draft draft, ExpressionSyntax decided)
    {
        if (decided is ParenthesizedExpressionSyntax own && !Parentheses.AreNeeded(own))
        {
            return Put(draft, own, own.Expression);
        }

        object? value = draft.Model.GetConstantValue(decided) is { HasValue: true } constant ? constant.Value : null;
        return decided.Parent switch
        {
            ParenthesizedExpressionSyntax parentheses => !Parentheses.AreNeeded(parentheses) && Put(draft, parentheses, decided),
            ExpressionSyntax outer when value is not null
                && outer is not ConditionalExpressionSyntax
                && TruthOf(draft, outer) is { } truth => Put(draft, outer, FinalValue.Boolean(truth)),
            IsPatternExpressionSyntax @is when value is not null
                && @is.Expression == decided
                && PatternDecision.Matches(@is.Pattern, value, draft.Model) is { } matches => Put(draft, @is, FinalValue.Boolean(matches)),
            BinaryExpressionSyntax binary when value is not null => TryBinary(draft, binary, decided, value),
            ConditionalExpressionSyntax conditional when value is bool taken && conditional.Condition == decided =>
                TryConditional(draft, conditional, taken),
            SwitchExpressionSyntax @switch when value is not null && @switch.GoverningExpression == decided =>
                DecidedSwitchExpression.TryStep(draft, @switch, value),
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax toValue } access when access.Expression == decided =>
                TryText(draft, access, toValue),
            _ => false,
        };
    }

    /// <summary>Puts one expression in the place of another, with the blanks of the place; it is decided in turn.</summary>
    public static bool Put(Draft draft, ExpressionSyntax old, ExpressionSyntax next)
    {
        SyntaxTriviaList lead = old.GetLeadingTrivia();
        SyntaxTriviaList trail = old.GetTrailingTrivia();
        bool isPart = old.Span.Contains(next.Span) && next.SyntaxTree == old.SyntaxTree;
        if (isPart && next.GetFirstToken() != old.GetFirstToken() && next.GetLeadingTrivia().HasComment())
        {
            lead = lead.AddRange(Blanks.AsInline(next.GetLeadingTrivia()).Skip(1)).Add(SyntaxFactory.Space);
        }

        if (isPart && next.GetLastToken() != old.GetLastToken() && next.GetTrailingTrivia().HasComment())
        {
            trail = SyntaxFactory.TriviaList(Blanks.AsInline(next.GetTrailingTrivia())).AddRange(trail);
        }

        draft.Replace(old, next.WithLeadingTrivia(lead).WithTrailingTrivia(trail).Decide());
        return true;
    }

    /// <summary>
    /// A branch as it may stand in the place of the whole; null where its type would be another, or where it may not stand there.
    /// </summary>
    public static ExpressionSyntax? Stand(Draft draft, ExpressionSyntax whole, ExpressionSyntax branch)
    {
        if (branch is ThrowExpressionSyntax or RefExpressionSyntax)
        {
            return null;
        }

        TypeInfo place = draft.Model.GetTypeInfo(whole);
        ITypeSymbol? type = place.Type ?? place.ConvertedType;
        ITypeSymbol? own = draft.Model.GetTypeInfo(branch).Type;
        if (type is null || SymbolEqualityComparer.Default.Equals(type, own) || IsTyped(draft, whole, type))
        {
            return branch;
        }

        if (!type.CanBeReferencedByName && type.SpecialType == SpecialType.None && type is not IArrayTypeSymbol)
        {
            return null;
        }

        TypeSyntax name = SyntaxFactory.ParseTypeName(type.ToMinimalDisplayString(draft.Model, whole.SpanStart));
        return SyntaxFactory.CastExpression(name, Parentheses.AroundOperand(branch.WithoutTrivia())).WithTriviaFrom(branch);
    }

    private static bool? TruthOf(Draft draft, ExpressionSyntax outer) =>
        outer is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax
            && draft.Model.GetConstantValue(outer) is { HasValue: true, Value: bool truth } ? truth : null;

    /// <summary>True where the place says its type itself, and the same one.</summary>
    private static bool IsTyped(Draft draft, ExpressionSyntax whole, ITypeSymbol type)
    {
        bool saysType = whole.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } =>
                !declaration.Type.IsVar,
            EqualsValueClauseSyntax or AssignmentExpressionSyntax => true,
            ReturnStatementSyntax or ArrowExpressionClauseSyntax =>
                !whole.Ancestors()
                    .TakeWhile(node => node is not MemberDeclarationSyntax and not LocalFunctionStatementSyntax)
                    .Any(node => node is AnonymousFunctionExpressionSyntax),
            _ => false,
        };
        return saysType && SymbolEqualityComparer.Default.Equals(draft.Model.GetTypeInfo(whole).ConvertedType, type);
    }

    private static bool TryConditional(Draft draft, ConditionalExpressionSyntax conditional, bool taken)
    {
        ExpressionSyntax branch = taken ? conditional.WhenTrue : conditional.WhenFalse;
        return Stand(draft, conditional, branch) is { } next && Put(draft, conditional, next);
    }

    private static bool TryBinary(Draft draft, BinaryExpressionSyntax binary, ExpressionSyntax decided, object value)
    {
        bool isLeft = binary.Left == decided;
        ExpressionSyntax other = isLeft ? binary.Right : binary.Left;
        switch (binary.Kind())
        {
            case SyntaxKind.IsExpression when PatternDecision.IsEqual(binary.Right, value, draft.Model) is { } same:
                return Put(draft, binary, FinalValue.Boolean(same));
            case SyntaxKind.CoalesceExpression when isLeft:
                return Put(draft, binary, decided);
            case SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.BitwiseAndExpression
                or SyntaxKind.BitwiseOrExpression when value is bool truth && IsBoolean(draft, other):
                bool isNeutral = truth == (binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.BitwiseAndExpression);
                bool isNeverAsked = isLeft && binary.Kind() is (SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression);
                if (isNeutral)
                {
                    return Put(draft, binary, other);
                }

                return (isNeverAsked || IsPure(draft, other)) && !IsNeeded(draft, other) && Put(draft, binary, decided);
            case SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression
                or SyntaxKind.ExclusiveOrExpression when value is bool truth && IsBoolean(draft, other):
                return Put(draft, binary, truth == binary.IsKind(SyntaxKind.EqualsExpression) ? other : Not(other));
            default:
                return false;
        }
    }

    private static bool IsBoolean(Draft draft, ExpressionSyntax expression) =>
        draft.Model
            .GetTypeInfo(expression) is { Type.SpecialType: SpecialType.System_Boolean,
                ConvertedType.SpecialType: SpecialType.System_Boolean };

    private static bool IsPure(Draft draft, ExpressionSyntax expression) => Purity.IsPure(draft.Model.GetOperation(expression));

    /// <summary>True when it declares a name that is used outside of it.</summary>
    private static bool IsNeeded(Draft draft, ExpressionSyntax expression) =>
        expression.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Any(designation =>
            draft.Model.GetDeclaredSymbol(designation) is { } symbol
            && draft.Root
                .DescendantTokens()
                .Any(token => token.ValueText == designation.Identifier.ValueText && !expression.Span.Contains(token.Span)
                && token.Parent is IdentifierNameSyntax name
                && SymbolEqualityComparer.Default.Equals(draft.Model.GetSymbolInfo(name).Symbol, symbol)
                && !IsReachedOnlyWith(expression, name)));

    // What the dead branch reads goes with the branch.
    private static bool IsReachedOnlyWith(ExpressionSyntax expression, IdentifierNameSyntax name) =>
        expression.FirstAncestorOrSelf<StatementSyntax>() is { } statement && statement.Span.Contains(name.Span);

    private static ExpressionSyntax Not(ExpressionSyntax operand) =>
        operand is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } negated
            ? negated.Operand.WithTriviaFrom(operand)
            : SyntaxFactory.PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, Parentheses.AroundOperand(operand.WithoutTrivia()))
                .WithTriviaFrom(operand);

    /// <summary><c>CheckoutVariant.FastCheckout.ToValue()</c> is a text everybody knows.</summary>
    private static bool TryText(Draft draft, MemberAccessExpressionSyntax access, InvocationExpressionSyntax call)
    {
        if (access.Name.Identifier.ValueText != "ToValue" || draft.Model.GetSymbolInfo(access.Expression).Symbol is not IFieldSymbol member)
        {
            return false;
        }

        return draft.TextOf(member) is { } text && Put(draft, call, FinalValue.Text(text));
    }
}
