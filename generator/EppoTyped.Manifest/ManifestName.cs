namespace EppoTyped.Manifest;

/// <summary>Recognizes manifests by their file name.</summary>
public static class ManifestName
{
    private const string Whole = "flags.json";

    /// <summary>True for <c>flags.json</c> and <c>*.flags.json</c>; additional files with other names are not manifests.</summary>
    public static bool IsManifest(string path)
    {
        string name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        return name.Equals(Whole, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + Whole, StringComparison.OrdinalIgnoreCase);
    }
}
