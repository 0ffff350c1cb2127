using EppoTyped.Manifest.Live;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Analyzers.Manifests;

/// <summary>Compares a flag of the manifest with the live one.</summary>
internal static class SnapshotComparison
{
    public static IEnumerable<(SourceRange Range, string What, string Advice)> Of(FlagDefinition flag, LiveSnapshot live)
    {
        string name = $"Flag \"{flag.Key}\"";
        if (!live.Flags.TryGetValue(flag.Key, out LiveFlag? there))
        {
            string advice = NearestName.Of(flag.Key, live.Flags.Keys) is { } nearest
                ? $"did you mean \"{nearest}\"?"
                : "create it in Eppo, or remove it here";
            return [(flag.KeyRange, $"{name} is not in the live configuration, so that its callers get the default", advice)];
        }

        // A flag with an unknown type is ignored at run time; that is not a mistake in the manifest.
        if (there.Type is { } type && type != flag.Type)
        {
            string what =
                $"{name} is {Word(flag.Type)} here and {there.Word} in the live configuration, so that its callers get the default";
            return [(flag.KeyRange, what, "give it the live type, or correct it in Eppo")];
        }

        return flag is { Type: FlagType.String, Variations.Count: > 0 } ? Variations(flag, there, name) : [];
    }

    private static IEnumerable<(SourceRange Range, string What, string Advice)> Variations(FlagDefinition flag, LiveFlag there, string name)
    {
        HashSet<string> live = new(
            there.Values.Where(value => value.Kind == ManifestValueKind.String).Select(value => value.Text),
            StringComparer.Ordinal);
        HashSet<string> here = new(flag.Variations.Select(variation => variation.Value), StringComparer.Ordinal);
        string[] unknown = [.. live.Where(value => !here.Contains(value)).Select(value => $"\"{value}\"")];
        if (unknown.Length > 0)
        {
            string what = $"{name} has {string.Join(", ", unknown)} in the live configuration, which its variations do not list, "
                + "so that a subject that is assigned it gets the default";
            yield return (flag.KeyRange, what, "add it to \"variations\"");
        }

        foreach (ChoiceDefinition variation in flag.Variations.Where(variation => !live.Contains(variation.Value)))
        {
            string what = $"{name} has no variation \"{variation.Value}\" in the live configuration, so that no subject is assigned it";
            yield return (variation.Range, what, "remove it here, or add it in Eppo");
        }
    }

    private static string Word(FlagType type) => type switch
    {
        FlagType.Boolean => "boolean",
        FlagType.Integer => "integer",
        FlagType.Float => "float",
        FlagType.Object => "object",
        _ => "string",
    };
}
