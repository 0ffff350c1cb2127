using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>
/// Decides whether a known value matches a pattern; null where that is known only at run time, or where the pattern declares something.
/// </summary>
internal static class PatternDecision
{
    public static bool? Matches(PatternSyntax pattern, object? value, SemanticModel model) => pattern switch
    {
        DiscardPatternSyntax => true,
        ParenthesizedPatternSyntax parenthesized => Matches(parenthesized.Pattern, value, model),
        ConstantPatternSyntax constant => IsEqual(constant.Expression, value, model),
        UnaryPatternSyntax not => !Matches(not.Pattern, value, model),
        BinaryPatternSyntax binary =>
            Combine(binary.IsKind(SyntaxKind.AndPattern), Matches(binary.Left, value, model), Matches(binary.Right, value, model)),
        RelationalPatternSyntax relational => Compare(relational, value, model),
        _ => null,
    };

    /// <summary>Whether a constant equals the value; null where the expression is not a constant.</summary>
    public static bool? IsEqual(ExpressionSyntax expression, object? value, SemanticModel model)
    {
        if (ConstantOf(expression, model) is not { HasValue: true } constant)
        {
            return null;
        }

        if (constant.Value is null || value is null)
        {
            return constant.Value is null && value is null;
        }

        if (constant.Value is string or bool || value is string or bool)
        {
            return constant.Value.Equals(value);
        }

        return Compare(value, constant.Value) is { } order ? order == 0 : null;
    }

    /// <summary>The constant value of an expression. The parser reads a member of an enum after <c>is</c> as a type.</summary>
    public static Optional<object?> ConstantOf(ExpressionSyntax expression, SemanticModel model)
    {
        if (model.GetConstantValue(expression) is { HasValue: true } constant)
        {
            return constant;
        }

        return model.GetSymbolInfo(expression).Symbol is IFieldSymbol { HasConstantValue: true } field
            ? new Optional<object?>(field.ConstantValue)
            : default;
    }

    private static bool? Combine(bool isAnd, bool? left, bool? right)
    {
        bool decides = !isAnd;
        return left == decides || right == decides ? decides : left is null || right is null ? null : isAnd;
    }

    private static bool? Compare(RelationalPatternSyntax relational, object? value, SemanticModel model)
    {
        if (value is null or string or bool
            || ConstantOf(relational.Expression, model) is not { HasValue: true, Value: { } limit }
            || Compare(value, limit) is not { } order)
        {
            return null;
        }

        return relational.OperatorToken.Kind() switch
        {
            SyntaxKind.LessThanToken => order < 0,
            SyntaxKind.LessThanEqualsToken => order <= 0,
            SyntaxKind.GreaterThanToken => order > 0,
            SyntaxKind.GreaterThanEqualsToken => order >= 0,
            _ => null,
        };
    }

    private static int? Compare(object left, object right) => (left, right) switch
    {
        (double or float, double or float or int or long) or (int or long, double or float) =>
            Convert.ToDouble(left, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(right, CultureInfo.InvariantCulture)),
        (int or long or short or byte or sbyte or ushort or uint, int or long or short or byte or sbyte or ushort or uint) =>
            Convert.ToInt64(left, CultureInfo.InvariantCulture).CompareTo(Convert.ToInt64(right, CultureInfo.InvariantCulture)),
        _ => null,
    };
}
