namespace EppoTyped.Amplitude;

/// <summary>The members of cohorts, in memory. Safe for any number of threads; never throws, never blocks.</summary>
internal interface ICohortStore
{
    /// <summary>Whether a cohort is stored and has the member. On the path of a call, so it allocates nothing.</summary>
    /// <param name="cohort">The cohort; false where it is stored under another group type.</param>
    /// <param name="member">The id of a user, or the name of a group.</param>
    bool Contains(CohortReference cohort, string member);

    /// <summary>The ids of the stored cohorts of a group type that have the member, for the few conditions that need a list.</summary>
    IReadOnlyList<string> CohortsOf(string groupType, string member);
}
