namespace EppoTyped;

/// <summary>Evaluates every flag of a table for one subject.</summary>
internal static class EveryFlag
{
    /// <summary>Evaluates. Never throws: a subject that does costs the flags that asked it.</summary>
    public static FlagResult[] Evaluate(ClientCore core, FlagTable table, scoped in SubjectView subject, bool log)
    {
        CompiledFlag[] flags = table.Ordered;
        FlagResult[] results = new FlagResult[flags.Length];
        // One moment for all of them, as a call has one for all its allocations.
        TimeProvider now = new Moment(core.Clock.GetUtcNow());
        for (int index = 0; index < flags.Length; index++)
        {
            CompiledFlag flag = flags[index];
            int outcome = Decide(core, flag, now, subject);
            results[index] = FlagResult.Of(flag, outcome);
            if (log && results[index].IsAssigned)
            {
                Decision.Log(core, flag.Key, flag, outcome, subject);
            }
        }

        return results;
    }

    /// <summary>The same with the overrides laid over, of flags that the table does not have too.</summary>
    public static FlagResult[] EvaluateOverridden(ClientCore core, FlagTable table, OverrideLayer layer, scoped in SubjectView subject, bool log)
    {
        SortedDictionary<string, FlagResult> results = new(StringComparer.Ordinal);
        foreach (string flagKey in layer.Keys.Distinct(StringComparer.Ordinal))
        {
            CompiledFlag? live = table.TryFind(flagKey, out CompiledFlag? found) ? found : null;
            if ((live is { Defect: null } ? live.Type : layer.TypeOf(flagKey)) is { } type && layer.Find(core, flagKey, type, subject, live) is { } variation)
            {
                results.Add(flagKey, FlagResult.OfOverride(flagKey, type, variation));
            }
        }

        TimeProvider now = new Moment(core.Clock.GetUtcNow());
        foreach (CompiledFlag flag in table.Ordered)
        {
            if (!results.ContainsKey(flag.Key))
            {
                int outcome = Decide(core, flag, now, subject);
                FlagResult result = FlagResult.Of(flag, outcome);
                results.Add(flag.Key, result);
                if (log && result.IsAssigned)
                {
                    Decision.Log(core, flag.Key, flag, outcome, subject);
                }
            }
        }

        return [.. results.Values];
    }

    private static int Decide(ClientCore core, CompiledFlag flag, TimeProvider now, scoped in SubjectView subject)
    {
        if (flag.Defect is not null || !flag.Enabled)
        {
            return flag.Defect is null ? Outcome.Disabled : Outcome.SetAside;
        }

        try
        {
            return flag.Fixed == Outcome.Ask ? flag.Evaluate(subject, now) : flag.Fixed;
        }
        catch (Exception exception)
        {
            core.ReportThrowingSubject(exception, flag.Key);
            return Outcome.Failed;
        }
    }

    private sealed class Moment(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
