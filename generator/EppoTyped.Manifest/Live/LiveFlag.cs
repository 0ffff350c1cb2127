using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;

namespace EppoTyped.Manifest.Live;

/// <summary>A flag of the live configuration.</summary>
/// <param name="Word">Eppo's word for its type, as written; null where there is none.</param>
/// <param name="Type">Its type; null where the word is unknown.</param>
/// <param name="IsEnabled">True when it is enabled.</param>
/// <param name="Values">The values of its variations, in the order of the file.</param>
public sealed record LiveFlag(string? Word, FlagType? Type, bool IsEnabled, IReadOnlyList<ManifestValue> Values)
{
    internal static LiveFlag Read(JsonNode node)
    {
        string? word = node.Member("variationType")?.Value is { Kind: JsonKind.String } type ? type.Text : null;
        ManifestValue[] values = node.Member("variations")?.Value is { Kind: JsonKind.Object } variations
            ? [.. variations.LastMembers().Select(member => member.Value.Member("value")?.Value.ToValue()).OfType<ManifestValue>()]
            : [];
        return new LiveFlag(word, TypeOf(word), node.Member("enabled")?.Value is { Kind: JsonKind.Boolean, Text: "true" }, values);
    }

    private static FlagType? TypeOf(string? word) => word switch
    {
        "STRING" => FlagType.String,
        "BOOLEAN" => FlagType.Boolean,
        "INTEGER" => FlagType.Integer,
        "NUMERIC" => FlagType.Float,
        "JSON" => FlagType.Object,
        _ => null,
    };
}
