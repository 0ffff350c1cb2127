namespace EppoTyped;

/// <summary>Evaluates every flag of a table for one subject.</summary>
/// <param name="core">The client.</param>
/// <param name="bound">Its table.</param>
/// <param name="log">Whether each assignment is logged.</param>
/// <param name="isWithoutSubject">True when the subject's key threw: then flags that depend on the subject have failed.</param>
internal readonly struct AllFlagsCall(ClientCore core, BoundTable bound, bool log, bool isWithoutSubject = false)
{
    /// <summary>
    /// Evaluates for a typed subject. Never throws: where its key does, only flags that are the same for every subject have a value.
    /// </summary>
    public static FlagResults Evaluate(ClientCore core, ISubject? subject, bool log)
    {
        SubjectView view;
        try
        {
            view = new SubjectView(subject);
        }
        catch (Exception exception)
        {
            core.Misbehaviour.ReportThrowingSubject(exception, "(all)");
            return new AllFlagsCall(core, core.Bound, log: false, isWithoutSubject: true).Evaluate(default);
        }

        return new AllFlagsCall(core, core.Bound, log).Evaluate(view);
    }

    /// <summary>Evaluates, in the order of keys. Never throws: where the subject does, the flags that depend on it have failed.</summary>
    public FlagResults Evaluate(scoped in SubjectView subject)
    {
        if (bound.IsOverridable)
        {
            return EvaluateOverridden(core.Layer!, subject);
        }

        CompiledFlag[] flags = bound.Table.Ordered;
        return new FlagResults(flags, EvaluateConfigured(flags, subject));
    }

    /// <summary>The same where overrides may win, also for flags that the table does not have.</summary>
    private FlagResults EvaluateOverridden(OverrideLayer layer, scoped in SubjectView subject)
    {
        SortedDictionary<string, FlagResult> results = new(StringComparer.Ordinal);
        foreach (string flagKey in layer.Keys.Distinct(StringComparer.Ordinal))
        {
            CompiledFlag? live = bound.TryFind(flagKey, out CompiledFlag? found) ? found : null;
            VariationType? type = live is { Defect: null } ? live.Type : layer.TypeOf(flagKey);
            if (type is not null && KeyedCalls.FindOverride(core, flagKey, type, subject, live) is { } variation)
            {
                results.Add(flagKey, FlagResult.OfOverride(flagKey, type.Value, variation));
            }
        }

        CompiledFlag[] flags = Array.FindAll(bound.Table.Ordered, flag => !results.ContainsKey(flag.Key));
        int[] outcomes = EvaluateConfigured(flags, subject);
        for (int index = 0; index < flags.Length; index++)
        {
            results.Add(flags[index].Key, FlagResult.Of(flags[index], outcomes[index]));
        }

        return new FlagResults([.. results.Values]);
    }

    private int[] EvaluateConfigured(CompiledFlag[] flags, scoped in SubjectView subject)
    {
        int[] outcomes = new int[flags.Length];
        bool dependsOnSubject = false;
        for (int index = 0; index < flags.Length; index++)
        {
            CompiledFlag flag = flags[index];
            int outcome = flag.Defect is not null ? Outcome.SetAside : flag.Enabled ? flag.ConstantOutcome : Outcome.Disabled;
            outcomes[index] = outcome == Outcome.DependsOnSubject && isWithoutSubject ? Outcome.Failed : outcome;
            dependsOnSubject |= outcomes[index] == Outcome.DependsOnSubject;
        }

        if (dependsOnSubject)
        {
            // One moment for all flags, as a call has one for all its allocations.
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
