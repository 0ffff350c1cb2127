namespace EppoTyped.Amplitude;

/// <summary>The user's group of a group type: the first one; none where its name is empty.</summary>
internal static class UserGroup
{
    public static string? NameOf(AmplitudeUser? user, string groupType) =>
        user?.Groups is { } groups
        && groups.TryGetValue(groupType, out IReadOnlyList<string>? names)
        && names.Count > 0
        && names[0].Length > 0
            ? names[0]
            : null;

    /// <summary>The entry of a group in a map of group types and group names.</summary>
    public static T? Of<T>(IReadOnlyDictionary<string, IReadOnlyDictionary<string, T>>? map, string groupType, string groupName)
        where T : class =>
        map is not null
        && map.TryGetValue(groupType, out IReadOnlyDictionary<string, T>? byName)
        && byName.TryGetValue(groupName, out T? found)
            ? found
            : null;
}

/// <summary><c>context.groups.company.group_name</c></summary>
internal sealed class GroupNameSelector(string[] path, string groupType) : Selector(path)
{
    private protected override TargetValue ReadSubject(scoped in EvaluationTarget target) =>
        TargetValue.Of(UserGroup.NameOf(target.User, groupType));
}

/// <summary><c>context.groups.company.group_properties.plan</c> and members of it.</summary>
internal sealed class GroupPropertySelector(string[] path, string groupType, string name, string[] within) : Selector(path)
{
    private protected override TargetValue ReadSubject(scoped in EvaluationTarget target) =>
        UserGroup.NameOf(target.User, groupType) is { } group
        && UserGroup.Of(target.User!.GroupProperties, groupType, group) is { } properties
        && properties.TryGetValue(name, out object? property)
            ? Select(TargetValue.Of(property), within)
            : default;
}

/// <summary><c>context.groups.company.cohort_ids</c>: the ids the caller named, or those of cohort synchronization.</summary>
internal sealed class GroupCohortsSelector(string[] path, string groupType) : Selector(path)
{
    private protected override TargetValue ReadSubject(scoped in EvaluationTarget target)
    {
        if (UserGroup.NameOf(target.User, groupType) is not { } group)
        {
            return default;
        }

        IReadOnlyList<string>? cohorts = target.Cohorts is { } known
            ? known.CohortsOf(groupType, group)
            : UserGroup.Of(target.User!.GroupCohortIds, groupType, group);
        return cohorts is { Count: > 0 } ? TargetValue.Of(cohorts) : default;
    }
}
