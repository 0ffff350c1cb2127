namespace EppoTyped.Amplitude;

/// <summary>Which cohorts flags ask for (docs/protocols/amplitude.md, section 7.1).</summary>
internal static class CohortReferences
{
    private const string CohortIds = "cohort_ids";

    public static HashSet<CohortReference> Of(IEnumerable<FlagModel> flags) =>
        [.. flags.SelectMany(flag => flag.Segments).SelectMany(segment => segment.Conditions ?? []).SelectMany(all => all).SelectMany(Of)];

    /// <summary>The cohorts of a condition; none for one that is no question for membership.</summary>
    public static CohortReference[] Of(ConditionModel condition)
    {
        string[] selector = condition.Selector;
        bool asks = ConditionOperators.Parse(condition.Operator) is ConditionOperator.SetContainsAny or ConditionOperator.SetDoesNotContainAny
            && selector.Length > 2 && selector[^1] == CohortIds;
        string? groupType = !asks ? null
            : selector[1] == "user" ? CohortReference.User
            : selector.Contains("groups", StringComparer.Ordinal) ? selector[2]
            : null;
        return groupType is null ? [] : [.. condition.Values.Select(id => new CohortReference(groupType, id))];
    }
}
