namespace EppoTyped.Amplitude;

/// <summary>The group of a type that a user is in: the first, and none where its name is empty.</summary>
internal static class UserGroup
{
    public static string? NameOf(AmplitudeUser? user, string groupType) =>
        user?.Groups is { } groups && groups.TryGetValue(groupType, out IReadOnlyList<string>? names) && names.Count > 0 && names[0].Length > 0 ? names[0] : null;

    /// <summary>What is known of the group, in a map of types and names.</summary>
    public static T? Of<T>(IReadOnlyDictionary<string, IReadOnlyDictionary<string, T>>? map, string groupType, string groupName)
        where T : class =>
        map is not null && map.TryGetValue(groupType, out IReadOnlyDictionary<string, T>? byName) && byName.TryGetValue(groupName, out T? found) ? found : null;
}

/// <summary><c>context.groups.company.group_name</c></summary>
internal sealed class GroupNameSelector(string[] path, string groupType) : Selector(path)
{
    private protected override TargetValue ReadSubject(scoped in EvaluationTarget target) => TargetValue.Of(UserGroup.NameOf(target.User, groupType));
}

/// <summary><c>context.groups.company.group_properties.plan</c> and what lies in it.</summary>
internal sealed class GroupPropertySelector(string[] path, string groupType, string name, string[] within) : Selector(path)
{
    private protected override TargetValue ReadSubject(scoped in EvaluationTarget target) =>
        UserGroup.NameOf(target.User, groupType) is { } group
        && UserGroup.Of(target.User!.GroupProperties, groupType, group) is { } properties
        && properties.TryGetValue(name, out object? property)
            ? Select(TargetValue.Of(property), within)
            : default;
}

/// <summary><c>context.groups.company.cohort_ids</c>: the group's own, or those that cohort synchronisation knows of.</summary>
internal sealed class GroupCohortsSelector(string[] path, string groupType) : Selector(path)
{
    private protected override TargetValue ReadSubject(scoped in EvaluationTarget target)
    {
        if (UserGroup.NameOf(target.User, groupType) is not { } group)
        {
            return default;
        }

        IReadOnlyList<string>? cohorts = target.Cohorts is { } known ? known.CohortsOf(groupType, group) : UserGroup.Of(target.User!.GroupCohortIds, groupType, group);
        return cohorts is { Count: > 0 } ? TargetValue.Of(cohorts) : default;
    }
}
