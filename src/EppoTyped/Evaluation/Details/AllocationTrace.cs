namespace EppoTyped;

/// <summary>An evaluation of a flag's allocations that records every step.</summary>
internal sealed class AllocationTrace(CompiledFlag flag, long now)
{
    private readonly List<EvaluatedAllocation> _allocations = new(flag.Allocations.Length);

    public IReadOnlyList<EvaluatedAllocation> Allocations => _allocations;

    /// <summary>The outcome that <see cref="CompiledFlag.Evaluate"/> returns.</summary>
    public int Outcome { get; private set; } = EppoTyped.Outcome.NoAllocation;

    /// <summary>The index of the allocation at which the evaluation ended; -1 where it passed them all.</summary>
    public int EndIndex { get; private set; } = -1;

    /// <summary>The first rule that held in the allocation that matched; null where it has no rules, or none matched.</summary>
    public EvaluatedRule? MatchedRule { get; private set; }

    /// <summary>The allocations of a flag that was not evaluated.</summary>
    public static IReadOnlyList<EvaluatedAllocation> Unevaluated(CompiledFlag flag) =>
        [.. flag.Allocations.Select((allocation, index) => Record(allocation, index, AllocationEvaluationCode.Unevaluated, [], []))];

    /// <summary>Evaluates. Throws what the subject throws; nothing else.</summary>
    public void Evaluate(scoped in SubjectView subject)
    {
        if (flag.CustomEvaluator is { } evaluator)
        {
            Outcome = evaluator.Evaluate(subject);
            EndIndex = Outcome < 0 ? -1 : Array.IndexOf(flag.Allocations, flag.Splits[Outcome].Allocation);
            _allocations.AddRange(flag.Allocations.Select((allocation, index) => Record(allocation, index, CodeAt(index), [], [])));
            return;
        }

        for (int index = 0; index < flag.Allocations.Length; index++)
        {
            Allocation allocation = flag.Allocations[index];
            _allocations.Add(EndIndex >= 0
                ? Record(allocation, index, AllocationEvaluationCode.Unevaluated, [], [])
                : EvaluateAllocation(allocation, index, subject));
        }
    }

    private static EvaluatedAllocation Record(
        Allocation allocation,
        int index,
        AllocationEvaluationCode code,
        IReadOnlyList<EvaluatedRule> rules,
        IReadOnlyList<EvaluatedSplit> splits) =>
        new(allocation.Key, index + 1, code, rules, splits);

    /// <summary>
    /// The code of an allocation under a custom evaluator: those before the matching one did not match, those after it were not evaluated.
    /// </summary>
    private AllocationEvaluationCode CodeAt(int index) =>
        EndIndex < 0 || index < EndIndex ? AllocationEvaluationCode.FailingRule
        : index == EndIndex ? AllocationEvaluationCode.Match
        : AllocationEvaluationCode.Unevaluated;

    private static EvaluatedRule EvaluateRule(Rule rule, scoped in SubjectView subject)
    {
        EvaluatedCondition[] conditions = new EvaluatedCondition[rule.Conditions.Length];
        bool holds = true;
        for (int index = 0; index < conditions.Length; index++)
        {
            Condition condition = rule.Conditions[index];
            AttributeValue attribute = condition.Read(subject);
            bool matched = condition.Holds(attribute);
            holds &= matched;
            conditions[index] = new EvaluatedCondition(
                condition.AttributeNameFor(subject), condition.Spec.Operator, condition.Spec.Element, attribute, matched);
        }

        return new EvaluatedRule(holds, conditions);
    }

    private EvaluatedAllocation EvaluateAllocation(Allocation allocation, int index, scoped in SubjectView subject)
    {
        if (!allocation.IsOpen(now))
        {
            AllocationEvaluationCode closed =
                now < allocation.StartTicks ? AllocationEvaluationCode.BeforeStartTime : AllocationEvaluationCode.AfterEndTime;
            return Record(allocation, index, closed, [], []);
        }

        EvaluatedRule[] rules = new EvaluatedRule[allocation.Rules.Length];
        for (int rule = 0; rule < rules.Length; rule++)
        {
            rules[rule] = EvaluateRule(allocation.Rules[rule], subject);
        }

        EvaluatedRule? firstThatHolds = Array.Find(rules, rule => rule.Matched);
        if (rules.Length > 0 && firstThatHolds is null)
        {
            return Record(allocation, index, AllocationEvaluationCode.FailingRule, rules, []);
        }

        EvaluatedSplit[] splits = EvaluateSplits(allocation, index, subject.Key);
        bool matched = EndIndex >= 0 && Outcome >= 0;
        EndIndex = EndIndex < 0 && allocation.EndsEvaluation ? index : EndIndex;
        MatchedRule = matched ? firstThatHolds : null;
        AllocationEvaluationCode code = matched ? AllocationEvaluationCode.Match : AllocationEvaluationCode.TrafficExposureMiss;
        return Record(allocation, index, code, rules, splits);
    }

    private EvaluatedSplit[] EvaluateSplits(Allocation allocation, int index, string? key)
    {
        EvaluatedSplit[] splits = new EvaluatedSplit[allocation.SplitCount];
        for (int offset = 0; offset < splits.Length; offset++)
        {
            Split split = flag.Splits[allocation.FirstSplit + offset];
            EvaluatedShard[] shards = Array.ConvertAll(split.Shards, shard => EvaluateShard(shard, key));
            bool matches = Array.TrueForAll(shards, shard => shard.Matched);
            bool needsKey = key is null && split.ExcludingShards.Length > 0;
            bool ends = EndIndex < 0 && (matches || needsKey);
            if (ends)
            {
                (EndIndex, Outcome) = (index, needsKey ? EppoTyped.Outcome.KeyMissing : allocation.FirstSplit + offset);
            }

            // A split after the matching one is not the subject's, also where all its shards match.
            splits[offset] = new EvaluatedSplit(split.VariationKey, ends && matches, shards);
        }

        return splits;
    }

    private EvaluatedShard EvaluateShard(Shard shard, string? key)
    {
        if (key is null)
        {
            return new EvaluatedShard(shard.Salt, shard.Ranges, null, shard.CoversAll);
        }

        uint value = flag.Salts[shard.SaltIndex].ShardOf(key, flag.TotalShards);
        return new EvaluatedShard(shard.Salt, shard.Ranges, value, shard.Contains(value));
    }
}
