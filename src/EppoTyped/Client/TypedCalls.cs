namespace EppoTyped;

/// <summary>The steps of a call by handle that do not depend on the flag's type: subjects that throw, refused values, the log.</summary>
internal static class TypedCalls
{
    /// <summary>Evaluates the flag for the subject. Never throws.</summary>
    public static int Evaluate(ClientCore core, FlagBinding binding, ISubject? subject)
    {
        try
        {
            return binding.Compiled!.Evaluate(new SubjectView(subject), core.Clock);
        }
        catch (Exception exception)
        {
            core.Misbehaviour.ReportThrowingSubject(exception, binding.Flag.Key);
            return Outcome.Failed;
        }
    }

    /// <summary>Whether a split's value is returned. A refused one is logged, once for each configuration. Never throws.</summary>
    public static bool Accepts(ClientCore core, FlagBinding binding, int split)
    {
        if (binding.RefusalOf(split) is not { } refusal)
        {
            return true;
        }

        if (binding.TryEnterRefusal())
        {
            core.Diagnostics.LiveValueRefused(LogText.Sanitize(binding.Flag.Key), LogText.Sanitize(refusal));
        }

        return false;
    }

    /// <summary>Does what is left once a split is selected: logs that its value is refused, or logs the assignment. Never throws.</summary>
    /// <returns>True when the split's value is returned.</returns>
    public static bool Conclude(ClientCore core, FlagBinding binding, int split, ISubject? subject)
    {
        if (!Accepts(core, binding, split))
        {
            return false;
        }

        try
        {
            Log(core, binding.Flag.Key, binding.Compiled!, split, new SubjectView(subject));
        }
        catch (Exception exception)
        {
            // A constant flag has not read the subject's key before. Its value is returned all the same, without an assignment.
            core.Misbehaviour.ReportThrowingSubject(exception, binding.Flag.Key);
        }

        return true;
    }

    /// <summary>The details of a call by handle that an override decided. Never throws.</summary>
    public static EvaluationDetails DescribeOverride<T>(
        ClientCore core, FlagTable table, FlagBinding binding, Flag<T> flag, T value, ISubject? subject)
    {
        Variation? variation = null;
        SubjectView view = default;
        try
        {
            variation = flag.FindLive(binding.Compiled, value) ?? flag.Express(value);
        }
        catch (Exception exception)
        {
            // A value that is not a member of its enum has no text. It is returned all the same.
            core.Misbehaviour.ReportThrowingOverride(exception, flag.Key);
        }

        try
        {
            view = new SubjectView(subject);
        }
        catch (Exception exception)
        {
            core.Misbehaviour.ReportThrowingSubject(exception, flag.Key);
        }

        return DetailedCall.Overridden(core, table, flag.Key, view, variation);
    }

    /// <summary>Logs the assignment of a split, unless its allocation is not to be logged.</summary>
    public static void Log(ClientCore core, string flagKey, CompiledFlag flag, int split, scoped in SubjectView subject)
    {
        if (flag.Splits[split].DoLog)
        {
            core.Log.Record(flagKey, flag, flag.Splits[split], subject);
        }
    }
}
