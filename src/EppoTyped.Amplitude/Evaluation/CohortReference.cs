namespace EppoTyped.Amplitude;

/// <summary>A cohort that a condition uses.</summary>
/// <param name="GroupType">What its members are: <c>User</c>, or a group type.</param>
/// <param name="Id">The id of the cohort.</param>
internal readonly record struct CohortReference(string GroupType, string Id)
{
    /// <summary>The group type of cohorts of users.</summary>
    public const string User = "User";
}
