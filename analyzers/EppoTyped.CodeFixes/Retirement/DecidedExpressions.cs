using EppoTyped.CodeFixes.Effects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Simplifies the expression around a decided expression by one step, whose result can be decided in turn.</summary>
internal static class DecidedExpressions
{
    /// <summary>Makes a step; false where there is nothing to simplify.</summary>
    public static bool TryStep(EditedFile file, ExpressionSyntax decided)
    {
        if (decided is ParenthesizedExpressionSyntax own && !Parentheses.AreNeeded(own))
        {
            return Replace(file, own, own.Expression);
        }

        object? value = file.Model.GetConstantValue(decided) is { HasValue: true } constant ? constant.Value : null;
        return decided.Parent switch
        {
            ParenthesizedExpressionSyntax parentheses => !Parentheses.AreNeeded(parentheses) && Replace(file, parentheses, decided),
            ExpressionSyntax outer when value is not null
                && outer is not ConditionalExpressionSyntax
                && TruthOf(file, outer) is { } truth => Replace(file, outer, FinalValue.Boolean(truth)),
            IsPatternExpressionSyntax @is when value is not null
                && @is.Expression == decided
                && PatternDecision.Matches(@is.Pattern, value, file.Model) is { } matches =>
                    Replace(file, @is, FinalValue.Boolean(matches)),
            BinaryExpressionSyntax binary when value is not null => TryBinary(file, binary, decided, value),
            ConditionalExpressionSyntax conditional when value is bool taken && conditional.Condition == decided =>
                TryConditional(file, conditional, taken),
            SwitchExpressionSyntax @switch when value is not null && @switch.GoverningExpression == decided =>
                DecidedSwitchExpression.TryStep(file, @switch, value),
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax toValue } access when access.Expression == decided =>
                TryText(file, access, toValue),
            _ => false,
        };
    }

    /// <summary>Replaces an expression with another one, which gets its trivia and is decided in turn.</summary>
    public static bool Replace(EditedFile file, ExpressionSyntax old, ExpressionSyntax next)
    {
        SyntaxTriviaList lead = old.GetLeadingTrivia();
        SyntaxTriviaList trail = old.GetTrailingTrivia();
        bool isPart = old.Span.Contains(next.Span) && next.SyntaxTree == old.SyntaxTree;
        if (isPart && next.GetFirstToken() != old.GetFirstToken() && next.GetLeadingTrivia().HasComment())
        {
            lead = lead.AddRange(Trivia.AsInline(next.GetLeadingTrivia()).Skip(1)).Add(SyntaxFactory.Space);
        }

        if (isPart && next.GetLastToken() != old.GetLastToken() && next.GetTrailingTrivia().HasComment())
        {
            trail = SyntaxFactory.TriviaList(Trivia.AsInline(next.GetTrailingTrivia())).AddRange(trail);
        }

        file.Replace(old, next.WithLeadingTrivia(lead).WithTrailingTrivia(trail).MarkDecided());
        return true;
    }

    /// <summary>The branch in a form that can replace the whole expression; null where there is none.</summary>
    public static ExpressionSyntax? InPlaceOf(EditedFile file, ExpressionSyntax whole, ExpressionSyntax branch)
    {
        if (branch is ThrowExpressionSyntax or RefExpressionSyntax)
        {
            return null;
        }

        TypeInfo place = file.Model.GetTypeInfo(whole);
        ITypeSymbol? type = place.Type ?? place.ConvertedType;
        ITypeSymbol? own = file.Model.GetTypeInfo(branch).Type;
        if (type is null || SymbolEqualityComparer.Default.Equals(type, own) || IsTyped(file, whole, type))
        {
            return branch;
        }

        if (!type.CanBeReferencedByName && type.SpecialType == SpecialType.None && type is not IArrayTypeSymbol)
        {
            return null;
        }

        TypeSyntax name = SyntaxFactory.ParseTypeName(type.ToMinimalDisplayString(file.Model, whole.SpanStart));
        return SyntaxFactory.CastExpression(name, Parentheses.AroundOperand(branch.WithoutTrivia())).WithTriviaFrom(branch);
    }

    private static bool? TruthOf(EditedFile file, ExpressionSyntax outer) =>
        outer is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax
        && file.Model.GetConstantValue(outer) is { HasValue: true, Value: bool truth }
            ? truth
            : null;

    /// <summary>True where the context determines the same type.</summary>
    private static bool IsTyped(EditedFile file, ExpressionSyntax whole, ITypeSymbol type)
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
        return saysType && SymbolEqualityComparer.Default.Equals(file.Model.GetTypeInfo(whole).ConvertedType, type);
    }

    private static bool TryConditional(EditedFile file, ConditionalExpressionSyntax conditional, bool taken)
    {
        ExpressionSyntax branch = taken ? conditional.WhenTrue : conditional.WhenFalse;
        return InPlaceOf(file, conditional, branch) is { } next && Replace(file, conditional, next);
    }

    private static bool TryBinary(EditedFile file, BinaryExpressionSyntax binary, ExpressionSyntax decided, object value)
    {
        bool isLeft = binary.Left == decided;
        ExpressionSyntax other = isLeft ? binary.Right : binary.Left;
        switch (binary.Kind())
        {
            case SyntaxKind.IsExpression when PatternDecision.IsEqual(binary.Right, value, file.Model) is { } same:
                return Replace(file, binary, FinalValue.Boolean(same));
            case SyntaxKind.CoalesceExpression when isLeft:
                return Replace(file, binary, decided);
            case SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression
                or SyntaxKind.BitwiseAndExpression or SyntaxKind.BitwiseOrExpression
                when value is bool truth && IsBoolean(file, other):
                bool isNeutral = truth == (binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.BitwiseAndExpression);
                bool isNeverAsked = isLeft && binary.Kind() is (SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression);
                if (isNeutral)
                {
                    return Replace(file, binary, other);
                }

                return (isNeverAsked || IsPure(file, other)) && !IsNeeded(file, other) && Replace(file, binary, decided);
            case SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or SyntaxKind.ExclusiveOrExpression
                when value is bool truth && IsBoolean(file, other):
                return Replace(file, binary, truth == binary.IsKind(SyntaxKind.EqualsExpression) ? other : Not(other));
            default:
                return false;
        }
    }

    private static bool IsBoolean(EditedFile file, ExpressionSyntax expression) =>
        file.Model.GetTypeInfo(expression) is { Type: { } type, ConvertedType: { } converted }
            && type.SpecialType == SpecialType.System_Boolean
            && converted.SpecialType == SpecialType.System_Boolean;

    private static bool IsPure(EditedFile file, ExpressionSyntax expression) => SideEffects.IsPure(file.Model.GetOperation(expression));

    /// <summary>True when the expression declares a name that is used outside of it.</summary>
    private static bool IsNeeded(EditedFile file, ExpressionSyntax expression) =>
        expression.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Any(designation =>
            file.Model.GetDeclaredSymbol(designation) is { } symbol
            && file.Root.DescendantTokens().Any(token =>
                token.ValueText == designation.Identifier.ValueText
                && !expression.Span.Contains(token.Span)
                && token.Parent is IdentifierNameSyntax name
                && SymbolEqualityComparer.Default.Equals(file.Model.GetSymbolInfo(name).Symbol, symbol)
                && !IsReachedOnlyWith(expression, name)));

    // Uses in the removed branch are removed with it.
    private static bool IsReachedOnlyWith(ExpressionSyntax expression, IdentifierNameSyntax name) =>
        expression.FirstAncestorOrSelf<StatementSyntax>() is { } statement && statement.Span.Contains(name.Span);

    private static ExpressionSyntax Not(ExpressionSyntax operand) =>
        operand is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } negated
            ? negated.Operand.WithTriviaFrom(operand)
            : SyntaxFactory.PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, Parentheses.AroundOperand(operand.WithoutTrivia()))
                .WithTriviaFrom(operand);

    /// <summary>Replaces <c>CheckoutVariant.FastCheckout.ToValue()</c> with its text.</summary>
    private static bool TryText(EditedFile file, MemberAccessExpressionSyntax access, InvocationExpressionSyntax call)
    {
        if (access.Name.Identifier.ValueText != "ToValue" || file.Model.GetSymbolInfo(access.Expression).Symbol is not IFieldSymbol member)
        {
            return false;
        }

        return file.TextOf(member) is { } text && Replace(file, call, FinalValue.Text(text));
    }
}
