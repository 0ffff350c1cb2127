namespace EppoTyped.Amplitude;

/// <summary>Who is in which cohort, as an evaluation asks it. Answers at once, from memory, on any thread, and never throws.</summary>
internal interface ICohortStore
{
    /// <summary>Whether a cohort is stored and has the member. Allocates nothing: it is on the path of a call.</summary>
    /// <param name="cohort">The cohort; one that is stored for another type of group has no members here.</param>
    /// <param name="member">A user's id, or a group's name.</param>
    bool Contains(CohortReference cohort, string member);

    /// <summary>The stored cohorts of a type that have the member: for the rare conditions that are no plain question for membership.</summary>
    IReadOnlyList<string> CohortsOf(string groupType, string member);
}
