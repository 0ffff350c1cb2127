namespace EppoTyped.Amplitude;

/// <summary>Compiles the segments of a set's flags: sets made, operands parsed, patterns built, salts mixed, answers to other flags' results worked out.</summary>
/// <param name="settings">How subjects are taken.</param>
/// <param name="patterns">The patterns of the set.</param>
/// <param name="askedFor">Gives a flag that another asks for, in a slot of its own; null for one that is not there.</param>
internal sealed class SegmentCompiler(EngineSettings settings, PatternSet patterns, Func<string, AmplitudeFlag?> askedFor)
{
    /// <summary>Compiles a segment.</summary>
    /// <param name="model">The segment as served.</param>
    /// <param name="splitOf">The split of a variant in this segment; below 0 for one that the flag does not have.</param>
    public Segment Compile(SegmentModel model, Func<string, int> splitOf) => new(
        model.Conditions?.Select(all => all.Select(Compile).ToArray()).ToArray(),
        model.Bucket is null ? null : Compile(model.Bucket, splitOf),
        model.Variant is null ? FlagResultCache.NoVariant : splitOf(model.Variant));

    private Bucket Compile(BucketModel model, Func<string, int> splitOf) => new(
        IsResult(model.Selector)
            ? askedFor(model.Selector[1]) is { } flag ? new ResultSource(flag.Slot, Results(flag, model.Selector)) : new SelectorSource(new NoSelector())
            : new SelectorSource(SelectorCompiler.Compile(model.Selector, settings.SubjectKey)),
        model.Salt,
        [.. model.Allocations.Select(allocation => new BucketAllocation(
            allocation.Range, [.. allocation.Distributions.Select(distribution => new BucketDistribution(distribution.Range, splitOf(distribution.Variant)))]))]);

    private SegmentCondition Compile(ConditionModel model)
    {
        if (ConditionOperators.Parse(model.Operator) is not { } @operator)
        {
            return new ImpossibleCondition();
        }

        Selector selector = SelectorCompiler.Compile(model.Selector, settings.SubjectKey);
        bool forNull = @operator.HoldsForNull(model.Values);
        if (@operator.IsOfSets())
        {
            SetCondition set = new(selector, new SetTest(@operator, model.Values), @operator.IsNegated(), forNull);
            return IsResult(model.Selector) ? OnResult(model, value => set.Holds(value)) : OnCohorts(model, selector, @operator, set);
        }

        if (TestOf(@operator, model.Values) is not { } test)
        {
            return new ImpossibleCondition();
        }

        ValueCondition condition = new(selector, test, @operator.IsNegated(), forNull);
        return IsResult(model.Selector) ? OnResult(model, value => condition.Holds(value)) : condition;
    }

    /// <returns>Null where a pattern is no regular expression.</returns>
    private ValueTest? TestOf(ConditionOperator @operator, IReadOnlyList<string> values)
    {
        switch (@operator)
        {
            case ConditionOperator.Is or ConditionOperator.IsNot:
                return new EqualityTest(values);
            case ConditionOperator.Contains or ConditionOperator.DoesNotContain:
                return new SubstringTest(values);
            case ConditionOperator.RegexMatch or ConditionOperator.RegexDoesNotMatch:
                Pattern?[] found = [.. values.Select(value => patterns.Find(EcmaScriptPattern.Translate(value)))];
                return found.Contains(null) ? null : new PatternTest(found!);
            case >= ConditionOperator.VersionLess and <= ConditionOperator.VersionGreaterOrEqual:
                return new VersionTest(@operator.ToComparison(), values);
            default:
                return new NumberTest(@operator.ToComparison(), values);
        }
    }

    private static SegmentCondition OnCohorts(ConditionModel model, Selector selector, ConditionOperator @operator, SetCondition set)
    {
        CohortReference[] cohorts = CohortReferences.Of(model);
        return selector switch
        {
            UserCohortsSelector when cohorts.Length > 0 => new CohortCondition(null, selector, cohorts, @operator.IsNegated(), set),
            GroupCohortsSelector when cohorts.Length > 0 => new CohortCondition(model.Selector[2], selector, cohorts, @operator.IsNegated(), set),
            _ => set,
        };
    }

    private static bool IsResult(string[] selector) => selector is ["result", _, ..];

    private ResultCondition OnResult(ConditionModel model, Func<TargetValue, bool> holds)
    {
        bool withoutVariant = holds(default);
        return askedFor(model.Selector[1]) is { } flag
            ? new ResultCondition(flag.Slot, [.. Results(flag, model.Selector).Select(holds)], withoutVariant)
            : new ResultCondition(FlagResultCache.NoVariant, [], withoutVariant);
    }

    /// <summary>What the path leads to in the variant of each split.</summary>
    private static TargetValue[] Results(AmplitudeFlag flag, string[] selector) => Array.ConvertAll(flag.Results, result => Selector.Select(result, selector.AsSpan(2)));
}
