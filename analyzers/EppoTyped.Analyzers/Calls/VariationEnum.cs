using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Calls;

/// <summary>The generated enum of a flag's variations, from this project or from a reference.</summary>
/// <param name="FlagKey">The key of the flag.</param>
/// <param name="Members">The members, in the order of the manifest.</param>
internal sealed record VariationEnum(string FlagKey, IReadOnlyList<IFieldSymbol> Members);

/// <summary>
/// Recognizes the enums of variations. Unlike the enums of attributes, there is a flag's struct with a handle of that type.
/// </summary>
internal sealed class VariationEnums
{
    private const string Ending = "Variant";
    private readonly ConcurrentDictionary<INamedTypeSymbol, VariationEnum?> _known = new(SymbolEqualityComparer.Default);

    /// <summary>The enum of a type or of its nullable form; null for any other.</summary>
    public VariationEnum? Of(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }

        return type is INamedTypeSymbol { TypeKind: TypeKind.Enum } named ? _known.GetOrAdd(named, Read) : null;
    }

    private static VariationEnum? Read(INamedTypeSymbol type)
    {
        if (type.ContainingType is not null || !RuntimeTypes.IsGenerated(type))
        {
            return null;
        }

        INamespaceSymbol space = type.ContainingNamespace;
        string stem = type.Name.EndsWith(Ending, StringComparison.Ordinal)
            ? type.Name.Substring(0, type.Name.Length - Ending.Length)
            : type.Name;

        // The struct has another name where the usual one is taken, so that this is only the first candidate.
        string? key = space.GetTypeMembers(stem + "Flag")
            .Concat(space.GetTypeMembers())
            .Select(flag => KeyOf(flag, type))
            .FirstOrDefault(found => found is not null);
        return key is null
            ? null
            : new VariationEnum(key, [.. type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue)]);
    }

    private static string? KeyOf(INamedTypeSymbol flag, INamedTypeSymbol variations) =>
        flag.TypeKind == TypeKind.Struct
        && flag.GetMembers("Flag")
            .OfType<IPropertySymbol>()
            .Any(handle => handle.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } of }
                && SymbolEqualityComparer.Default.Equals(of[0], variations))
            ? flag.GetMembers("Key").OfType<IFieldSymbol>().FirstOrDefault()?.ConstantValue as string
            : null;
}
