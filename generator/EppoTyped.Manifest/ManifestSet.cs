namespace EppoTyped.Manifest;

/// <summary>All manifests of one project: one set of subjects, one tree of accessors.</summary>
public sealed class ManifestSet
{
    private ManifestSet(IReadOnlyList<SubjectDefinition> subjects, AccessorGroup root, IReadOnlyList<Finding> findings) =>
        (Subjects, Root, Findings) = (subjects, root, findings);

    /// <summary>The subjects of all files; of two with one key the first.</summary>
    public IReadOnlyList<SubjectDefinition> Subjects { get; }

    /// <summary>The accessors below <c>Flags</c>.</summary>
    public AccessorGroup Root { get; }

    /// <summary>What is wrong in the files and between them (a key twice, two keys that give one accessor, an unknown subject), ordered by path and place.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Lays the files together, ordered by path (ordinal), whatever order they come in.</summary>
    public static ManifestSet Combine(IEnumerable<ManifestFile> files) => throw new NotImplementedException();
}

/// <summary>A group of accessors: <c>Flags</c> itself, or what a dot or slash in keys makes. A group may be a flag too.</summary>
/// <param name="Name">The C# name of its accessor, a valid identifier without <c>@</c>; empty for the root.</param>
/// <param name="Flag">The flag that stands here; null for a mere group.</param>
/// <param name="Children">The accessors below, in the order of first mention.</param>
public sealed record AccessorGroup(string Name, FlagDefinition? Flag, IReadOnlyList<AccessorGroup> Children);
