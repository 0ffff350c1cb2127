namespace EppoTyped.Amplitude;

/// <summary>A downloaded cohort. Immutable.</summary>
/// <param name="GroupType">What its members are: <c>User</c>, or a group type.</param>
/// <param name="LastModified">
/// When it last changed, in milliseconds since 1970 as the server sends it; sent back to download it only if it is newer.
/// </param>
/// <param name="Members">The ids of users, or the names of groups.</param>
internal sealed record Cohort(string GroupType, long LastModified, HashSet<string> Members);
