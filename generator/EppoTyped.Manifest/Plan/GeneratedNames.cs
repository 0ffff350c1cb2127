using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Tree;

namespace EppoTyped.Manifest.Plan;

/// <summary>
/// The C# names that a set of manifests gives, every clash settled. The generator writes them, the analyzers look for them; both must
/// come to the same ones, so they are made here and nowhere else.
/// </summary>
public sealed class GeneratedNames
{
    private GeneratedNames(
        string facade,
        string facadeSet,
        IReadOnlyList<SubjectNames> subjects,
        IReadOnlyList<BoundNames> bounds,
        AccessorNames root,
        IReadOnlyList<GeneratedType> types) =>
        (Facade, FacadeSet, Subjects, Bounds, Root, Types) = (facade, facadeSet, subjects, bounds, root, types);

    /// <summary>The static class, <c>Flags</c>.</summary>
    public string Facade { get; }

    /// <summary>The injectable class, <c>FlagSet</c>.</summary>
    public string FacadeSet { get; }

    /// <summary>The subjects, in the order of the manifests.</summary>
    public IReadOnlyList<SubjectNames> Subjects { get; }

    /// <summary>The surfaces bound to one subject: one per subject type, and one for any subject.</summary>
    public IReadOnlyList<BoundNames> Bounds { get; }

    /// <summary>The accessors below the static class.</summary>
    public AccessorNames Root { get; }

    /// <summary>Every type of the namespace with the part of a manifest that asks for it.</summary>
    public IReadOnlyList<GeneratedType> Types { get; }

    /// <summary>Names everything.</summary>
    /// <param name="manifests">The manifests of the project.</param>
    /// <param name="facade">The name of the static class.</param>
    public static GeneratedNames Of(ManifestSet manifests, string facade)
    {
        NamePlanner planner = new(manifests, facade);
        SubjectNames[] subjects = [.. manifests.Subjects.Select(planner.NameSubject)];
        subjects = [.. subjects.Select(planner.NameAttributes)];
        BoundNames[] bounds = [.. planner.NameBounds(manifests, subjects)];
        AccessorNames root = planner.NameRoot(manifests.Root, bounds);
        return new GeneratedNames(facade, FlagSetName.Of(facade), subjects, bounds, root, planner.Types);
    }
}

/// <summary>The names of a subject.</summary>
/// <param name="Definition">The subject.</param>
/// <param name="Stem">The Pascal form of its key: what names around it begin or end with.</param>
/// <param name="Type">The record to write; null where an existing type is used.</param>
/// <param name="Attributes">Its attributes, in the order of the manifest; none where an existing type is used.</param>
public sealed record SubjectNames(SubjectDefinition Definition, string Stem, string? Type, IReadOnlyList<AttributeNames> Attributes);

/// <summary>The names of an attribute.</summary>
/// <param name="Definition">The attribute.</param>
/// <param name="Property">Its property.</param>
/// <param name="Enum">The enum of its values; null where any text will do.</param>
/// <param name="Members">The members of the enum, in the order of the values.</param>
public sealed record AttributeNames(AttributeDefinition Definition, string Property, string? Enum, IReadOnlyList<string> Members);

/// <summary>A surface bound to one subject.</summary>
/// <param name="Subject">The subject; null for the surface of any subject.</param>
/// <param name="Type">The struct that <c>For</c> gives.</param>
public sealed record BoundNames(SubjectNames? Subject, string Type);

/// <summary>The names of an accessor, and of those below it.</summary>
/// <param name="Group">What stands there.</param>
/// <param name="Accessor">The property, valid on every surface; empty for the root.</param>
/// <param name="Type">The struct: a flag's or a group's; empty for the root.</param>
/// <param name="Enum">The enum of the flag's variations; null where it has none.</param>
/// <param name="Members">The members of the enum, in the order of the variations.</param>
/// <param name="Record">The record of the flag's schema; null where it has none.</param>
/// <param name="Action">The record of the actions of the flag's bandit; null where it has none.</param>
/// <param name="Bounds">
/// The structs of the surfaces bound to a subject, in their order; null where a surface has nothing to nest here.
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
    IReadOnlyList<string?> Bounds,
    IReadOnlyList<AccessorNames> Children);

/// <summary>The names of a bandit's actions.</summary>
/// <param name="Definition">The bandit.</param>
/// <param name="Type">The record to write.</param>
/// <param name="Attributes">Its attributes, in the order of the manifest.</param>
public sealed record ActionNames(BanditDefinition Definition, string Type, IReadOnlyList<AttributeNames> Attributes);

/// <summary>A type of the generated namespace, and what asks for it. Both null for what every project has.</summary>
/// <param name="Name">The type's name.</param>
/// <param name="Flag">The flag that asks for it.</param>
/// <param name="Subject">The subject that asks for it.</param>
public sealed record GeneratedType(string Name, FlagDefinition? Flag, SubjectDefinition? Subject);
