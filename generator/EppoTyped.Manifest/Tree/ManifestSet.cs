using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Text;

namespace EppoTyped.Manifest.Tree;

/// <summary>All manifests of one project: one set of subjects, one tree of accessors.</summary>
public sealed class ManifestSet
{
    private ManifestSet(
        IReadOnlyList<SubjectDefinition> subjects,
        IReadOnlyList<PlacedFlag> flags,
        AccessorGroup root,
        IReadOnlyList<Finding> findings) =>
        (Subjects, Flags, Root, Findings) = (subjects, flags, root, findings);

    /// <summary>The subjects of all files; of two with the same key the first.</summary>
    public IReadOnlyList<SubjectDefinition> Subjects { get; }

    /// <summary>The flags of all files; of two with the same key the first.</summary>
    public IReadOnlyList<PlacedFlag> Flags { get; }

    /// <summary>The accessors below <c>Flags</c>.</summary>
    public AccessorGroup Root { get; }

    /// <summary>
    /// The findings in the files and between them (a key declared twice, two keys with one accessor, an unknown subject), ordered by path
    /// and place.
    /// </summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Combines the files, ordered by path (ordinal), independent of their order here.</summary>
    /// <param name="files">The files of one project.</param>
    /// <param name="flagsClass">The name of the static class, which no accessor in it can have.</param>
    public static ManifestSet Combine(IEnumerable<ManifestFile> files, string flagsClass = "Flags")
    {
        ManifestFile[] ordered = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        SetFindings findings = new();
        SubjectSet subjects = new(findings);
        foreach (ManifestFile file in ordered)
        {
            findings.AddRange(file.Findings);
            foreach (SubjectDefinition subject in file.Subjects)
            {
                subjects.Add(subject, file.Path);
            }
        }

        List<PlacedFlag> flags = OnePerKey(
            ordered.SelectMany(file => file.Flags.Select(flag => new PlacedFlag(flag, file.Path))),
            subjects,
            findings);
        AccessorGroup root = new AccessorTree(flagsClass, findings).Build(flags);
        return new ManifestSet(subjects.Subjects, flags, root, findings.Ordered());
    }

    private static List<PlacedFlag> OnePerKey(IEnumerable<PlacedFlag> flags, SubjectSet subjects, SetFindings findings)
    {
        Dictionary<string, PlacedFlag> byKey = new(StringComparer.Ordinal);
        HashSet<string> reported = new(StringComparer.Ordinal);
        List<PlacedFlag> kept = [];
        foreach (PlacedFlag placed in flags)
        {
            subjects.CheckSubject(placed);
            if (!byKey.TryGetValue(placed.Flag.Key, out PlacedFlag? first))
            {
                byKey.Add(placed.Flag.Key, placed);
                kept.Add(placed);
                continue;
            }

            if (reported.Add(placed.Flag.Key))
            {
                ReportTwice(first, placed, findings);
            }

            ReportTwice(placed, first, findings);
        }

        return kept;
    }

    private static void ReportTwice(PlacedFlag at, PlacedFlag other, SetFindings findings) => findings.Report(
        FindingRules.DuplicateKey,
        at.Path,
        at.Flag.KeyRange,
        $"Flag {Wording.Quote(at.Flag.Key)} is declared twice, "
            + $"the other is in {SetFindings.Place(at.Path, other.Path, other.Flag.KeyRange)}; remove one of them.");
}

/// <summary>A group of accessors: <c>Flags</c> itself, or one that a dot or slash in keys makes. A group can be a flag too.</summary>
/// <param name="Name">The C# name of its accessor, a valid identifier without <c>@</c>; empty for the root.</param>
/// <param name="Flag">The flag at this place; null for a group without a flag.</param>
/// <param name="Children">The accessors below, in the order of their first declaration.</param>
public sealed record AccessorGroup(string Name, FlagDefinition? Flag, IReadOnlyList<AccessorGroup> Children);
