namespace EppoTyped.Amplitude;

/// <summary>A compiled condition of a segment.</summary>
internal abstract class SegmentCondition
{
    /// <summary>Whether it holds. Throws what the subject throws.</summary>
    public abstract bool Holds(scoped in EvaluationTarget target);
}

/// <summary>
/// A condition that never holds: an unknown operator, or a pattern that is not a regular expression (docs/protocols/amplitude.md, section
/// 11, row 14).
/// </summary>
internal sealed class ImpossibleCondition : SegmentCondition
{
    public override bool Holds(scoped in EvaluationTarget target) => false;
}

/// <summary>
/// A condition on a value. Any element of a list suffices, also where the operator is negative (docs/protocols/amplitude.md, section 4.7).
/// </summary>
internal sealed class ValueCondition(Selector selector, ValueTest test, bool negated, bool forNull) : SegmentCondition
{
    public override bool Holds(scoped in EvaluationTarget target)
    {
        TargetValue value = selector.Read(target);
        return Holds(value);
    }

    public bool Holds(scoped in TargetValue value) =>
        value.IsNull ? forNull
        : value.TryAsList(out TargetValue list) ? HoldsForAny(list)
        : HoldsForOne(value);

    private bool HoldsForAny(scoped in TargetValue list)
    {
        for (int index = 0; index < list.Count; index++)
        {
            TargetValue element = list[index];
            if (!element.IsNull && HoldsForOne(element))
            {
                return true;
            }
        }

        return false;
    }

    private bool HoldsForOne(scoped in TargetValue value) => test.TryMatch(value, out bool matches) && matches != negated;
}

/// <summary>A condition on a set. A value that is not a list fails, also where the operator is negative.</summary>
internal sealed class SetCondition(Selector selector, SetTest test, bool negated, bool forNull) : SegmentCondition
{
    public override bool Holds(scoped in EvaluationTarget target)
    {
        TargetValue value = selector.Read(target);
        return Holds(value);
    }

    public bool Holds(scoped in TargetValue value) =>
        value.IsNull ? forNull : value.TryAsList(out TargetValue list) && test.Matches(list) != negated;
}

/// <summary>
/// Whether the user, or the user's group, is in one of some cohorts. Where cohorts are synchronized, they are looked up directly.
/// </summary>
internal sealed class CohortCondition(
    string? groupType, Selector selector, CohortReference[] cohorts, bool negated, SetCondition unsynchronized) : SegmentCondition
{
    public override bool Holds(scoped in EvaluationTarget target)
    {
        if (target.Cohorts is not { } store || MemberOf(target) is not { } member)
        {
            return unsynchronized.Holds(target);
        }

        foreach (CohortReference cohort in cohorts)
        {
            if (store.Contains(cohort, member))
            {
                return !negated;
            }
        }

        return negated;
    }

    private string? MemberOf(scoped in EvaluationTarget target) =>
        groupType is null ? ((UserCohortsSelector)selector).MemberOf(target) : UserGroup.NameOf(target.User, groupType);
}

/// <summary>A condition on another flag's result. Whether it holds is computed for every split when the flags are read.</summary>
internal sealed class ResultCondition(int slot, bool[] bySplit, bool withoutVariant) : SegmentCondition
{
    public override bool Holds(scoped in EvaluationTarget target)
    {
        int split = target.Results.SplitOf(slot);
        return split < 0 ? withoutVariant : bySplit[split];
    }
}
