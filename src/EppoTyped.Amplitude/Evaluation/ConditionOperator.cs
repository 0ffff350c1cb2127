namespace EppoTyped.Amplitude;

/// <summary>The operators of conditions (docs/protocols/amplitude.md, section 4.8).</summary>
internal enum ConditionOperator
{
    Is,
    IsNot,
    Contains,
    DoesNotContain,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    VersionLess,
    VersionLessOrEqual,
    VersionGreater,
    VersionGreaterOrEqual,
    SetIs,
    SetIsNot,
    SetContains,
    SetDoesNotContain,
    SetContainsAny,
    SetDoesNotContainAny,
    RegexMatch,
    RegexDoesNotMatch,
}

/// <summary>Names and properties of operators (docs/protocols/amplitude.md, sections 4.8 and 4.9).</summary>
internal static class ConditionOperators
{
    /// <summary>The value of a condition that stands for a missing value.</summary>
    public const string None = "(none)";

    // Whether `set is not` and `regex does not match` hold for a missing value: false in JavaScript and Python, true in Go and Kotlin
    // (docs/protocols/amplitude.md, section 11, row 1).
    private const bool NullIsOutside = false;

    /// <summary>The operator of a name; null for an unknown name, whose condition is never true.</summary>
    public static ConditionOperator? Parse(string text) => text switch
    {
        "is" => ConditionOperator.Is,
        "is not" => ConditionOperator.IsNot,
        "contains" => ConditionOperator.Contains,
        "does not contain" => ConditionOperator.DoesNotContain,
        "less" => ConditionOperator.Less,
        "less or equal" => ConditionOperator.LessOrEqual,
        "greater" => ConditionOperator.Greater,
        "greater or equal" => ConditionOperator.GreaterOrEqual,
        "version less" => ConditionOperator.VersionLess,
        "version less or equal" => ConditionOperator.VersionLessOrEqual,
        "version greater" => ConditionOperator.VersionGreater,
        "version greater or equal" => ConditionOperator.VersionGreaterOrEqual,
        "set is" => ConditionOperator.SetIs,
        "set is not" => ConditionOperator.SetIsNot,
        "set contains" => ConditionOperator.SetContains,
        "set does not contain" => ConditionOperator.SetDoesNotContain,
        "set contains any" => ConditionOperator.SetContainsAny,
        "set does not contain any" => ConditionOperator.SetDoesNotContainAny,
        "regex match" => ConditionOperator.RegexMatch,
        "regex does not match" => ConditionOperator.RegexDoesNotMatch,
        _ => null,
    };

    /// <summary>Whether it compares sets.</summary>
    public static bool IsOfSets(this ConditionOperator @operator) =>
        @operator is >= ConditionOperator.SetIs and <= ConditionOperator.SetDoesNotContainAny;

    /// <summary>Whether it is the negation of another operator.</summary>
    public static bool IsNegated(this ConditionOperator @operator) => @operator
        is ConditionOperator.IsNot or ConditionOperator.DoesNotContain or ConditionOperator.SetIsNot or ConditionOperator.SetDoesNotContain
        or ConditionOperator.SetDoesNotContainAny or ConditionOperator.RegexDoesNotMatch;

    /// <summary>Whether it holds for a missing value.</summary>
    public static bool HoldsForNull(this ConditionOperator @operator, IEnumerable<string> values) => @operator switch
    {
        ConditionOperator.SetIsNot or ConditionOperator.RegexDoesNotMatch => NullIsOutside,
        ConditionOperator.RegexMatch => false,
        _ => values.Contains(None, StringComparer.Ordinal) != @operator.IsNegated(),
    };

    /// <summary>The comparison of an operator that orders numbers or versions.</summary>
    public static Comparison ToComparison(this ConditionOperator @operator) => @operator switch
    {
        ConditionOperator.Less or ConditionOperator.VersionLess => Comparison.Below,
        ConditionOperator.LessOrEqual or ConditionOperator.VersionLessOrEqual => Comparison.AtMost,
        ConditionOperator.Greater or ConditionOperator.VersionGreater => Comparison.Above,
        _ => Comparison.AtLeast,
    };
}
