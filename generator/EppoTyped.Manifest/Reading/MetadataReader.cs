using System.Globalization;
using EppoTyped.Manifest.Json;

namespace EppoTyped.Manifest.Reading;

/// <summary>Reads the free facts about a flag; only the date of expiry has a form.</summary>
internal static class MetadataReader
{
    public static IReadOnlyList<KeyValuePair<string, ManifestValue>> Read(PropertyBag bag)
    {
        if (bag.Object("metadata", "write { \"owner\": \"payments\" }") is not { } metadata)
            return [];
        if (metadata.Member("expires") is { Value.Kind: not JsonKind.Missing } expires && !IsDate(expires.Value))
            bag.Report(FindingRules.WrongDate, expires.Value.Range, "metadata \"expires\" must be a date, like \"2027-03-31\"");
        return metadata.ToValue().Members;
    }

    private static bool IsDate(JsonNode value) =>
        value.Kind == JsonKind.String && DateTime.TryParseExact(value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
