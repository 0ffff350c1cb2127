namespace EppoTyped;

/// <summary>Evaluates every flag of a table for one subject.</summary>
/// <param name="core">The client.</param>
/// <param name="table">Its table.</param>
/// <param name="log">Whether each assignment is logged.</param>
/// <param name="askNobody">True when the subject's key threw: only what everybody gets is given then.</param>
internal readonly struct EveryFlag(ClientCore core, FlagTable table, bool log, bool askNobody = false)
{
    // One moment for all of them, as a call has one for all its allocations.
    private readonly TimeProvider _now = new Moment(core.Clock.GetUtcNow());

    /// <summary>Evaluates, in the order of keys. Never throws: a subject that does costs the flags that asked it.</summary>
    public FlagResult[] Evaluate(scoped in SubjectView subject)
    {
        if (table.Layer is { } layer)
        {
            return Evaluate(layer, subject);
        }

        CompiledFlag[] flags = table.Ordered;
        FlagResult[] results = new FlagResult[flags.Length];
        for (int index = 0; index < flags.Length; index++)
        {
            results[index] = Evaluate(flags[index], subject);
        }

        return results;
    }

    /// <summary>The same with the overrides laid over, of flags that the table does not have too.</summary>
    private FlagResult[] Evaluate(OverrideLayer layer, scoped in SubjectView subject)
    {
        SortedDictionary<string, FlagResult> results = new(StringComparer.Ordinal);
        foreach (string flagKey in layer.Keys.Distinct(StringComparer.Ordinal))
        {
            CompiledFlag? live = table.TryFind(flagKey, out CompiledFlag? found) ? found : null;
            VariationType? type = live is { Defect: null } ? live.Type : layer.TypeOf(flagKey);
            if (type is not null && layer.Find(core, flagKey, type, subject, live) is { } variation)
            {
                results.Add(flagKey, FlagResult.OfOverride(flagKey, type.Value, variation));
            }
        }

        foreach (CompiledFlag flag in table.Ordered)
        {
            if (!results.ContainsKey(flag.Key))
            {
                results.Add(flag.Key, Evaluate(flag, subject));
            }
        }

        return [.. results.Values];
    }

    private FlagResult Evaluate(CompiledFlag flag, scoped in SubjectView subject)
    {
        int outcome = Decide(flag, subject);
        FlagResult result = FlagResult.Of(flag, outcome);
        if (log && result.IsAssigned)
        {
            Decision.Log(core, flag.Key, flag, outcome, subject);
        }

        return result;
    }

    private int Decide(CompiledFlag flag, scoped in SubjectView subject)
    {
        if (flag.Defect is not null || !flag.Enabled)
        {
            return flag.Defect is null ? Outcome.Disabled : Outcome.SetAside;
        }

        if (flag.Fixed != Outcome.Ask || askNobody)
        {
            return flag.Fixed == Outcome.Ask ? Outcome.Failed : flag.Fixed;
        }

        try
        {
            return flag.Evaluate(subject, _now);
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
