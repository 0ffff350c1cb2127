using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EppoTyped.Tests.Differential;

/// <summary>The result of a flag: value, code, reason and error.</summary>
internal sealed record PlainResult(
    EvaluationCode Code, EvaluationReason Reason, EvaluationError Error, string? Variation, string? Allocation, JsonElement Value)
{
    public bool IsAssigned => Code == EvaluationCode.Match;
}

/// <summary>
/// The rules of docs/protocols/eppo.md, sections 2 to 7, as simple as possible and without regard for speed. The compiled evaluation is
/// compared with it.
/// </summary>
/// <param name="configuration">The configuration as it is served.</param>
/// <param name="patterns">The patterns of the configuration in .NET's dialect; null for one that is invalid.</param>
internal sealed class PlainEvaluator(JsonElement configuration, IReadOnlyDictionary<string, string?> patterns)
{
    private static readonly string[] Operators = ["ONE_OF", "NOT_ONE_OF", "MATCHES", "NOT_MATCHES", "GTE", "GT", "LTE", "LT", "IS_NULL"];

    public PlainResult Evaluate(string flagKey, string? subjectKey, IReadOnlyDictionary<string, object?> attributes, DateTimeOffset now)
    {
        JsonElement flag = configuration.GetProperty("flags").GetProperty(flagKey);
        JsonElement[] allocations = [.. flag.GetProperty("allocations").EnumerateArray()];
        if (allocations.SelectMany(Rules).SelectMany(Conditions).Any(IsUnreadable))
        {
            // A rule that cannot be read must not let subjects fall through to a later allocation.
            return Failure(EvaluationError.ParseError);
        }

        if (!flag.GetProperty("enabled").GetBoolean())
        {
            return new(EvaluationCode.FlagUnrecognizedOrDisabled, EvaluationReason.Disabled, EvaluationError.None, null, null, default);
        }

        Dictionary<string, object?> all = new(attributes, StringComparer.Ordinal);
        all.TryAdd("id", subjectKey);
        foreach (JsonElement allocation in allocations)
        {
            bool isOpen = now >= (Date(allocation, "startAt") ?? DateTimeOffset.MinValue)
                && now <= (Date(allocation, "endAt") ?? DateTimeOffset.MaxValue);
            JsonElement[] rules = [.. Rules(allocation)];
            if (!isOpen || (rules.Length > 0 && !rules.Any(rule => Conditions(rule).All(condition => Holds(condition, all)))))
            {
                continue;
            }

            foreach (JsonElement split in allocation.GetProperty("splits").EnumerateArray())
            {
                bool? matches = MatchesShards(split, subjectKey, flag.GetProperty("totalShards").GetUInt32());
                if (matches is null)
                {
                    return Failure(EvaluationError.TargetingKeyMissing);
                }

                if (matches.Value)
                {
                    return Select(flag, allocation, split, rules.Length > 0);
                }
            }
        }

        return new(EvaluationCode.DefaultAllocationNull, EvaluationReason.Default, EvaluationError.None, null, null, default);
    }

    private static PlainResult Failure(EvaluationError error, string? variation = null, string? allocation = null) =>
        new(EvaluationCode.AssignmentError, EvaluationReason.Error, error, variation, allocation, default);

    private static PlainResult Select(JsonElement flag, JsonElement allocation, JsonElement split, bool hasRules)
    {
        string variationKey = split.GetProperty("variationKey").GetString()!;
        string allocationKey = allocation.GetProperty("key").GetString()!;
        JsonElement? value = flag.GetProperty("variations").TryGetProperty(variationKey, out JsonElement variation)
            ? Read(flag.GetProperty("variationType").GetString()!, variation.GetProperty("value"))
            : null;
        EvaluationReason reason = hasRules ? EvaluationReason.TargetingMatch
            : split.GetProperty("shards").GetArrayLength() > 0 ? EvaluationReason.Split
            : Date(allocation, "startAt") is not null || Date(allocation, "endAt") is not null ? EvaluationReason.Default
            : EvaluationReason.Static;
        return value is { } usable
            ? new(EvaluationCode.Match, reason, EvaluationError.None, variationKey, allocationKey, usable)
            : Failure(EvaluationError.ParseError, variationKey, allocationKey);
    }

    /// <summary>The value by the declared type; null for a value of another type.</summary>
    private static JsonElement? Read(string type, JsonElement value)
    {
        bool isNumber = value.ValueKind == JsonValueKind.Number;
        switch (type)
        {
            case "STRING":
                return value.ValueKind == JsonValueKind.String ? value : null;
            case "BOOLEAN":
                return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value : null;
            case "NUMERIC":
                return isNumber ? value : null;
            case "INTEGER":
                return isNumber && value.GetDouble() == Math.Floor(value.GetDouble()) ? value : null;
            default:
                try
                {
                    return value.ValueKind == JsonValueKind.String ? JsonDocument.Parse(value.GetString()!).RootElement : null;
                }
                catch (JsonException)
                {
                    return null;
                }
        }
    }

    private static IEnumerable<JsonElement> Rules(JsonElement allocation) =>
        allocation.TryGetProperty("rules", out JsonElement rules) && rules.ValueKind == JsonValueKind.Array ? rules.EnumerateArray() : [];

    private static IEnumerable<JsonElement> Conditions(JsonElement rule) => rule.GetProperty("conditions").EnumerateArray();

    private static bool IsUnreadable(JsonElement condition) =>
        !Operators.Contains(condition.GetProperty("operator").GetString())
            || condition.GetProperty("value").ValueKind is JsonValueKind.Null or JsonValueKind.Object;

    private static DateTimeOffset? Date(JsonElement allocation, string name) =>
        allocation.TryGetProperty(name, out JsonElement date) && date.ValueKind == JsonValueKind.String ? date.GetDateTimeOffset() : null;

    /// <summary>Whether every shard matches the subject; null when that needs a key and there is none.</summary>
    private static bool? MatchesShards(JsonElement split, string? subjectKey, uint totalShards)
    {
        foreach (JsonElement shard in split.GetProperty("shards").EnumerateArray())
        {
            (uint Start, uint End)[] ranges =
            [
                .. shard.GetProperty("ranges").EnumerateArray().Select(
                    range => (range.GetProperty("start").GetUInt32(), range.GetProperty("end").GetUInt32())),
            ];
            if (ranges.Any(range => range.Start == 0 && range.End >= totalShards))
            {
                continue;
            }

            if (subjectKey is null)
            {
                return null;
            }

            uint place = Hash($"{shard.GetProperty("salt").GetString()}-{subjectKey}") % totalShards;
            if (!ranges.Any(range => range.Start <= place && place < range.End))
            {
                return false;
            }
        }

        return true;
    }

    [SuppressMessage("Security", "CA5351", Justification = "The protocol's sharding; nothing is secured by it.")]
    private static uint Hash(string text) => BinaryPrimitives.ReadUInt32BigEndian(MD5.HashData(Encoding.UTF8.GetBytes(text)));

    private bool Holds(JsonElement condition, Dictionary<string, object?> attributes)
    {
        JsonElement value = condition.GetProperty("value");
        object? attribute = attributes.GetValueOrDefault(condition.GetProperty("attribute").GetString()!);
        string operatorName = condition.GetProperty("operator").GetString()!;
        bool isMissing = attribute is null or string[];
        if (operatorName == "IS_NULL")
        {
            return value.ValueKind is JsonValueKind.True or JsonValueKind.False && isMissing == value.GetBoolean();
        }

        return !isMissing && operatorName switch
        {
            "ONE_OF" => IsOneOf(value, attribute!) == true,
            "NOT_ONE_OF" => IsOneOf(value, attribute!) == false,
            "MATCHES" => Matches(value, attribute!) == true,
            "NOT_MATCHES" => Matches(value, attribute!) == false,
            "GTE" => Compare(value, attribute!) is >= 0,
            "GT" => Compare(value, attribute!) is > 0,
            "LTE" => Compare(value, attribute!) is <= 0,
            _ => Compare(value, attribute!) is < 0,
        };
    }

    private static bool? IsOneOf(JsonElement value, object attribute)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        string?[] elements = [.. value.EnumerateArray().Select(TextOfElement)];
        return elements.Contains(null) ? null : elements.Contains(TextOf(attribute), StringComparer.Ordinal);
    }

    private static string? TextOfElement(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out long integer) ? TextOf((object)integer) : TextOfNumber(element.GetDouble()),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    private bool? Matches(JsonElement value, object attribute) =>
        value.ValueKind == JsonValueKind.String && patterns[value.GetString()!] is { } pattern
            ? Regex.IsMatch(TextOf(attribute), pattern, RegexOptions.CultureInvariant)
            : null;

    private static string TextOf(object attribute) => attribute switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        long integer => integer.ToString(CultureInfo.InvariantCulture),
        _ => TextOfNumber((double)attribute),
    };

    /// <summary>The shortest digits: plain from 1e-6 to 1e21, with an exponent outside that range.</summary>
    private static string TextOfNumber(double number)
    {
        string text = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        string[] parts = text.Split('E');
        string mantissa = parts[0].Contains('.', StringComparison.Ordinal) ? parts[0] : parts[0] + ".";
        int exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        int point = mantissa.IndexOf('.', StringComparison.Ordinal) + exponent;
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        string shorter = digits.TrimStart('0');
        point -= digits.Length - shorter.Length;
        digits = shorter.TrimEnd('0');
        if (digits.Length == 0)
        {
            return "0";
        }

        string sign = number < 0 ? "-" : "";
        if (point is <= -6 or > 21)
        {
            string written = (point - 1).ToString("+0;-0", CultureInfo.InvariantCulture);
            return $"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{written}";
        }

        return sign + (point <= 0 ? "0." + new string('0', -point) + digits
            : point >= digits.Length ? digits.PadRight(point, '0')
            : $"{digits[..point]}.{digits[point..]}");
    }

    /// <summary>Compares the attribute with the operand; null where they cannot be compared.</summary>
    private static int? Compare(JsonElement value, object attribute)
    {
        if (value.ValueKind == JsonValueKind.String && SemanticVersion.Of(value.GetString()!) is { } version)
        {
            return attribute is string text && SemanticVersion.Of(text) is { } other ? SemanticVersion.Compare(other, version) : null;
        }

        double? operand = value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : value.ValueKind == JsonValueKind.String ? NumberOf(value.GetString()!) : null;
        double? number = attribute switch
        {
            long integer => integer,
            double real => real,
            string text => NumberOf(text),
            _ => null,
        };
        return operand is null || number is null || double.IsNaN(number.Value) ? null : number.Value.CompareTo(operand.Value);
    }

    private static double? NumberOf(string text) =>
        Regex.IsMatch(text, @"\A[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\z")
            && double.Parse(text, CultureInfo.InvariantCulture) is var number && double.IsFinite(number)
            ? number
            : null;

    /// <summary>The regular expression of semver.org, and its rules of precedence.</summary>
    private static class SemanticVersion
    {
        private const string Expression =
            @"\A(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(?:-((?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?\z";

        public static Match? Of(string text) => Regex.Match(text, Expression) is { Success: true } match ? match : null;

        public static int Compare(Match left, Match right)
        {
            int core = Enumerable.Range(1, 3).Select(part => BigInteger.Parse(left.Groups[part].Value, CultureInfo.InvariantCulture)
                .CompareTo(BigInteger.Parse(right.Groups[part].Value, CultureInfo.InvariantCulture))).FirstOrDefault(order => order != 0);
            if (core != 0 || !left.Groups[4].Success || !right.Groups[4].Success)
            {
                return core != 0 ? core : left.Groups[4].Success ? (right.Groups[4].Success ? 0 : -1) : right.Groups[4].Success ? 1 : 0;
            }

            string[] lefts = left.Groups[4].Value.Split('.'), rights = right.Groups[4].Value.Split('.');
            int first = lefts.Zip(rights, CompareIdentifiers).FirstOrDefault(order => order != 0);
            return first != 0 ? first : lefts.Length.CompareTo(rights.Length);
        }

        private static int CompareIdentifiers(string left, string right)
        {
            bool leftIsNumber = left.All(char.IsAsciiDigit), rightIsNumber = right.All(char.IsAsciiDigit);
            return leftIsNumber && rightIsNumber
                ? BigInteger.Parse(left, CultureInfo.InvariantCulture).CompareTo(BigInteger.Parse(right, CultureInfo.InvariantCulture))
                : leftIsNumber != rightIsNumber ? (leftIsNumber ? -1 : 1)
                : string.CompareOrdinal(left, right);
        }
    }
}
