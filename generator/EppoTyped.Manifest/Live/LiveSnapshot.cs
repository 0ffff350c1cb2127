using EppoTyped.Manifest.Json;

namespace EppoTyped.Manifest.Live;

/// <summary>The live configuration as it was pulled: Eppo's own JSON (UFC), the parts that a manifest can be compared with.</summary>
public sealed class LiveSnapshot
{
    /// <summary>The name of its file, in the folder of the manifests it is compared with.</summary>
    public const string FileName = "flags.live.json";

    private LiveSnapshot(string? problem, IReadOnlyDictionary<string, LiveFlag> flags) => (Problem, Flags) = (problem, flags);

    /// <summary>Why it cannot be used for a comparison; null where it can.</summary>
    public string? Problem { get; }

    /// <summary>The flags by key.</summary>
    public IReadOnlyDictionary<string, LiveFlag> Flags { get; }

    /// <summary>True for the path of a snapshot.</summary>
    public static bool IsSnapshot(string path) =>
        path.Substring(path.LastIndexOfAny(['/', '\\']) + 1).Equals(FileName, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when both are in one folder.</summary>
    public static bool IsBeside(string snapshot, string manifest) => FolderOf(snapshot) == FolderOf(manifest);

    /// <summary>Reads a snapshot. Never throws, whatever the text holds.</summary>
    /// <param name="text">The text of the file.</param>
    public static LiveSnapshot Read(string text)
    {
        JsonText json = JsonParser.Parse(text);
        if (json.Errors.Count > 0 || json.Root.Member("flags")?.Value is not { Kind: JsonKind.Object } flags)
        {
            return Unusable("it is not a configuration of Eppo; pull it again");
        }

        if (json.Root.Member("format")?.Value.Text == "CLIENT")
        {
            return Unusable("its keys are hashed, because it was pulled with a client token; pull it with an SDK key");
        }

        return new LiveSnapshot(
            null,
            flags.LastMembers()
                .Where(member => member.Value.Kind == JsonKind.Object)
                .ToDictionary(member => member.Name, member => LiveFlag.Read(member.Value), StringComparer.Ordinal));
    }

    private static LiveSnapshot Unusable(string problem) => new(problem, new Dictionary<string, LiveFlag>());

    private static string FolderOf(string path) => path.Substring(0, path.LastIndexOfAny(['/', '\\']) + 1);
}
