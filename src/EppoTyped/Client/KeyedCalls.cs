using System.Runtime.CompilerServices;

namespace EppoTyped;

/// <summary>Calls by keys that are only known at run time, and their steps.</summary>
internal static class KeyedCalls
{
    /// <summary>Evaluates and logs. Never throws.</summary>
    /// <returns>The variation, of the type asked for; null for the caller's default.</returns>
    public static Variation? Evaluate(
        ClientCore core, string? flagKey, VariationType type, string? subjectKey, IEnumerable<KeyValuePair<string, object?>>? attributes)
    {
        BoundTable bound = core.Bound;
        CompiledFlag? flag = Find(bound, flagKey);
        if (!bound.IsOverridable)
        {
            // Written out as in FlagClient.GetValue: what every subject gets takes no step. A constant variation is usable, and not logged.
            if (flag is null)
            {
                bound.Table.ReportAbsent(flagKey);
                return null;
            }

            if (flag.Type == type && flag.Constant is { } constant)
            {
                return constant;
            }
        }

        return Resolve(core, bound, flag, flagKey, type, subjectKey, attributes);
    }

    /// <summary>Evaluates for a call without a type, as calls were before UFC, and logs. Never throws.</summary>
    /// <returns>The text of a STRING flag, or of any flag whose configuration declares no type; null when nothing is assigned.</returns>
    public static string? EvaluateText(
        ClientCore core, string? flagKey, string? subjectKey, IEnumerable<KeyValuePair<string, object?>>? attributes)
    {
        BoundTable bound = core.Bound;
        if (Find(bound, flagKey) is not { } flag)
        {
            return null;
        }

        VariationType type = flag.Untyped ? flag.Type : VariationType.String;
        Variation? variation = Resolve(core, bound, flag, flagKey, type, subjectKey, attributes);
        return flag.Untyped ? variation?.Key : variation?.Text;
    }

    /// <summary>Evaluates with every step recorded, and logs. Never throws.</summary>
    public static (Variation? Variation, EvaluationDetails Details) EvaluateDetailed(
        ClientCore core, string? flagKey, VariationType? type, string? subjectKey, IEnumerable<KeyValuePair<string, object?>>? attributes)
    {
        DetailedKeyedCall call = new(core, core.Bound, flagKey, type, subjectKey, attributes);
        _ = FlagCall.Resolve(ref call);
        return (call.Variation, call.Details);
    }

    /// <summary>The flag of a key; null where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CompiledFlag? Find(BoundTable bound, string? flagKey) =>
        flagKey is not null && bound.TryFind(flagKey, out CompiledFlag? flag) ? flag : null;

    /// <summary>The value of an override; null where none wins. Never throws.</summary>
    public static Variation? FindOverride(
        ClientCore core, string? flagKey, VariationType? type, scoped in SubjectView subject, CompiledFlag? live) =>
        flagKey is null ? null : core.Layer!.Find(flagKey, type, subject, live);

    /// <summary>Evaluates a flag as configured. Never throws.</summary>
    // By itself, because a method that catches keeps nothing in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Evaluate(ClientCore core, string flagKey, CompiledFlag flag, VariationType type, scoped in SubjectView subject)
    {
        if (flag.Defect is not null)
        {
            return Outcome.SetAside;
        }

        if (!flag.Enabled)
        {
            return Outcome.Disabled;
        }

        if (flag.Type != type && !flag.AcceptsType(type))
        {
            return Outcome.WrongType;
        }

        try
        {
            return flag.ConstantOutcome == Outcome.DependsOnSubject ? flag.Evaluate(subject, core.Clock) : flag.ConstantOutcome;
        }
        catch (Exception exception)
        {
            // Attributes that throw when they are read or enumerated.
            core.Misbehaviour.ReportThrowingSubject(exception, flagKey);
            return Outcome.Failed;
        }
    }

    /// <summary>Logs the assignment of a split. Never throws.</summary>
    /// <returns>The variation of the split, of the type asked for; null when it is not usable, or the assignment cannot be made.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Variation? Conclude(
        ClientCore core, string flagKey, CompiledFlag flag, VariationType type, int split, scoped in SubjectView subject)
    {
        try
        {
            if (flag.Splits[split].Variation?.As(type) is not { Defect: null } variation)
            {
                return null;
            }

            TypedCalls.Log(core, flagKey, flag, split, subject);
            return variation;
        }
        catch (Exception exception)
        {
            core.Misbehaviour.ReportThrowingSubject(exception, flagKey);
            return null;
        }
    }

    // By itself, so that a call without a step pays for none.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Variation? Resolve(
        ClientCore core,
        BoundTable bound,
        CompiledFlag? flag,
        string? flagKey,
        VariationType type,
        string? subjectKey,
        IEnumerable<KeyValuePair<string, object?>>? attributes)
    {
        KeyedCall call = new(core, bound, flag, flagKey, type, subjectKey, attributes);
        _ = FlagCall.Resolve(ref call);
        return call.Variation;
    }
}
