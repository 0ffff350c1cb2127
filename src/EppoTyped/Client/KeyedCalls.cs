using System.Runtime.CompilerServices;

namespace EppoTyped;

/// <summary>Evaluation by keys that are only known at run time.</summary>
internal static class KeyedCalls
{
    /// <summary>Decides and logs. Never throws.</summary>
    /// <returns>The variation assigned, of the type asked for; null for the caller's default.</returns>
    public static Variation? Decide(ClientCore core, string? flagKey, VariationType type, scoped in SubjectView subject) =>
        Decide(core, core.Bound, flagKey, type, subject);

    /// <summary>Decides for a call without a type, as calls were before UFC, and logs. Never throws.</summary>
    /// <returns>The text of a STRING flag, or of any flag whose configuration declares no type; null when nothing is assigned.</returns>
    public static string? DecideText(ClientCore core, string? flagKey, scoped in SubjectView subject)
    {
        BoundTable bound = core.Bound;
        if (flagKey is null || !bound.TryFind(flagKey, out CompiledFlag? flag))
        {
            return null;
        }

        Variation? variation = Decide(core, bound, flagKey, flag.Untyped ? flag.Type : VariationType.String, subject);
        return flag.Untyped ? variation?.Key : variation?.Text;
    }

    /// <summary>Decides by a table that the caller stays with, and logs. Never throws.</summary>
    /// <returns>The variation assigned, of the type asked for; null for the caller's default.</returns>
    public static Variation? Decide(ClientCore core, BoundTable bound, string? flagKey, VariationType type, scoped in SubjectView subject)
    {
        if (bound.IsOverridable && FindOverride(core, bound, flagKey, type, subject) is { } overridden)
        {
            return overridden;
        }

        if (flagKey is null || !bound.TryFind(flagKey, out CompiledFlag? flag))
        {
            bound.Table.ReportAbsent(flagKey);
            return null;
        }

        return flag.Type == type && flag.Constant is { } constant ? constant : Ask(core, flagKey, flag, type, subject);
    }

    // By itself, because a method that catches keeps nothing in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Variation? Ask(ClientCore core, string flagKey, CompiledFlag flag, VariationType type, scoped in SubjectView subject)
    {
        if ((flag.Type != type && !flag.AcceptsType(type)) || !flag.Enabled || flag.Defect is not null)
        {
            return null;
        }

        try
        {
            int outcome = flag.ConstantOutcome == Outcome.DependsOnSubject ? flag.Evaluate(subject, core.Clock) : flag.ConstantOutcome;
            if (outcome < 0 || flag.Splits[outcome].Variation?.As(type) is not { Defect: null } variation)
            {
                return null;
            }

            TypedCalls.Log(core, flagKey, flag, outcome, subject);
            return variation;
        }
        catch (Exception exception)
        {
            // Attributes that throw when they are read or enumerated.
            core.Misbehaviour.ReportThrowingSubject(exception, flagKey);
            return null;
        }
    }

    /// <summary>Decides with every step written down, and logs. Never throws.</summary>
    public static (Variation? Variation, EvaluationDetails Details) DecideDetailed(ClientCore core, string? flagKey, VariationType? type, scoped in SubjectView subject) =>
        DecideDetailed(core, core.Bound, flagKey, type, subject);

    /// <summary>Decides by a table that the caller stays with, every step written down, and logs. Never throws.</summary>
    public static (Variation? Variation, EvaluationDetails Details) DecideDetailed(
        ClientCore core, BoundTable bound, string? flagKey, VariationType? type, scoped in SubjectView subject)
    {
        FlagTable table = bound.Table;
        if (FindOverride(core, bound, flagKey, type, subject) is { } overridden)
        {
            return (overridden, DetailedCall.Overridden(core, table, flagKey!, subject, overridden));
        }

        // No flag that can be read has the empty key, so that null finds none either.
        string key = flagKey ?? "";
        EvaluationDetails details;
        int outcome;
        try
        {
            details = DetailedCall.Run(core, table, key, type, subject, out outcome);
        }
        catch (Exception exception)
        {
            core.Misbehaviour.ReportThrowingSubject(exception, key);
            details = DetailedCall.RunWithoutSubject(core, table, key, type, subject.Key, exception, out outcome);
        }

        if (outcome < 0)
        {
            return (null, details);
        }

        // The evaluation has just found it.
        _ = table.TryFind(key, out CompiledFlag? flag);
        TypedCalls.Log(core, key, flag!, outcome, subject);
        return (flag!.Splits[outcome].Variation?.As(type ?? flag.Type), details);
    }

    /// <summary>What an override gives instead of the configuration; null for nothing. Never throws.</summary>
    public static Variation? FindOverride(ClientCore core, BoundTable bound, string? flagKey, VariationType? type, scoped in SubjectView subject) =>
        flagKey is null || !bound.IsOverridable ? null : core.Layer!.Find(flagKey, type, subject, bound.TryFind(flagKey, out CompiledFlag? flag) ? flag : null);
}
