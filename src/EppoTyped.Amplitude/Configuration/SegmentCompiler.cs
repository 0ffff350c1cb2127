namespace EppoTyped.Amplitude;

/// <summary>Compiles the segments of a set's flags: sets, operands, patterns, salts, and conditions on other flags' results.</summary>
/// <param name="settings">The settings of the engine.</param>
/// <param name="patterns">The patterns of the set.</param>
/// <param name="referenced">Finds a flag whose result another flag reads, and gives it a slot; null for an unknown key.</param>
internal sealed class SegmentCompiler(EngineSettings settings, PatternSet patterns, Func<string, AmplitudeFlag?> referenced)
{
    /// <summary>Compiles a segment.</summary>
    /// <param name="model">The segment as served.</param>
    /// <param name="splitOf">Finds the split of a variant in this segment; negative for a variant that the flag does not have.</param>
    public Segment Compile(SegmentModel model, Func<string, int> splitOf) => new(
        model.Conditions?.Select(all => all.Select(Compile).ToArray()).ToArray(),
        model.Bucket is null ? null : Compile(model.Bucket, splitOf),
        model.Variant is null ? FlagResultCache.NoVariant : splitOf(model.Variant));

    private Bucket Compile(BucketModel model, Func<string, int> splitOf) =>
        new(SourceOf(model.Selector), model.Salt, [.. model.Allocations.Select(allocation => Compile(allocation, splitOf))]);

    private static BucketAllocation Compile(AllocationModel model, Func<string, int> splitOf) => new(
        model.Range,
        [.. model.Distributions.Select(distribution => new BucketDistribution(distribution.Range, splitOf(distribution.Variant)))]);

    private BucketSource SourceOf(string[] selector)
    {
        if (!IsResult(selector))
        {
            return new SelectorSource(SelectorCompiler.Compile(selector, settings.SubjectKey));
        }

        return referenced(selector[1]) is { } flag
            ? new ResultSource(flag.Slot, Results(flag, selector))
            : new SelectorSource(new NoSelector());
    }

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

    /// <returns>Null where a pattern is not a regular expression.</returns>
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
            GroupCohortsSelector when cohorts.Length > 0 =>
                new CohortCondition(model.Selector[2], selector, cohorts, @operator.IsNegated(), set),
            _ => set,
        };
    }

    private static bool IsResult(string[] selector) => selector is ["result", _, ..];

    private ResultCondition OnResult(ConditionModel model, Func<TargetValue, bool> holds)
    {
        bool withoutVariant = holds(default);
        return referenced(model.Selector[1]) is { } flag
            ? new ResultCondition(flag.Slot, [.. Results(flag, model.Selector).Select(holds)], withoutVariant)
            : new ResultCondition(FlagResultCache.NoVariant, [], withoutVariant);
    }

    /// <summary>The value at the path in the variant of each split.</summary>
    private static TargetValue[] Results(AmplitudeFlag flag, string[] selector) =>
        Array.ConvertAll(flag.Results, result => Selector.Select(result, selector.AsSpan(2)));
}
