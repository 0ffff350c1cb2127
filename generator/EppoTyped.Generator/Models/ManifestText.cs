using Microsoft.CodeAnalysis;

namespace EppoTyped.Generator.Models;

/// <summary>A manifest before it is read.</summary>
internal sealed record ManifestText(string Path, string Text)
{
    // A file that cannot be read is the compiler's own error too; the reader says that there is no JSON in it.
    public static ManifestText Read(AdditionalText text, CancellationToken cancellation) => new(text.Path, text.GetText(cancellation)?.ToString() ?? "");
}
