using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Reading;

/// <summary>Checks the values of a flag: its default and its final value.</summary>
internal sealed class FlagValues(
    FlagType type,
    IReadOnlyList<ChoiceDefinition> variations,
    bool closed,
    SchemaNode? schema,
    bool schemaIsWrong,
    NumberLimits limits,
    PropertyBag bag)
{
    /// <summary>An example of a default.</summary>
    public static string Example(FlagType type) => type switch
    {
        FlagType.Boolean => "false",
        FlagType.String => "\"...\"",
        FlagType.Integer => "0",
        FlagType.Float => "0.0",
        _ => "{ }",
    };

    /// <summary>The flag's default; for an invalid one a finding and a neutral value.</summary>
    public ManifestValue ReadDefault(SourceRange keyRange)
    {
        ManifestValue neutral = NeutralValue.Of(type, variations, schema);
        if (bag.Find("defaultValue") is not { } member)
        {
            string example = variations.Count > 0 ? Wording.Quote(variations[0].Value) : Example(type);
            bag.ReportMissing(FindingRules.MissingDefault, keyRange, "defaultValue", $"add \"defaultValue\": {example}");
            return neutral;
        }

        ManifestValue value = member.Value.ToValue();
        if (WrongType(member.Value, typeIsSure: false) is { } wrong)
        {
            bag.Report(FindingRules.WrongDefaultType, member.Value.Range, $"default {Show(member.Value)} is {wrong}");
        }
        else if (type == FlagType.String && UnknownVariation(member.Value) is { } unknown)
        {
            bag.Report(
                FindingRules.DefaultNotAVariation,
                member.Value.Range,
                $"default {Show(member.Value)} is not among the variations; {unknown}");
        }
        else if (schema is not null
            && (schemaIsWrong || !new SchemaCheck("default", FindingRules.DefaultAgainstSchema, bag).Fits(member.Value, schema)))
        {
            return neutral;
        }
        else if (limits.Excess(value) is { } excess)
        {
            bag.Report(FindingRules.DefaultOutOfRange, member.Value.Range, $"default {Show(member.Value)} is {excess}; change one of them");
        }
        else
        {
            return Checked(value, neutral);
        }

        return neutral;
    }

    /// <summary>The value that replaces calls of a deprecated flag; for an invalid one a finding and null.</summary>
    public ManifestValue? ReadReplacement(JsonMember member)
    {
        string? mistake = WrongType(member.Value, typeIsSure: true) is { } wrong ? $"is {wrong}"
            : type == FlagType.String && UnknownVariation(member.Value) is { } unknown ? $"is not among the variations; {unknown}"
            : limits.Excess(member.Value.ToValue()) is { } excess ? $"is {excess}; change one of them"
            : null;
        if (mistake is not null)
        {
            bag.Report(FindingRules.WrongReplacement, member.Value.Range, $"replaceWith {Show(member.Value)} {mistake}");
            return null;
        }

        bool fits = schema is null
            || (!schemaIsWrong && new SchemaCheck("replaceWith", FindingRules.WrongReplacement, bag).Fits(member.Value, schema));
        return fits ? member.Value.ToValue() : null;
    }

    /// <summary>Where the variations could not be read, the default is not among them, and needs no finding of its own.</summary>
    private ManifestValue Checked(ManifestValue value, ManifestValue neutral) =>
        variations.Count > 0 && !variations.Any(variation => string.Equals(variation.Value, value.Text, StringComparison.Ordinal))
            ? neutral
            : value;

    private string? UnknownVariation(JsonNode value)
    {
        if (!closed
            || variations.Count == 0
            || variations.Any(variation => string.Equals(variation.Value, value.Text, StringComparison.Ordinal)))
        {
            return null;
        }

        if (bag.Find("variations") is { Value.Broken: true })
        {
            return null;
        }

        string[] known = [.. variations.Select(variation => variation.Value)];
        return NearestName.Of(value.Text, known) is { } near
            ? $"did you mean {Wording.Quote(near)}?"
            : $"use one of {Wording.QuoteAll(known)}, or add it there";
    }

    /// <param name="value">The value.</param>
    /// <param name="typeIsSure">True where the flag's type is certain, because its default has it.</param>
    private string? WrongType(JsonNode value, bool typeIsSure)
    {
        bool right = type switch
        {
            FlagType.Boolean => value.Kind == JsonKind.Boolean,
            FlagType.String => value.Kind == JsonKind.String,
            FlagType.Integer => value.Kind == JsonKind.Number && NumberText.TryGetInteger(value.Text, out _),
            FlagType.Float => value.Kind == JsonKind.Number && NumberText.TryGetDouble(value.Text, out _),
            _ => value.Kind == JsonKind.Object,
        };
        return right ? null : $"{Describe(value)}; {Advice(value, typeIsSure)}";
    }

    private string Describe(JsonNode value) => type switch
    {
        FlagType.Boolean => "not true or false",
        FlagType.String => "not a text",
        FlagType.Integer when value.Kind == JsonKind.Number => "not a whole number of 64 bits",
        FlagType.Integer => "not a whole number",
        FlagType.Float when value.Kind == JsonKind.Number => "too large for a double",
        FlagType.Float => "not a number",
        _ => "not an object",
    };

    private string Advice(JsonNode value, bool typeIsSure)
    {
        bool quoted = value.Kind == JsonKind.String && type switch
        {
            FlagType.Boolean => value.Text is "true" or "false",
            FlagType.Integer => NumberText.TryGetInteger(value.Text, out _),
            FlagType.Float => NumberText.TryGetDouble(value.Text, out _),
            _ => false,
        };
        if (quoted)
        {
            return $"remove the quotes: {value.Text}";
        }

        if (type == FlagType.String && value.Kind is JsonKind.Number or JsonKind.Boolean)
        {
            return $"put it in double quotes: {Wording.Quote(value.Text)}";
        }

        if (type == FlagType.Integer && value.Kind == JsonKind.Number)
        {
            return typeIsSure ? "round it" : "round it, or write \"flagType\": \"float\"";
        }

        return typeIsSure || value.Kind is JsonKind.Null or JsonKind.Array
            ? $"write one, like {Example(type)}"
            : $"write one, like {Example(type)}, or write \"flagType\": \"{FlagTypeReader.Word(FlagTypeReader.Guess(value))}\"";
    }

    private static string Show(JsonNode value) => value.Kind switch
    {
        JsonKind.String => Wording.Quote(value.Text),
        JsonKind.Array => "[...]",
        JsonKind.Object => "{...}",
        _ => value.Text,
    };
}
