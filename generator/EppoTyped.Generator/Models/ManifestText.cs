using Microsoft.CodeAnalysis;

namespace EppoTyped.Generator.Models;

/// <summary>A manifest before it is read.</summary>
internal sealed record ManifestText(string Path, string Text)
{
    private const string FileName = "flags.json";

    /// <summary>True for <c>flags.json</c> and <c>*.flags.json</c>: an additional file of another name is somebody else's.</summary>
    public static bool IsManifest(string path)
    {
        string name = System.IO.Path.GetFileName(path);
        return name.Equals(FileName, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + FileName, StringComparison.OrdinalIgnoreCase);
    }

    // A file that cannot be read is the compiler's own error (CS2001); the reader says that there is no JSON in it.
    public static ManifestText Read(AdditionalText text, CancellationToken cancellation) => new(text.Path, text.GetText(cancellation)?.ToString() ?? "");
}
