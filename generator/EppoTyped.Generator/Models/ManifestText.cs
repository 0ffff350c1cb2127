using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.Generator.Models;

/// <summary>The text of a manifest.</summary>
/// <param name="Path">Its place.</param>
/// <param name="Text">Its content.</param>
/// <param name="DecodedAsUnicode">False where the text was not valid UTF-8 and the compiler used the machine's code page.</param>
internal sealed record ManifestText(string Path, string Text, bool DecodedAsUnicode)
{
    private static readonly int[] UnicodeCodePages = [65001, 1200, 1201, 12000, 12001];

    // For a file that cannot be read the compiler reports an error too; the reader reports that it holds no JSON.
    public static ManifestText Read(AdditionalText file, CancellationToken cancellation)
    {
        SourceText? text = file.GetText(cancellation);
        return new ManifestText(
            file.Path,
            text?.ToString() ?? "",
            text?.Encoding is not { } encoding || UnicodeCodePages.Contains(encoding.CodePage));
    }
}
