using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Moves;

/// <summary>The default of a typed call.</summary>
/// <param name="Expression">The default to pass; null where it equals the manifest's.</param>
internal sealed record DefaultArgument(ExpressionSyntax? Expression)
{
    /// <summary>Reads the default of a string-keyed call; null where the accessor cannot take it.</summary>
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

        // There is no member of the enum for a text that is known only at run time or is not a variation.
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
