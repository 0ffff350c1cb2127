namespace EppoTyped.Manifest;

/// <summary>Reads one flags.json. Never throws, whatever the text holds.</summary>
public static class ManifestReader
{
    /// <summary>Reads a manifest: everything that can be understood, and every finding in one pass.</summary>
    /// <param name="path">The path findings name.</param>
    /// <param name="text">The text of the file, a byte order mark allowed.</param>
    public static ManifestFile Read(string path, string text) => throw new NotImplementedException();
}
