using System.Globalization;
using System.Text.Json;

namespace EppoTyped;

/// <summary>Turns configured conditions into tests.</summary>
internal static class ConditionCompiler
{
    /// <summary>Compiles a condition. A value that its operator cannot use gives a condition that is never true, whatever its polarity.</summary>
    /// <param name="source">The condition as configured; its value is valid JSON.</param>
    /// <param name="patterns">The patterns of the configuration.</param>
    /// <returns>Null when the operator is unknown.</returns>
    public static Condition? Compile(ConditionSpec source, PatternSet patterns) => source.Operator switch
    {
        "ONE_OF" => OneOf(source, negated: false),
        "NOT_ONE_OF" => OneOf(source, negated: true),
        "MATCHES" => Matches(source, patterns, negated: false),
        "NOT_MATCHES" => Matches(source, patterns, negated: true),
        "GTE" => Compare(source, Comparison.AtLeast),
        "GT" => Compare(source, Comparison.Above),
        "LTE" => Compare(source, Comparison.AtMost),
        "LT" => Compare(source, Comparison.Below),
        "IS_NULL" => IsNull(source),
        _ => null,
    };

    /// <summary>As <see cref="Compile"/>, for the formats before UFC: fewer operators, and lists that are blind to case.</summary>
    public static Condition? CompileLegacy(ConditionSpec source, PatternSet patterns) => source.Operator switch
    {
        "ONE_OF" => OneOf(source, negated: false, caseBlind: true),
        "NOT_ONE_OF" => OneOf(source, negated: true, caseBlind: true),
        "NOT_MATCHES" or "IS_NULL" => null,
        _ => Compile(source, patterns),
    };

    private static Condition OneOf(ConditionSpec source, bool negated, bool caseBlind = false)
    {
        Utf8JsonReader json = new(source.Value);
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return new NeverCondition(source);
        }

        List<string> elements = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            switch (json.TokenType)
            {
                case JsonTokenType.String:
                    elements.Add(json.GetString()!);
                    break;
                case JsonTokenType.Number:
                    elements.Add(json.TryGetInt64(out long integer) ? integer.ToString(CultureInfo.InvariantCulture) : NumberText.Of(json.GetDouble()));
                    break;
                case JsonTokenType.True or JsonTokenType.False:
                    elements.Add(json.GetBoolean() ? "true" : "false");
                    break;
                default:
                    return new NeverCondition(source);
            }
        }

        return source.Hashed ? new HashedOneOfCondition(source, elements, negated)
            : caseBlind ? new CaseBlindOneOfCondition(source, elements, negated)
            : new OneOfCondition(source, elements, negated);
    }

    private static Condition Matches(ConditionSpec source, PatternSet patterns, bool negated) =>
        TextOf(source) is { } pattern && patterns.Find(pattern) is { } compiled ? new MatchesCondition(source, compiled, negated) : new NeverCondition(source);

    private static Condition Compare(ConditionSpec source, Comparison comparison)
    {
        if (TextOf(source) is { } text)
        {
            return SemVer.TryParse(text, out SemVer version) ? new VersionCondition(source, text, version, comparison)
                : NumberText.TryParse(text, out double parsed) ? new NumberCondition(source, parsed, comparison)
                : new NeverCondition(source);
        }

        Utf8JsonReader json = new(source.Value);
        json.Read();
        return json.TokenType == JsonTokenType.Number && json.TryGetDouble(out double number) && double.IsFinite(number)
            ? new NumberCondition(source, number, comparison)
            : new NeverCondition(source);
    }

    private static Condition IsNull(ConditionSpec source)
    {
        Utf8JsonReader json = new(source.Value);
        json.Read();
        return json.TokenType is JsonTokenType.True or JsonTokenType.False ? new IsNullCondition(source, json.GetBoolean()) : new NeverCondition(source);
    }

    private static string? TextOf(ConditionSpec source)
    {
        Utf8JsonReader json = new(source.Value);
        json.Read();
        return json.TokenType == JsonTokenType.String ? json.GetString() : null;
    }
}
