namespace EppoTyped.Amplitude;

/// <summary>A cohort that a condition asks for.</summary>
/// <param name="GroupType">Of whom it is: <c>User</c>, or a type of groups.</param>
/// <param name="Id">The cohort.</param>
internal readonly record struct CohortReference(string GroupType, string Id)
{
    /// <summary>The type of cohorts of users.</summary>
    public const string User = "User";
}
