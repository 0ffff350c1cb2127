using System.Diagnostics.CodeAnalysis;

namespace EppoTyped;

/// <summary>What lies around an evaluation and does not depend on the flag's type: subjects that throw, refused values, the log.</summary>
internal static class TypedCalls
{
    /// <summary>The value of an override, where one wins. Never throws.</summary>
    public static bool TryOverride<T>(ClientCore core, FlagBinding binding, Flag<T> flag, ISubject? subject, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        return binding.IsOverridable && core.Layer!.TryGet(flag, subject, binding.Compiled, out value);
    }

    /// <summary>Asks the flag. Never throws.</summary>
    public static int Decide(ClientCore core, FlagBinding binding, ISubject? subject)
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

    /// <summary>Decides as the configuration wants it, whatever is laid over it. Never throws.</summary>
    public static int DecideConfigured(ClientCore core, FlagBinding binding, ISubject? subject) =>
        binding.Configured == Outcome.DependsOnSubject ? Decide(core, binding, subject) : binding.Configured;

    /// <summary>Says once that a split's value is refused, if it is. Never throws.</summary>
    /// <returns>True when the split's value is to be given.</returns>
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

    /// <summary>Does what is left once a split is chosen: says that a value is refused, or logs the assignment. Never throws.</summary>
    /// <returns>True when the split's value is to be given.</returns>
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
            // A constant flag never asked for the subject's key before; the value stands, the assignment has nobody to name.
            core.Misbehaviour.ReportThrowingSubject(exception, binding.Flag.Key);
        }

        return true;
    }

    /// <summary>Asks with every step written down, and concludes. Never throws.</summary>
    public static EvaluationDetails DecideDetailed(ClientCore core, FlagTable table, FlagBinding binding, ISubject? subject, out int outcome, bool log = true)
    {
        EvaluationDetails details;
        try
        {
            details = DetailedCall.Run(core, table, binding.Flag.Key, binding.Flag.Type, new SubjectView(subject), out outcome);
        }
        catch (Exception exception)
        {
            core.Misbehaviour.ReportThrowingSubject(exception, binding.Flag.Key);
            details = DetailedCall.RunWithoutSubject(core, table, binding.Flag.Key, binding.Flag.Type, subjectKey: null, exception, out outcome);
        }

        if (outcome >= 0 && !(log ? Conclude(core, binding, outcome, subject) : Accepts(core, binding, outcome)))
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

    /// <summary>The details of a flag that an override decided for a typed call. Never throws.</summary>
    public static EvaluationDetails DescribeOverride<T>(ClientCore core, FlagTable table, FlagBinding binding, Flag<T> flag, T value, ISubject? subject)
    {
        Variation? variation = null;
        SubjectView view = default;
        try
        {
            variation = flag.FindLive(binding.Compiled, value) ?? flag.Express(value);
        }
        catch (Exception exception)
        {
            // An enum's value that is no member has no text; the caller gets it all the same.
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

    /// <summary>Logs the assignment of a split where the allocation wants it.</summary>
    public static void Log(ClientCore core, string flagKey, CompiledFlag flag, int split, scoped in SubjectView subject)
    {
        if (flag.Splits[split].DoLog)
        {
            core.Log.Record(flagKey, flag, flag.Splits[split], subject);
        }
    }
}
