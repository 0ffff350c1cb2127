using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Calls;

/// <summary>The runtime's types in a compilation.</summary>
internal sealed class RuntimeTypes
{
    private RuntimeTypes(Compilation compilation, INamedTypeSymbol flagClient)
    {
        FlagClient = flagClient;
        KeyedExtensions = compilation.GetTypeByMetadataName("EppoTyped.FlagClientKeyedExtensions");
        BanditExtensions = compilation.GetTypeByMetadataName("EppoTyped.FlagClientBanditExtensions");
        LegacyClient = compilation.GetTypeByMetadataName("EppoTyped.EppoLegacyClient");
        EppoClient = compilation.GetTypeByMetadataName("EppoTyped.EppoClient");
        EppoClientOptions = compilation.GetTypeByMetadataName("EppoTyped.EppoClientOptions");
        FlagOverrides = compilation.GetTypeByMetadataName("EppoTyped.FlagOverrides");
        FlagResults = compilation.GetTypeByMetadataName("EppoTyped.FlagResults");
        Subject = compilation.GetTypeByMetadataName("EppoTyped.ISubject");
        ContextAttributes = compilation.GetTypeByMetadataName("EppoTyped.ContextAttributes");
    }

    public INamedTypeSymbol FlagClient { get; }

    /// <summary>The class that extends <see cref="FlagClient"/> by calls of flags by key.</summary>
    public INamedTypeSymbol? KeyedExtensions { get; }

    /// <summary>The class that extends <see cref="FlagClient"/> by calls of bandits by key.</summary>
    public INamedTypeSymbol? BanditExtensions { get; }

    public INamedTypeSymbol? LegacyClient { get; }

    public INamedTypeSymbol? EppoClient { get; }

    public INamedTypeSymbol? EppoClientOptions { get; }

    public INamedTypeSymbol? FlagOverrides { get; }

    public INamedTypeSymbol? FlagResults { get; }

    public INamedTypeSymbol? Subject { get; }

    public INamedTypeSymbol? ContextAttributes { get; }

    /// <summary>Finds the types; null where the project does not reference the runtime.</summary>
    public static RuntimeTypes? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName("EppoTyped.FlagClient") is { } flagClient ? new RuntimeTypes(compilation, flagClient) : null;

    /// <summary>True for a class whose methods take a flag's key, and evaluate it with a default.</summary>
    public bool IsKeyedClient(INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(type, KeyedExtensions) || SymbolEqualityComparer.Default.Equals(type, BanditExtensions);

    /// <summary>True for a struct of the runtime that a surface of one subject returns for a flag.</summary>
    public static bool IsBoundFlag(ITypeSymbol type) => type is
    {
        Name: "BoundBoolean" or "BoundVariant" or "BoundValue" or "BoundBandit",
        ContainingNamespace: { Name: "CompilerServices", ContainingNamespace.Name: "EppoTyped" },
    };

    /// <summary>True for a type that the generator wrote, in this project or in a referenced one.</summary>
    public static bool IsGenerated(INamedTypeSymbol type) => type.GetAttributes().Any(attribute =>
        attribute is { AttributeClass.Name: "GeneratedCodeAttribute", ConstructorArguments.Length: > 0 }
            && attribute.ConstructorArguments[0].Value is "EppoTyped.Generator");
}
