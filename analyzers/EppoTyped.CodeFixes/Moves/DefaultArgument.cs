using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Moves;

/// <summary>What becomes of a call's default.</summary>
/// <param name="Expression">The default to give; null where the manifest's is the same.</param>
internal sealed record DefaultArgument(ExpressionSyntax? Expression)
{
    /// <summary>Reads it; null where the accessor cannot take it.</summary>
    public static DefaultArgument? Read(CallSite site)
    {
        if (CallSite.Written(site.Call.Default) is not { } written)
        {
            return null;
        }

        Optional<object?> constant = site.ConstantOf(written);
        if (site.Accessor.Names.Enum is null)
        {
            return new DefaultArgument(constant.HasValue && IsSame(site.Flag.Default, constant.Value) ? null : written);
        }

        // A text that only the run knows, or that is no variation, is no member of the enum.
        if (constant is not { HasValue: true, Value: string text } || site.MemberFor(text) is not { } member)
        {
            return null;
        }

        return new DefaultArgument(IsSame(site.Flag.Default, text) ? null : member);
    }

    private static bool IsSame(ManifestValue manifest, object? constant) => constant switch
    {
        string text => manifest.Kind == ManifestValueKind.String && string.Equals(manifest.Text, text, StringComparison.Ordinal),
        bool truth => manifest.Kind == ManifestValueKind.Boolean && manifest.Text == (truth ? "true" : "false"),
        double number => manifest.TryGetDouble(out double declared) && declared.Equals(number),
        float number => manifest.TryGetDouble(out double declared) && declared.Equals(number),
        char or null => false,
        IConvertible number => IsSameInteger(manifest, number),
        _ => false,
    };

    private static bool IsSameInteger(ManifestValue manifest, IConvertible number) =>
        number is not (ulong or decimal)
            && manifest.TryGetInteger(out long declared)
            && declared == number.ToInt64(System.Globalization.CultureInfo.InvariantCulture);
}
