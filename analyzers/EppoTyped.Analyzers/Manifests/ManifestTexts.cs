using System.Runtime.CompilerServices;
using EppoTyped.Manifest;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.Analyzers.Manifests;

/// <summary>
/// Each manifest as it was read: once for each text, whoever asks. An entry lives as long as the compiler's own text does.
/// </summary>
internal static class ManifestTexts
{
    private static readonly ConditionalWeakTable<SourceText, ManifestFile> Read = new();
    private static readonly SourceText Nothing = SourceText.From("");

    /// <summary>The manifest in a file, as it is read by every rule.</summary>
    public static ManifestFile Of(AdditionalText file, CancellationToken cancellation)
    {
        SourceText text = file.GetText(cancellation) ?? Nothing;
        return Read.TryGetValue(text, out ManifestFile? known) && known.Path == file.Path
            ? known
            : Remember(text, ManifestReader.Read(file.Path, text.ToString()));
    }

    private static ManifestFile Remember(SourceText text, ManifestFile manifest)
    {
        // Of two threads, or of two files with one text, the first is kept; the other reads again, which is right and rare.
        Read.GetValue(text, _ => manifest);
        return manifest;
    }
}
