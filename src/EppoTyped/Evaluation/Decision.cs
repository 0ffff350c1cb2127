namespace EppoTyped;

/// <summary>What lies around an evaluation and does not depend on the flag's type: subjects that throw, refused values, the log.</summary>
internal static class Decision
{
    /// <summary>Asks the flag. Never throws.</summary>
    public static int Decide(ClientCore core, FlagBinding binding, ISubject? subject)
    {
        try
        {
            return binding.Compiled!.Evaluate(new SubjectView(subject), core.Clock);
        }
        catch (Exception exception)
        {
            core.ReportThrowingSubject(exception, binding.Flag.Key);
            return Outcome.Failed;
        }
    }

    /// <summary>Does what is left once a split is chosen: says that a value is refused, or logs the assignment. Never throws.</summary>
    /// <returns>True when the split's value is to be given.</returns>
    public static bool Conclude(ClientCore core, FlagBinding binding, int split, ISubject? subject)
    {
        if (binding.RefusalOf(split) is { } refusal)
        {
            if (binding.SayRefusalOnce())
            {
                core.Diagnostics.LiveValueRefused(OneLine.Of(binding.Flag.Key), OneLine.Of(refusal));
            }

            return false;
        }

        try
        {
            Log(core, binding.Flag.Key, binding.Compiled!, split, new SubjectView(subject));
        }
        catch (Exception exception)
        {
            // A constant flag never asked for the subject's key before; the value stands, the assignment has nobody to name.
            core.ReportThrowingSubject(exception, binding.Flag.Key);
        }

        return true;
    }

    /// <summary>Asks with every step written down, and concludes. Never throws.</summary>
    public static EvaluationDetails DecideDetailed(ClientCore core, FlagTable table, FlagBinding binding, ISubject? subject, out int outcome)
    {
        EvaluationDetails details;
        try
        {
            details = DetailedEvaluation.Run(core, table, binding.Flag.Key, binding.Flag.Type, new SubjectView(subject), out outcome);
        }
        catch (Exception exception)
        {
            core.ReportThrowingSubject(exception, binding.Flag.Key);
            details = DetailedEvaluation.RunWithoutSubject(core, table, binding.Flag.Key, binding.Flag.Type, subjectKey: null, exception, out outcome);
        }

        if (outcome >= 0 && !Conclude(core, binding, outcome, subject))
        {
            details = details with
            {
                FlagEvaluationCode = EvaluationCode.AssignmentError,
                FlagEvaluationDescription = binding.RefusalOf(outcome)!,
                Reason = EvaluationReason.Error,
                Error = EvaluationError.TypeMismatch,
            };
            outcome = Outcome.Unusable;
        }

        return details;
    }

    /// <summary>The details of a flag that an override decided. Never throws.</summary>
    public static EvaluationDetails DescribeOverride(ClientCore core, FlagTable table, string flagKey, ISubject? subject)
    {
        SubjectView view = default;
        try
        {
            view = new SubjectView(subject);
        }
        catch (Exception exception)
        {
            core.ReportThrowingSubject(exception, flagKey);
        }

        return DetailedEvaluation.Overridden(core, table, flagKey, view);
    }

    /// <summary>Logs the assignment of a split where the allocation wants it.</summary>
    public static void Log(ClientCore core, string flagKey, CompiledFlag flag, int split, scoped in SubjectView subject)
    {
        if (flag.Splits[split].DoLog)
        {
            core.Log.Record(flagKey, flag, flag.Splits[split], subject);
        }
    }
}
