using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Reading;

/// <summary>Reads the metadata of a flag. Only the date of expiry has a format.</summary>
internal static class MetadataReader
{
    public static IReadOnlyList<KeyValuePair<string, ManifestValue>> Read(PropertyBag bag)
    {
        if (bag.Object("metadata", "write { \"owner\": \"payments\" }") is not { } metadata)
        {
            return [];
        }

        if (metadata.Member("expires") is { Value.Kind: not JsonKind.Missing } expires && Expiry(bag) is null)
        {
            bag.Report(FindingRules.WrongDate, expires.Value.Range, "metadata \"expires\" must be a date, like \"2027-03-31\"");
        }

        return metadata.ToValue().Members;
    }

    /// <summary>
    /// The day a flag expires and its place; null where it is missing or cannot be read, which <see cref="Read"/> reports.
    /// </summary>
    public static (DateTime Day, SourceRange Range)? Expiry(PropertyBag bag) =>
        bag.Find("metadata")?.Value.Member("expires")?.Value is { Kind: JsonKind.String } value && Day.Of(value.Text) is { } day
            ? (day, value.Range)
            : null;
}
