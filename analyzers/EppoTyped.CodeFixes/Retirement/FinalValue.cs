using System.Globalization;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Retirement;

/// <summary>Writes the final value of a flag as the expression that replaces its calls.</summary>
internal static class FinalValue
{
    /// <summary>The value of a string-keyed call: a literal; null where the call's type is not the flag's.</summary>
    public static ExpressionSyntax? OfKey(FlagDefinition flag, FlagType asked) => flag.Type == asked ? Literal(flag) : null;

    /// <summary>The value of an accessor: a literal, or a member of the flag's enum.</summary>
    /// <param name="flag">The flag.</param>
    /// <param name="names">The flag's names in C#.</param>
    /// <param name="type">The type of the accessor's value.</param>
    /// <param name="model">The semantic model of the file.</param>
    /// <param name="position">The position of the expression in the file.</param>
    public static ExpressionSyntax? OfAccessor(
        FlagDefinition flag,
        AccessorNames names,
        ITypeSymbol type,
        SemanticModel model,
        int position)
    {
        if (flag.Variations.Count == 0)
        {
            return Literal(flag);
        }

        int index = flag.Deprecated?.ReplaceWith is { Kind: ManifestValueKind.String } value ? IndexOf(flag, value.Text) : -1;
        if (index < 0
            || index >= names.Members.Count
            || type.TypeKind != TypeKind.Enum
            || type.GetMembers(names.Members[index]).Length == 0)
        {
            return null;
        }

        string member = names.Members[index];
        string escaped = SyntaxFacts.GetKeywordKind(member) == SyntaxKind.None ? member : "@" + member;
        return SyntaxFactory.ParseExpression(type.ToMinimalDisplayString(model, position) + "." + escaped);
    }

    /// <summary>The text on the wire of a member of a flag's enum.</summary>
    public static LiteralExpressionSyntax Text(string value) =>
        SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(value));

    public static LiteralExpressionSyntax Boolean(bool value) =>
        SyntaxFactory.LiteralExpression(value ? SyntaxKind.TrueLiteralExpression : SyntaxKind.FalseLiteralExpression);

    private static ExpressionSyntax? Literal(FlagDefinition flag) => (flag.Type, flag.Deprecated?.ReplaceWith) switch
    {
        (FlagType.Boolean, { Kind: ManifestValueKind.Boolean } value) => Boolean(value.Text == "true"),
        (FlagType.String, { Kind: ManifestValueKind.String } value) when flag.Variations.Count == 0 || IndexOf(flag, value.Text) >= 0 =>
            Text(value.Text),
        (FlagType.Integer, { } value) when value.TryGetInteger(out long number) => Integer(number),
        (FlagType.Float, { } value) when value.TryGetDouble(out double number) => Number(number),
        _ => null,
    };

    private static int IndexOf(FlagDefinition flag, string text)
    {
        for (int i = 0; i < flag.Variations.Count; i++)
        {
            if (string.Equals(flag.Variations[i].Value, text, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    // The suffix keeps the type for `var` and for overloads.
    private static ExpressionSyntax Integer(long value) =>
        SyntaxFactory.ParseExpression(value.ToString(CultureInfo.InvariantCulture) + "L");

    private static ExpressionSyntax Number(double value)
    {
        // The "R" format of .NET Framework (the host in Visual Studio) does not always round-trip.
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        if (!double.Parse(text, CultureInfo.InvariantCulture).Equals(value))
        {
            text = value.ToString("G17", CultureInfo.InvariantCulture);
        }

        return SyntaxFactory.ParseExpression(text.IndexOfAny(['.', 'E']) < 0 ? text + ".0" : text);
    }
}
