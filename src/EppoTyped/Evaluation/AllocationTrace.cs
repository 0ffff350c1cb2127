namespace EppoTyped;

/// <summary>One walk through a flag's allocations that writes every step down.</summary>
internal sealed class AllocationTrace(CompiledFlag flag, long now)
{
    private readonly List<EvaluatedAllocation> _allocations = new(flag.Allocations.Length);

    public IReadOnlyList<EvaluatedAllocation> Allocations => _allocations;

    /// <summary>As <see cref="CompiledFlag.Evaluate"/> gives it.</summary>
    public int Outcome { get; private set; } = EppoTyped.Outcome.NoAllocation;

    /// <summary>The allocation, from 0, at which the walk ended.</summary>
    public int Place { get; private set; } = -1;

    /// <summary>The first rule that held in the allocation that took the subject.</summary>
    public EvaluatedRule? MatchedRule { get; private set; }

    public static IReadOnlyList<EvaluatedAllocation> Unevaluated(CompiledFlag flag) =>
        [.. flag.Allocations.Select((allocation, index) => Record(allocation, index, AllocationEvaluationCode.Unevaluated, [], []))];

    public void Run(scoped in SubjectView subject)
    {
        if (flag.CustomEvaluator is { } decider)
        {
            Outcome = decider.Decide(subject);
            Place = Outcome < 0 ? -1 : Array.IndexOf(flag.Allocations, flag.Splits[Outcome].Allocation);
            _allocations.AddRange(flag.Allocations.Select((allocation, index) => Record(allocation, index, CodeAt(index), [], [])));
            return;
        }

        for (int index = 0; index < flag.Allocations.Length; index++)
        {
            Allocation allocation = flag.Allocations[index];
            _allocations.Add(Place >= 0 ? Record(allocation, index, AllocationEvaluationCode.Unevaluated, [], []) : Ask(allocation, index, subject));
        }
    }

    private static EvaluatedAllocation Record(
        Allocation allocation, int index, AllocationEvaluationCode code, IReadOnlyList<EvaluatedRule> rules, IReadOnlyList<EvaluatedSplit> splits) =>
        new(allocation.Key, index + 1, code, rules, splits);

    /// <summary>What another engine made of an allocation: those before the one that took the subject did not.</summary>
    private AllocationEvaluationCode CodeAt(int index) =>
        Place < 0 || index < Place ? AllocationEvaluationCode.FailingRule
        : index == Place ? AllocationEvaluationCode.Match
        : AllocationEvaluationCode.Unevaluated;

    private static EvaluatedRule Ask(Rule rule, scoped in SubjectView subject)
    {
        EvaluatedCondition[] conditions = new EvaluatedCondition[rule.Conditions.Length];
        bool holds = true;
        for (int index = 0; index < conditions.Length; index++)
        {
            Condition condition = rule.Conditions[index];
            AttributeValue attribute = condition.Read(subject);
            bool matched = condition.Holds(attribute);
            holds &= matched;
            conditions[index] = new EvaluatedCondition(condition.NameFor(subject), condition.Source.Operator, condition.Source.Element, attribute, matched);
        }

        return new EvaluatedRule(holds, conditions);
    }

    private EvaluatedAllocation Ask(Allocation allocation, int index, scoped in SubjectView subject)
    {
        if (!allocation.IsOpen(now))
        {
            return Record(allocation, index, now < allocation.StartTicks ? AllocationEvaluationCode.BeforeStartTime : AllocationEvaluationCode.AfterEndTime, [], []);
        }

        EvaluatedRule[] rules = new EvaluatedRule[allocation.Rules.Length];
        for (int rule = 0; rule < rules.Length; rule++)
        {
            rules[rule] = Ask(allocation.Rules[rule], subject);
        }

        EvaluatedRule? firstThatHolds = Array.Find(rules, rule => rule.Matched);
        if (rules.Length > 0 && firstThatHolds is null)
        {
            return Record(allocation, index, AllocationEvaluationCode.FailingRule, rules, []);
        }

        EvaluatedSplit[] splits = AskSplits(allocation, index, subject.Key);
        bool taken = Place >= 0 && Outcome >= 0;
        Place = Place < 0 && allocation.IsLast ? index : Place;
        MatchedRule = taken ? firstThatHolds : null;
        return Record(allocation, index, taken ? AllocationEvaluationCode.Match : AllocationEvaluationCode.TrafficExposureMiss, rules, splits);
    }

    private EvaluatedSplit[] AskSplits(Allocation allocation, int index, string? key)
    {
        EvaluatedSplit[] splits = new EvaluatedSplit[allocation.SplitCount];
        for (int offset = 0; offset < splits.Length; offset++)
        {
            Split split = flag.Splits[allocation.FirstSplit + offset];
            EvaluatedShard[] shards = Array.ConvertAll(split.Shards, shard => Ask(shard, key));
            bool takes = Array.TrueForAll(shards, shard => shard.Matched);
            bool needsKey = key is null && split.AskedShards.Length > 0;
            bool decides = Place < 0 && (takes || needsKey);
            if (decides)
            {
                (Place, Outcome) = (index, needsKey ? EppoTyped.Outcome.KeyMissing : allocation.FirstSplit + offset);
            }

            // Splits behind the one that took the subject did not take it, whatever their shards say.
            splits[offset] = new EvaluatedSplit(split.VariationKey, decides && takes, shards);
        }

        return splits;
    }

    private EvaluatedShard Ask(Shard shard, string? key)
    {
        if (key is null)
        {
            return new EvaluatedShard(shard.Salt, shard.Ranges, null, shard.TakesAll);
        }

        uint value = flag.Salts[shard.SaltIndex].ShardOf(key, flag.TotalShards);
        return new EvaluatedShard(shard.Salt, shard.Ranges, value, shard.Contains(value));
    }
}
