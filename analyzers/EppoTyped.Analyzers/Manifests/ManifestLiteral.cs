using System.Globalization;
using EppoTyped.Manifest.Json;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace EppoTyped.Analyzers.Manifests;

/// <summary>Writes a flag's default in C#, as a string-keyed call has it.</summary>
internal static class ManifestLiteral
{
    /// <summary>The default as an expression; for an object flag its JSON as text.</summary>
    public static string OfDefault(FlagDefinition flag) => flag.Type switch
    {
        FlagType.String => Quoted(flag.Default.Text),
        FlagType.Object => Quoted(ManifestJson.Write(flag.Default)),
        FlagType.Integer when flag.Default.TryGetInteger(out long whole) => whole.ToString(CultureInfo.InvariantCulture),

        // 1e3 and 9.99 are the same in JSON and C#; a whole number can be too long for an integer literal.
        FlagType.Float when !flag.Default.TryGetInteger(out _) && flag.Default.Text.IndexOfAny(['.', 'e', 'E']) < 0 =>
            flag.Default.Text + ".0",
        _ => flag.Default.Text,
    };

    private static string Quoted(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
