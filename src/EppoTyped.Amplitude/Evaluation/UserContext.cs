using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>A user as the complete context that selectors look into (docs/protocols/amplitude.md, section 4.3).</summary>
internal static class UserContext
{
    public static JsonElement Of(AmplitudeUser user, ICohortStore? cohorts = null) => JsonSerialization.Written(writer =>
    {
        writer.WriteStartObject();
        WriteUser(writer, user, cohorts);
        WriteGroups(writer, user, cohorts);
        writer.WriteEndObject();
    });

    private static void WriteUser(Utf8JsonWriter writer, AmplitudeUser user, ICohortStore? cohorts)
    {
        Dictionary<string, object?> members = new(StringComparer.Ordinal);
        foreach ((string name, Func<AmplitudeUser, string?> get) in UserField.InOrder)
        {
            Add(members, name, get(user));
        }

        Add(members, "user_properties", user.UserProperties);
        IReadOnlyList<string>? cohortIds = cohorts is not null && user.UserId is { } member
            ? cohorts.CohortsOf(CohortReference.User, member)
            : user.CohortIds;
        Add(members, "cohort_ids", cohortIds);
        if (members.Count > 0)
        {
            writer.WritePropertyName("user");
            PropertyJson.WriteObject(writer, members);
        }
    }

    private static void WriteGroups(Utf8JsonWriter writer, AmplitudeUser user, ICohortStore? cohorts)
    {
        Dictionary<string, object?> groups = new(StringComparer.Ordinal);
        foreach (string groupType in user.Groups?.Keys ?? [])
        {
            if (UserGroup.NameOf(user, groupType) is { } name)
            {
                Dictionary<string, object?> group = new(StringComparer.Ordinal) { ["group_name"] = name };
                IReadOnlyDictionary<string, object?>? properties = UserGroup.Of(user.GroupProperties, groupType, name);
                Add(group, "group_properties", properties is { Count: > 0 } ? properties : null);
                IReadOnlyList<string>? ids = cohorts is null
                    ? UserGroup.Of(user.GroupCohortIds, groupType, name)
                    : cohorts.CohortsOf(groupType, name);
                Add(group, "cohort_ids", ids is { Count: > 0 } ? ids : null);
                groups.Add(groupType, group);
            }
        }

        if (groups.Count > 0)
        {
            writer.WritePropertyName("groups");
            PropertyJson.WriteObject(writer, groups);
        }
    }

    private static void Add(Dictionary<string, object?> members, string name, object? value)
    {
        if (value is not null)
        {
            members.Add(name, value);
        }
    }
}
