using EppoTyped.Manifest.Model;

namespace EppoTyped.Analyzers.Calls;

/// <summary>The variations of a flag as texts, and their form in messages.</summary>
internal static class VariationTexts
{
    private const int MostShown = 8;

    public static IReadOnlyList<string> Of(FlagDefinition flag) => [.. flag.Variations.Select(variation => variation.Value)];

    public static bool Has(FlagDefinition flag, string text) =>
        flag.Variations.Any(variation => string.Equals(variation.Value, text, StringComparison.Ordinal));

    /// <summary>The advice for a text that is not a variation: the nearest variation, or all of them.</summary>
    public static string Advice(FlagDefinition flag, string? nearest) => nearest is null
        ? $"it has {Quoted(Of(flag))}; correct the text, or add it to the \"variations\" in flags.json"
        : $"did you mean \"{nearest}\"? Otherwise add it to the \"variations\" in flags.json";

    /// <summary>A list of texts in quotes, the first few of many.</summary>
    public static string Quoted(IReadOnlyCollection<string> texts) => Listed([.. texts.Select(text => $"\"{text}\"")]);

    /// <summary>A list of names, the first few of many.</summary>
    public static string Listed(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(MostShown)) + (names.Count > MostShown ? ", ..." : "");
}
