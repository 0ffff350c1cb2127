using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Tree;

namespace EppoTyped.Manifest.Plan;

/// <summary>
/// The C# names of a set of manifests, without clashes. The generator writes them and the analyzers look for them. Both need the same
/// names, so that this is the only place that makes them.
/// </summary>
public sealed class GeneratedNames
{
    private GeneratedNames(
        string facade,
        string facadeSet,
        IReadOnlyList<SubjectNames> subjects,
        IReadOnlyList<SurfaceNames> surfaces,
        AccessorNames root,
        IReadOnlyList<GeneratedType> types) =>
        (Facade, FacadeSet, Subjects, Surfaces, Root, Types) = (facade, facadeSet, subjects, surfaces, root, types);

    /// <summary>The static class, <c>Flags</c>.</summary>
    public string Facade { get; }

    /// <summary>The injectable class, <c>FlagSet</c>.</summary>
    public string FacadeSet { get; }

    /// <summary>The subjects, in the order of the manifests.</summary>
    public IReadOnlyList<SubjectNames> Subjects { get; }

    /// <summary>The surfaces for one subject: one for each subject type, and one for any subject.</summary>
    public IReadOnlyList<SurfaceNames> Surfaces { get; }

    /// <summary>The accessors below the static class.</summary>
    public AccessorNames Root { get; }

    /// <summary>Every generated type with the part of a manifest that it comes from.</summary>
    public IReadOnlyList<GeneratedType> Types { get; }

    /// <summary>Makes all names.</summary>
    /// <param name="manifests">The manifests of the project.</param>
    /// <param name="facade">The name of the static class.</param>
    public static GeneratedNames Of(ManifestSet manifests, string facade)
    {
        NamePlanner planner = new(manifests, facade);
        SubjectNames[] subjects = [.. manifests.Subjects.Select(planner.NameSubject)];
        subjects = [.. subjects.Select(planner.NameAttributes)];
        SurfaceNames[] surfaces = [.. planner.NameSurfaces(manifests, subjects)];
        AccessorNames root = planner.NameRoot(manifests.Root, surfaces);
        return new GeneratedNames(facade, FlagSetName.Of(facade), subjects, surfaces, root, planner.Types);
    }
}

/// <summary>The names of a subject.</summary>
/// <param name="Definition">The subject.</param>
/// <param name="Stem">The Pascal form of its key, which related names contain.</param>
/// <param name="Type">The generated record; null where an existing type is used.</param>
/// <param name="Attributes">Its attributes, in the order of the manifest; none where an existing type is used.</param>
public sealed record SubjectNames(SubjectDefinition Definition, string Stem, string? Type, IReadOnlyList<AttributeNames> Attributes);

/// <summary>The names of an attribute.</summary>
/// <param name="Definition">The attribute.</param>
/// <param name="Property">Its property.</param>
/// <param name="Enum">The enum of its values; null where it can be any text.</param>
/// <param name="Members">The members of the enum, in the order of the values.</param>
public sealed record AttributeNames(AttributeDefinition Definition, string Property, string? Enum, IReadOnlyList<string> Members);

/// <summary>A surface for one subject.</summary>
/// <param name="Subject">The subject; null for the surface of any subject.</param>
/// <param name="Type">The struct that <c>For</c> returns.</param>
public sealed record SurfaceNames(SubjectNames? Subject, string Type);

/// <summary>The names of an accessor, and of those below it.</summary>
/// <param name="Group">The group or flag at this place.</param>
/// <param name="Accessor">The property, valid on every surface; empty for the root.</param>
/// <param name="Type">The struct of the flag or group; empty for the root.</param>
/// <param name="Enum">The enum of the flag's variations; null where it has none.</param>
/// <param name="Members">The members of the enum, in the order of the variations.</param>
/// <param name="Record">The record of the flag's schema; null where it has none.</param>
/// <param name="Action">The record of the actions of the flag's bandit; null where it has none.</param>
/// <param name="Surfaces">
/// The structs of the surfaces for one subject, in the order of the surfaces; null where a surface needs no struct here.
/// </param>
/// <param name="Children">The accessors below.</param>
public sealed record AccessorNames(
    AccessorGroup Group,
    string Accessor,
    string Type,
    string? Enum,
    IReadOnlyList<string> Members,
    string? Record,
    ActionNames? Action,
    IReadOnlyList<string?> Surfaces,
    IReadOnlyList<AccessorNames> Children);

/// <summary>The names of a bandit's actions.</summary>
/// <param name="Definition">The bandit.</param>
/// <param name="Type">The generated record.</param>
/// <param name="Attributes">Its attributes, in the order of the manifest.</param>
public sealed record ActionNames(BanditDefinition Definition, string Type, IReadOnlyList<AttributeNames> Attributes);

/// <summary>A type of the generated namespace and what it comes from. Both are null for the types that every project has.</summary>
/// <param name="Name">The type's name.</param>
/// <param name="Flag">The flag it comes from.</param>
/// <param name="Subject">The subject it comes from.</param>
public sealed record GeneratedType(string Name, FlagDefinition? Flag, SubjectDefinition? Subject);
