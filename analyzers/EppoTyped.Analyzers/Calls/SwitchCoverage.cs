using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Calls;

/// <summary>Finds values that a switch statement or expression does not handle. In doubt a value counts as handled.</summary>
internal static class SwitchCoverage
{
    /// <summary>The indexes of the values that no arm handles. An arm with a condition does not count.</summary>
    public static IReadOnlyList<int> FindMissing(IOperation operation, IReadOnlyList<object?> values) => operation switch
    {
        ISwitchOperation statement =>
            Missing(values, value => statement.Cases.Any(section => section.Clauses.Any(clause => Takes(clause, value)))),
        ISwitchExpressionOperation expression =>
            Missing(values, value => expression.Arms.Any(arm => IsSure(arm.Guard) && Takes(arm.Pattern, value) != false)),
        _ => [],
    };

    /// <summary>The place for messages about the switch: its keyword.</summary>
    public static Location KeywordOf(IOperation operation) => operation.Syntax switch
    {
        SwitchStatementSyntax statement => statement.SwitchKeyword.GetLocation(),
        SwitchExpressionSyntax expression => expression.SwitchKeyword.GetLocation(),
        SyntaxNode other => other.GetLocation(),
    };

    private static IReadOnlyList<int> Missing(IReadOnlyList<object?> values, Func<object?, bool> isTaken) =>
        [.. Enumerable.Range(0, values.Count).Where(i => !isTaken(values[i]))];

    private static bool IsSure(IOperation? guard) => guard is null or { ConstantValue: { HasValue: true, Value: true } };

    private static bool Takes(ICaseClauseOperation clause, object? value) => clause switch
    {
        ISingleValueCaseClauseOperation single => Is(single.Value, value) != false,
        IPatternCaseClauseOperation match => IsSure(match.Guard) && Takes(match.Pattern, value) != false,
        _ => true,
    };

    /// <summary>Null where it depends on more than the value.</summary>
    private static bool? Takes(IPatternOperation pattern, object? value) => pattern switch
    {
        IConstantPatternOperation constant => Is(constant.Value, value),
        INegatedPatternOperation negated => !Takes(negated.Pattern, value),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either =>
            Takes(either.LeftPattern, value) | Takes(either.RightPattern, value),
        IBinaryPatternOperation both => Takes(both.LeftPattern, value) & Takes(both.RightPattern, value),
        IDiscardPatternOperation or IDeclarationPatternOperation or ITypePatternOperation => true,
        IRecursivePatternOperation { PropertySubpatterns.Length: 0, DeconstructionSubpatterns.Length: 0 } => true,
        _ => null,
    };

    private static bool? Is(IOperation constant, object? value) =>
        constant.Unconverted().ConstantValue is { HasValue: true } known ? Equals(known.Value, value) : null;
}
