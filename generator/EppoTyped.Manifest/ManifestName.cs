namespace EppoTyped.Manifest;

/// <summary>What a manifest's file is called.</summary>
public static class ManifestName
{
    private const string Whole = "flags.json";

    /// <summary>True for <c>flags.json</c> and <c>*.flags.json</c>: an additional file of another name is somebody else's.</summary>
    public static bool IsManifest(string path)
    {
        string name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        return name.Equals(Whole, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + Whole, StringComparison.OrdinalIgnoreCase);
    }
}
