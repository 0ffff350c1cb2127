using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.Generator.Models;

/// <summary>A manifest before it is read.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Text">What it holds.</param>
/// <param name="DecodedAsUnicode">False where the compiler found no valid UTF-8 and took the machine's own code page.</param>
internal sealed record ManifestText(string Path, string Text, bool DecodedAsUnicode)
{
    private static readonly int[] UnicodeCodePages = [65001, 1200, 1201, 12000, 12001];

    // A file that cannot be read is the compiler's own error too; the reader says that there is no JSON in it.
    public static ManifestText Read(AdditionalText file, CancellationToken cancellation)
    {
        SourceText? text = file.GetText(cancellation);
        return new ManifestText(
            file.Path,
            text?.ToString() ?? "",
            text?.Encoding is not { } encoding || UnicodeCodePages.Contains(encoding.CodePage));
    }
}
