using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Tree;

namespace EppoTyped.Manifest.Plan;

/// <summary>
/// Which flags can be asked for which subjects. A flag of no subject, or of an unknown one (a finding says so), takes any.
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

    /// <summary>True for a flag that any subject can be asked for.</summary>
    public bool IsForAny(FlagDefinition flag) => flag.Subject is null || !_subjects.ContainsKey(flag.Subject);

    /// <summary>True when the flag has a place on the surface.</summary>
    public bool Takes(BoundNames bound, FlagDefinition flag) =>
        IsForAny(flag) || (bound.Subject is { Definition: { } subject } && IsSame(subject, _subjects[flag.Subject!]));

    /// <summary>The flags below a group, the group's own aside.</summary>
    public static IEnumerable<FlagDefinition> Below(AccessorGroup group) => group.Children.SelectMany(Within);

    /// <summary>The flags of a group, its own first.</summary>
    public static IEnumerable<FlagDefinition> Within(AccessorGroup group) =>
        group.Flag is { } flag ? Below(group).Prepend(flag) : Below(group);

    private static bool IsSame(SubjectDefinition bound, SubjectDefinition asked) =>
        ReferenceEquals(bound, asked)
            || (bound.ExistingType is { } type && string.Equals(type, asked.ExistingType, StringComparison.Ordinal));
}
