namespace EppoTyped.Amplitude;

/// <summary>A cohort as it was downloaded. Immutable.</summary>
/// <param name="GroupType">Of whom it is: <c>User</c>, or a type of groups.</param>
/// <param name="LastModified">When it changed last, as the server says; it is asked for what is newer.</param>
/// <param name="Members">User ids, or names of groups.</param>
internal sealed record Cohort(string GroupType, long LastModified, HashSet<string> Members);
