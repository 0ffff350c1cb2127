using EppoTyped.Generator.CSharp;
using EppoTyped.Manifest.Model;

namespace EppoTyped.Generator.Models;

/// <summary>
/// Writes values of a manifest as C# expressions. A value of another type becomes a neutral one: there is a finding for it.
/// </summary>
internal static class Defaults
{
    public static string Of(FlagType type, ManifestValue value) => type switch
    {
        FlagType.Boolean => Boolean(value),
        FlagType.Integer => Integer(value),
        FlagType.Float => Number(value),
        _ => Text(value),
    };

    public static string Boolean(ManifestValue? value) => Literal.Of(value is { Kind: ManifestValueKind.Boolean, Text: "true" });

    public static string Text(ManifestValue? value) => Literal.Of(value is { Kind: ManifestValueKind.String } text ? text.Text : "");

    public static string Integer(ManifestValue? value) =>
        Literal.Of(value is not null && value.TryGetInteger(out long number) ? number : 0);

    public static string Number(ManifestValue? value) =>
        Literal.Of(value is not null && value.TryGetDouble(out double number) ? number : 0);
}
