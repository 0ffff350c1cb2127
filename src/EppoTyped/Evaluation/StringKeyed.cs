namespace EppoTyped;

/// <summary>Evaluation by keys that are only known at run time.</summary>
internal static class StringKeyed
{
    /// <summary>Decides and logs. Never throws.</summary>
    /// <returns>The variation assigned, of the type asked for; null for the caller's default.</returns>
    public static Variation? Decide(ClientCore core, string? flagKey, VariationType type, scoped in SubjectView subject)
    {
        if (flagKey is null || !core.Table.Flags.TryGetValue(flagKey, out CompiledFlag? flag) || flag.Type != type || !flag.Enabled || flag.Defect is not null)
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
        // No flag that can be read has the empty key, so that null finds none either.
        string key = flagKey ?? "";
        EvaluationDetails details;
        int outcome;
        try
        {
            details = DetailedEvaluation.Run(core, table, key, type, subject, out outcome);
        }
        catch (Exception exception)
        {
            core.ReportThrowingSubject(exception, key);
            details = DetailedEvaluation.RunWithoutSubject(core, table, key, type, subject.Key, exception, out outcome);
        }

        if (outcome < 0)
        {
            return (null, details);
        }

        CompiledFlag flag = table.Flags[key];
        Decision.Log(core, key, flag, outcome, subject);
        return (flag.Splits[outcome].Variation, details);
    }
}
