using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Tree;

namespace EppoTyped.Manifest.Plan;

/// <summary>
/// Which flags can be evaluated for which subjects. A flag without a subject takes any, and so does one with an unknown subject, for which
/// there is a finding.
/// </summary>
public sealed class SubjectRules
{
    private readonly Dictionary<string, SubjectDefinition> _subjects = new(StringComparer.Ordinal);

    /// <summary>The rules among these subjects.</summary>
    public SubjectRules(IEnumerable<SubjectDefinition> subjects)
    {
        foreach (SubjectDefinition subject in subjects)
        {
            _subjects[subject.Key] = subject;
        }
    }

    /// <summary>True for a flag that can be evaluated for any subject.</summary>
    public bool IsForAny(FlagDefinition flag) => flag.Subject is null || !_subjects.ContainsKey(flag.Subject);

    /// <summary>True when the surface has the flag.</summary>
    public bool Takes(SurfaceNames surface, FlagDefinition flag) =>
        IsForAny(flag) || (surface.Subject is { Definition: { } subject } && IsSame(subject, _subjects[flag.Subject!]));

    /// <summary>The flags below a group, without the group's own.</summary>
    public static IEnumerable<FlagDefinition> Below(AccessorGroup group) => group.Children.SelectMany(Within);

    /// <summary>The flags of a group, its own first.</summary>
    public static IEnumerable<FlagDefinition> Within(AccessorGroup group) =>
        group.Flag is { } flag ? Below(group).Prepend(flag) : Below(group);

    private static bool IsSame(SubjectDefinition one, SubjectDefinition other) =>
        ReferenceEquals(one, other)
            || (one.ExistingType is { } type && string.Equals(type, other.ExistingType, StringComparison.Ordinal));
}
