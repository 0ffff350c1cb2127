using System.Globalization;
using System.Text.Json;

namespace EppoTyped;

/// <summary>Compiles configured conditions.</summary>
internal static class ConditionCompiler
{
    /// <summary>Compiles a condition. With a value that its operator cannot use it never holds, negated or not.</summary>
    /// <param name="spec">The condition as configured; its value is valid JSON.</param>
    /// <param name="patterns">The patterns of the configuration.</param>
    /// <returns>Null when the operator is unknown.</returns>
    public static Condition? Compile(ConditionSpec spec, PatternSet patterns) => spec.Operator switch
    {
        "ONE_OF" => OneOf(spec, negated: false),
        "NOT_ONE_OF" => OneOf(spec, negated: true),
        "MATCHES" => Matches(spec, patterns, negated: false),
        "NOT_MATCHES" => Matches(spec, patterns, negated: true),
        "GTE" => Compare(spec, Comparison.AtLeast),
        "GT" => Compare(spec, Comparison.Above),
        "LTE" => Compare(spec, Comparison.AtMost),
        "LT" => Compare(spec, Comparison.Below),
        "IS_NULL" => IsNull(spec),
        _ => null,
    };

    /// <summary>As <see cref="Compile"/>, for the formats before UFC: fewer operators, and lists that ignore case.</summary>
    public static Condition? CompileLegacy(ConditionSpec spec, PatternSet patterns) => spec.Operator switch
    {
        "ONE_OF" => OneOf(spec, negated: false, caseBlind: true),
        "NOT_ONE_OF" => OneOf(spec, negated: true, caseBlind: true),
        "NOT_MATCHES" or "IS_NULL" => null,
        _ => Compile(spec, patterns),
    };

    private static Condition OneOf(ConditionSpec spec, bool negated, bool caseBlind = false)
    {
        Utf8JsonReader json = new(spec.Value);
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return new NeverCondition(spec);
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
                    bool isInteger = json.TryGetInt64(out long integer);
                    elements.Add(isInteger ? integer.ToString(CultureInfo.InvariantCulture) : NumberText.Of(json.GetDouble()));
                    break;
                case JsonTokenType.True or JsonTokenType.False:
                    elements.Add(json.GetBoolean() ? "true" : "false");
                    break;
                default:
                    return new NeverCondition(spec);
            }
        }

        return spec.Hashed ? new HashedOneOfCondition(spec, elements, negated)
            : caseBlind ? new CaseBlindOneOfCondition(spec, elements, negated)
            : new OneOfCondition(spec, elements, negated);
    }

    private static Condition Matches(ConditionSpec spec, PatternSet patterns, bool negated) =>
        TextOf(spec) is { } pattern && patterns.Find(pattern) is { } compiled
            ? new MatchesCondition(spec, compiled, negated)
            : new NeverCondition(spec);

    private static Condition Compare(ConditionSpec spec, Comparison comparison)
    {
        if (TextOf(spec) is { } text)
        {
            return SemVer.TryParse(text, out SemVer version) ? new VersionCondition(spec, text, version, comparison)
                : NumberText.TryParse(text, out double parsed) ? new NumberCondition(spec, parsed, comparison)
                : new NeverCondition(spec);
        }

        Utf8JsonReader json = new(spec.Value);
        json.Read();
        return json.TokenType == JsonTokenType.Number && json.TryGetDouble(out double number) && double.IsFinite(number)
            ? new NumberCondition(spec, number, comparison)
            : new NeverCondition(spec);
    }

    private static Condition IsNull(ConditionSpec spec)
    {
        Utf8JsonReader json = new(spec.Value);
        json.Read();
        return json.TokenType is JsonTokenType.True or JsonTokenType.False
            ? new IsNullCondition(spec, json.GetBoolean())
            : new NeverCondition(spec);
    }

    private static string? TextOf(ConditionSpec spec)
    {
        Utf8JsonReader json = new(spec.Value);
        json.Read();
        return json.TokenType == JsonTokenType.String ? json.GetString() : null;
    }
}
