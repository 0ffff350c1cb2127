using Microsoft.CodeAnalysis;

namespace EppoTyped.Analyzers.Manifests;

/// <summary>The keys of flags that referenced assemblies declare: a test project knows those of its application.</summary>
internal static class ReferencedKeys
{
    private const string Attribute = "EppoTyped.CompilerServices.FlagKeysAttribute";
    private const string Runtime = "EppoTyped";

    public static IEnumerable<string> Of(Compilation compilation) => compilation.SourceModule.ReferencedAssemblySymbols
        .Where(KnowsTheRuntime)
        .SelectMany(assembly => assembly.GetAttributes())
        .Where(attribute => attribute.AttributeClass?.ToDisplayString() == Attribute && attribute.ConstructorArguments.Length == 1)
        .Where(attribute => attribute.ConstructorArguments[0] is { Kind: TypedConstantKind.Array, IsNull: false })
        .SelectMany(attribute => attribute.ConstructorArguments[0].Values)
        .Select(key => key.Value as string)
        .OfType<string>();

    // Most references are the framework, whose attributes need not be read.
    private static bool KnowsTheRuntime(IAssemblySymbol assembly) =>
        assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == Runtime));
}
