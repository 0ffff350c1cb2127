using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EppoTyped.CodeFixes.Moves;

/// <summary>Converts the values of a dictionary to those of a typed subject, where both mean the same to the runtime.</summary>
internal static class AttributeConversions
{
    /// <summary>The value for a property of a generated record; null where it is or can be of another type.</summary>
    public static ExpressionSyntax? ToProperty(CallSite site, AttributeNames names, ExpressionSyntax value)
    {
        Optional<object?> constant = site.ConstantOf(value);
        if (constant is { HasValue: true, Value: null })
        {
            return names.Definition.Required || value.IsKind(SyntaxKind.DefaultLiteralExpression) ? null : value;
        }

        if (names.Enum is not null)
        {
            return constant.HasValue ? ToMember(site, names, constant.Value as string) : null;
        }

        if (site.TypeOf(value) is not { TypeKind: not (TypeKind.Dynamic or TypeKind.Error) } given
            || (names.Definition.Required && site.MayBeNull(value)))
        {
            return null;
        }

        // The runtime converts a float by its shortest text and a character to text, which no conversion of C# does.
        if (Unwrap(given).SpecialType is SpecialType.System_Single or SpecialType.System_Char)
        {
            return null;
        }

        Conversion conversion = ((CSharpCompilation)site.Model.Compilation).ClassifyConversion(
            given,
            TypeOf(site.Model.Compilation, names.Definition));
        return conversion is { IsImplicit: true, IsUserDefined: false } ? value : null;
    }

    /// <summary>The value for the indexer of a subject without a type of its own.</summary>
    public static ExpressionSyntax ToAttributeValue(CallSite site, ExpressionSyntax value)
    {
        ITypeSymbol? wanted = site.Model.Compilation.GetTypeByMetadataName("EppoTyped.AttributeValue");
        bool isText = site.ConstantOf(value) is { HasValue: true, Value: null }
            || site.TypeOf(value) is { SpecialType: SpecialType.System_String };
        if (isText
            || (wanted is not null
                && site.TypeOf(value) is { SpecialType: not SpecialType.System_Char, TypeKind: not TypeKind.Dynamic } given
                && ((CSharpCompilation)site.Model.Compilation).ClassifyConversion(given, wanted).IsImplicit))
        {
            return value;
        }

        return SyntaxFactory.InvocationExpression(
            GeneratedName.Append(GeneratedName.RuntimeExpression("AttributeValue"), "From"),
            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(value.WithoutTrivia()))))
                .WithTriviaFrom(value);
    }

    private static ExpressionSyntax? ToMember(CallSite site, AttributeNames names, string? text)
    {
        for (int i = 0; i < names.Definition.Values.Count; i++)
        {
            if (string.Equals(names.Definition.Values[i].Value, text, StringComparison.Ordinal))
            {
                return GeneratedName.Member(site.Manifests, names.Enum!, names.Members[i]);
            }
        }

        return null;
    }

    private static ITypeSymbol TypeOf(Compilation compilation, AttributeDefinition attribute)
    {
        INamedTypeSymbol type = compilation.GetSpecialType(attribute.Type switch
        {
            AttributeType.Integer => SpecialType.System_Int64,
            AttributeType.Number => SpecialType.System_Double,
            AttributeType.Boolean => SpecialType.System_Boolean,
            _ => SpecialType.System_String,
        });
        return attribute.Required || type.IsReferenceType
            ? type
            : compilation.GetSpecialType(SpecialType.System_Nullable_T).Construct(type);
    }

    private static ITypeSymbol Unwrap(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;
}
