namespace EppoTyped.Amplitude;

/// <summary>Finds the cohorts that flags use (docs/protocols/amplitude.md, section 7.1).</summary>
internal static class CohortReferences
{
    private const string CohortIds = "cohort_ids";

    public static HashSet<CohortReference> Of(IEnumerable<FlagModel> flags) =>
        [.. flags.SelectMany(flag => flag.Segments).SelectMany(segment => segment.Conditions ?? []).SelectMany(all => all).SelectMany(Of)];

    /// <summary>The cohorts of a condition; none for a condition that does not test membership.</summary>
    public static CohortReference[] Of(ConditionModel condition)
    {
        string[] selector = condition.Selector;
        ConditionOperator? @operator = ConditionOperators.Parse(condition.Operator);
        bool testsMembership = @operator is ConditionOperator.SetContainsAny or ConditionOperator.SetDoesNotContainAny
            && selector.Length > 2 && selector[^1] == CohortIds;
        string? groupType = !testsMembership ? null
            : selector[1] == "user" ? CohortReference.User
            : selector.Contains("groups", StringComparer.Ordinal) ? selector[2]
            : null;
        return groupType is null ? [] : [.. condition.Values.Select(id => new CohortReference(groupType, id))];
    }
}
