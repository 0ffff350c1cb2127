using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Reading;

/// <summary>Reads the type of a flag.</summary>
internal static class FlagTypeReader
{
    private static readonly string[] Words = ["boolean", "string", "integer", "float", "object"];

    /// <summary>The type, and whether it is certain or a guess, for which there is a finding.</summary>
    public static (FlagType Type, bool Certain) Read(PropertyBag bag, SourceRange keyRange)
    {
        FlagType guess = bag.Find("schema") is null ? Guess(bag.Find("defaultValue")?.Value) : FlagType.Object;
        if (bag.Find("flagType") is not { } member)
        {
            bag.ReportMissing(FindingRules.MissingFlagType, keyRange, "flagType", $"add \"flagType\": \"{Word(guess)}\"");
            return (guess, false);
        }

        if (member.Value.Kind != JsonKind.String)
        {
            bag.Report(FindingRules.UnknownFlagType, member.Value.Range, $"\"flagType\" must be one of {Wording.QuoteAll(Words)}");
            return (guess, false);
        }

        if (Parse(member.Value.Text) is { } type)
        {
            return (type, true);
        }

        string word = member.Value.Text;
        string? meant = TypeWords.FindIntended(word, Words);
        string advice = meant is null ? $"use one of {Wording.QuoteAll(Words)}" : $"write \"{meant}\"{WhyOf(word)}";
        bag.Report(FindingRules.UnknownFlagType, member.Value.Range, $"unknown flagType {Wording.Quote(word)}; {advice}");
        return meant is null ? (guess, false) : (Parse(meant)!.Value, true);
    }

    /// <summary>The type that a value seems to have.</summary>
    public static FlagType Guess(JsonNode? value) => value?.Kind switch
    {
        JsonKind.Boolean => FlagType.Boolean,
        JsonKind.Number => NumberText.TryGetInteger(value.Text, out _) && value.Text.IndexOf('.') < 0 ? FlagType.Integer : FlagType.Float,
        JsonKind.Object => FlagType.Object,
        _ => FlagType.String,
    };

    public static string Word(FlagType type) => type switch
    {
        FlagType.Boolean => "boolean",
        FlagType.String => "string",
        FlagType.Integer => "integer",
        FlagType.Float => "float",
        _ => "object",
    };

    private static string WhyOf(string word) => word.ToUpperInvariant() switch
    {
        "NUMERIC" => ", OpenFeature's word for Eppo's NUMERIC",
        "JSON" => ", OpenFeature's word for Eppo's JSON",
        _ => "",
    };

    private static FlagType? Parse(string word) => word switch
    {
        "boolean" => FlagType.Boolean,
        "string" => FlagType.String,
        "integer" => FlagType.Integer,
        "float" => FlagType.Float,
        "object" => FlagType.Object,
        _ => null,
    };
}
