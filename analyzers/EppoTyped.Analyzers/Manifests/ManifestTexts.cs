using System.Runtime.CompilerServices;
using EppoTyped.Manifest;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.Analyzers.Manifests;

/// <summary>Reads each text of a manifest once and keeps the result as long as the compiler keeps the text.</summary>
internal static class ManifestTexts
{
    private static readonly ConditionalWeakTable<SourceText, ManifestFile> Read = new();
    private static readonly SourceText Nothing = SourceText.From("");

    /// <summary>The manifest in a file.</summary>
    public static ManifestFile Of(AdditionalText file, CancellationToken cancellation)
    {
        SourceText text = file.GetText(cancellation) ?? Nothing;
        return Read.TryGetValue(text, out ManifestFile? known) && known.Path == file.Path
            ? known
            : Remember(text, ManifestReader.Read(file.Path, text.ToString()));
    }

    private static ManifestFile Remember(SourceText text, ManifestFile manifest)
    {
        // Of two threads, or of two files with the same text, the first result is kept; the other is read again, which is correct and rare.
        Read.GetValue(text, _ => manifest);
        return manifest;
    }
}
