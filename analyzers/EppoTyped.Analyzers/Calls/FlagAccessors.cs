using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EppoTyped.Analyzers.Calls;

/// <summary>The generated members of some flags: the accessors on all surfaces, and the static members of each flag's struct.</summary>
internal sealed class FlagAccessors
{
    private readonly Dictionary<ISymbol, FlagDefinition> _accessors = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, FlagDefinition> _handles = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Func<FlagDefinition, bool> _wanted;
    private readonly IAssemblySymbol _assembly;
    private readonly string _space;

    private FlagAccessors(IAssemblySymbol assembly, ProjectManifests manifests, Func<FlagDefinition, bool> wanted)
    {
        (_assembly, _wanted) = (assembly, wanted);
        _space = manifests.Options.Namespace.Length == 0 ? "" : manifests.Options.Namespace + ".";
        GeneratedNames names = manifests.Names;
        string[] surfaces = [names.Facade, names.FacadeSet, .. names.Surfaces.Select(bound => bound.Type)];
        foreach (string surface in surfaces)
        {
            Collect(assembly.GetTypeByMetadataName(_space + surface), manifests.Names.Root);
        }
    }

    /// <summary>All accessors that were found.</summary>
    public IEnumerable<ISymbol> Accessors => _accessors.Keys;

    /// <summary>Finds the members of the wanted flags in the project's own code.</summary>
    public static FlagAccessors Of(Compilation compilation, ProjectManifests manifests, Func<FlagDefinition, bool> wanted) =>
        new(compilation.Assembly, manifests, wanted);

    /// <summary>True for a name that can be one of the members. It is checked before any symbol is resolved.</summary>
    public bool MayBe(string name) => _names.Contains(name);

    /// <summary>The flag that an accessor returns.</summary>
    public FlagDefinition? OfAccessor(ISymbol? member) =>
        member is not null && _accessors.TryGetValue(member, out FlagDefinition? flag) ? flag : null;

    /// <summary>The flag whose handle, key or default the member is.</summary>
    public FlagDefinition? OfHandle(ISymbol? member) =>
        member is not null && _handles.TryGetValue(member, out FlagDefinition? flag) ? flag : null;

    /// <summary>True where an accessor only qualifies a flag below it.</summary>
    public bool IsQualifierOnly(IOperation accessor) =>
        accessor.Parent is IPropertyReferenceOperation { Property: var below } reference
            && reference.Instance == accessor
            && !_handles.ContainsKey(below);

    private void Collect(INamedTypeSymbol? type, AccessorNames names)
    {
        if (type is null)
        {
            return;
        }

        foreach (AccessorNames child in names.Children.Where(HasWanted))
        {
            if (type.GetMembers(child.Accessor).OfType<IPropertySymbol>().FirstOrDefault() is not { } accessor)
            {
                continue;
            }

            if (child.Group.Flag is { } flag && _wanted(flag))
            {
                _accessors[accessor] = flag;
                _names.Add(accessor.Name);
                CollectHandle(_assembly.GetTypeByMetadataName(_space + child.Type), flag);
            }

            Collect(accessor.Type as INamedTypeSymbol, child);
        }
    }

    private bool HasWanted(AccessorNames names) => (names.Group.Flag is { } flag && _wanted(flag)) || names.Children.Any(HasWanted);

    private void CollectHandle(INamedTypeSymbol? type, FlagDefinition flag)
    {
        IEnumerable<ISymbol> members = type is null ? [] : type.GetMembers();
        foreach (ISymbol member in members.Where(member => member is { IsStatic: true, Name: "Key" or "Default" or "Flag" }
            and (IPropertySymbol or IFieldSymbol)))
        {
            _handles[member] = flag;
            _names.Add(member.Name);
        }
    }
}
