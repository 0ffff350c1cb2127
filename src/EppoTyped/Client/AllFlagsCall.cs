namespace EppoTyped;

/// <summary>Evaluates every flag of a table for one subject.</summary>
/// <param name="core">The client.</param>
/// <param name="bound">Its table.</param>
/// <param name="log">Whether each assignment is logged.</param>
/// <param name="askNobody">True when the subject's key threw: only what everybody gets is given then.</param>
internal readonly struct AllFlagsCall(ClientCore core, BoundTable bound, bool log, bool askNobody = false)
{
    /// <summary>Evaluates, in the order of keys. Never throws: a subject that does costs the flags that asked it.</summary>
    public FlagResults Evaluate(scoped in SubjectView subject)
    {
        if (bound.IsOverridable)
        {
            return Evaluate(core.Layer!, subject);
        }

        CompiledFlag[] flags = bound.Table.Ordered;
        return new FlagResults(flags, Decide(flags, subject));
    }

    /// <summary>The same with the overrides laid over, of flags that the table does not have too.</summary>
    private FlagResults Evaluate(OverrideLayer layer, scoped in SubjectView subject)
    {
        SortedDictionary<string, FlagResult> results = new(StringComparer.Ordinal);
        foreach (string flagKey in layer.Keys.Distinct(StringComparer.Ordinal))
        {
            CompiledFlag? live = bound.TryFind(flagKey, out CompiledFlag? found) ? found : null;
            VariationType? type = live is { Defect: null } ? live.Type : layer.TypeOf(flagKey);
            if (type is not null && layer.Find(flagKey, type, subject, live) is { } variation)
            {
                results.Add(flagKey, FlagResult.OfOverride(flagKey, type.Value, variation));
            }
        }

        CompiledFlag[] flags = Array.FindAll(bound.Table.Ordered, flag => !results.ContainsKey(flag.Key));
        int[] outcomes = Decide(flags, subject);
        for (int index = 0; index < flags.Length; index++)
        {
            results.Add(flags[index].Key, FlagResult.Of(flags[index], outcomes[index]));
        }

        return new FlagResults([.. results.Values]);
    }

    private int[] Decide(CompiledFlag[] flags, scoped in SubjectView subject)
    {
        int[] outcomes = new int[flags.Length];
        bool ask = false;
        for (int index = 0; index < flags.Length; index++)
        {
            CompiledFlag flag = flags[index];
            int outcome = flag.Defect is not null ? Outcome.SetAside : flag.Enabled ? flag.ConstantOutcome : Outcome.Disabled;
            outcomes[index] = outcome == Outcome.DependsOnSubject && askNobody ? Outcome.Failed : outcome;
            ask |= outcomes[index] == Outcome.DependsOnSubject;
        }

        if (ask)
        {
            // One moment for all of them, as a call has one for all its allocations.
            BatchedEvaluation.Run(core.Misbehaviour, new Moment(core.Clock.GetUtcNow()), subject, flags, outcomes);
        }

        if (log)
        {
            Log(flags, outcomes, subject);
        }

        return outcomes;
    }

    private void Log(CompiledFlag[] flags, int[] outcomes, scoped in SubjectView subject)
    {
        for (int index = 0; index < flags.Length; index++)
        {
            if (outcomes[index] >= 0 && flags[index].Splits[outcomes[index]].Variation?.As(flags[index].Type) is { Defect: null })
            {
                TypedCalls.Log(core, flags[index].Key, flags[index], outcomes[index], subject);
            }
        }
    }

    private sealed class Moment(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
