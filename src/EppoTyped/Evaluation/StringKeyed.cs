namespace EppoTyped;

/// <summary>Evaluation by keys that are only known at run time.</summary>
internal static class StringKeyed
{
    /// <summary>Decides and logs. Never throws.</summary>
    /// <returns>The variation assigned, of the type asked for; null for the caller's default.</returns>
    public static Variation? Decide(ClientCore core, string? flagKey, VariationType type, scoped in SubjectView subject)
    {
        if (flagKey is null || !core.Table.TryFind(flagKey, out CompiledFlag? flag) || flag.Type != type || !flag.Enabled || flag.Defect is not null)
        {
            return null;
        }

        try
        {
            int outcome = flag.Fixed == Outcome.Ask ? flag.Evaluate(subject, core.Clock) : flag.Fixed;
            if (outcome < 0 || flag.Splits[outcome].Variation is not { Defect: null } variation)
            {
                return null;
            }

            Decision.Log(core, flagKey, flag, outcome, subject);
            return variation;
        }
        catch (Exception exception)
        {
            // Attributes that throw when they are read or enumerated.
            core.ReportThrowingSubject(exception, flagKey);
            return null;
        }
    }

    /// <summary>Decides with every step written down, and logs. Never throws.</summary>
    public static (Variation? Variation, EvaluationDetails Details) DecideDetailed(ClientCore core, string? flagKey, VariationType? type, scoped in SubjectView subject)
    {
        FlagTable table = core.Table;
        try
        {
            EvaluationDetails details = DetailedEvaluation.Run(table, flagKey ?? "", type, subject, core.Clock, out int outcome);
            if (outcome < 0)
            {
                return (null, details);
            }

            // The evaluation has just found it.
            _ = table.TryFind(flagKey!, out CompiledFlag? flag);
            Decision.Log(core, flagKey!, flag!, outcome, subject);
            return (flag!.Splits[outcome].Variation, details);
        }
        catch (Exception exception)
        {
            core.ReportThrowingSubject(exception, flagKey ?? "");
            return (null, DetailedEvaluation.Failed(table, flagKey ?? "", subject.Key, exception, core.Clock));
        }
    }
}
