using EppoTyped.Manifest.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.Analyzers.Manifests;

/// <summary>Converts places in a manifest to Roslyn's locations.</summary>
internal static class ManifestPlace
{
    public static Location Of(string path, SourceRange range) => Location.Create(
        path,
        new TextSpan(range.Start, range.Length),
        new LinePositionSpan(new LinePosition(range.StartLine, range.StartColumn), new LinePosition(range.EndLine, range.EndColumn)));
}
