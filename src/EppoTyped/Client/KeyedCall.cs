namespace EppoTyped;

/// <summary>A call by a key that is only known at run time.</summary>
/// <param name="core">The client.</param>
/// <param name="bound">Its table.</param>
/// <param name="flag">The flag in the table; null when it is not there.</param>
/// <param name="flagKey">The key of the flag.</param>
/// <param name="type">The type asked for.</param>
/// <param name="subjectKey">The key of the subject to evaluate for.</param>
/// <param name="attributes">Its attributes.</param>
internal struct KeyedCall(
    ClientCore core,
    BoundTable bound,
    CompiledFlag? flag,
    string? flagKey,
    VariationType type,
    string? subjectKey,
    IEnumerable<KeyValuePair<string, object?>>? attributes) : IFlagCall
{
    /// <summary>The variation, of the type asked for; null for the caller's default.</summary>
    public Variation? Variation { readonly get; private set; }

    private readonly SubjectView Subject => new(subjectKey, attributes);

    public bool TryOverride()
    {
        Variation = bound.IsOverridable ? KeyedCalls.FindOverride(core, flagKey, type, Subject, flag) : null;
        return Variation is not null;
    }

    public readonly int Evaluate()
    {
        if (flag is null)
        {
            bound.Table.ReportAbsent(flagKey);
            return Outcome.UnknownFlag;
        }

        return KeyedCalls.Evaluate(core, flagKey!, flag, type, Subject);
    }

    public bool Conclude(int split)
    {
        Variation = KeyedCalls.Conclude(core, flagKey!, flag!, type, split, Subject);
        return Variation is not null;
    }
}

/// <summary>A call by key that records every step.</summary>
/// <param name="core">The client.</param>
/// <param name="bound">Its table.</param>
/// <param name="flagKey">The flag. No flag that can be read has the empty key, so that null finds none either.</param>
/// <param name="type">The type asked for; null for the flag's own.</param>
/// <param name="subjectKey">The key of the subject to evaluate for.</param>
/// <param name="attributes">Its attributes.</param>
internal struct DetailedKeyedCall(
    ClientCore core,
    BoundTable bound,
    string? flagKey,
    VariationType? type,
    string? subjectKey,
    IEnumerable<KeyValuePair<string, object?>>? attributes) : IFlagCall
{
    private readonly CompiledFlag? _flag = KeyedCalls.Find(bound, flagKey);

    /// <summary>The steps; set once the call is resolved.</summary>
    public EvaluationDetails Details { readonly get; private set; } = null!;

    /// <inheritdoc cref="KeyedCall.Variation"/>
    public Variation? Variation { readonly get; private set; }

    private readonly SubjectView Subject => new(subjectKey, attributes);

    public bool TryOverride()
    {
        if (!bound.IsOverridable || KeyedCalls.FindOverride(core, flagKey, type, Subject, _flag) is not { } overridden)
        {
            return false;
        }

        (Variation, Details) = (overridden, DetailedCall.Overridden(core, bound.Table, flagKey!, Subject, overridden));
        return true;
    }

    public int Evaluate()
    {
        string key = flagKey ?? "";
        int outcome;
        try
        {
            Details = DetailedCall.Run(core, bound.Table, key, type, Subject, out outcome);
        }
        catch (Exception exception)
        {
            core.Misbehaviour.ReportThrowingSubject(exception, key);
            Details = DetailedCall.RunWithoutSubject(core, bound.Table, key, type, subjectKey, exception, out outcome);
        }

        return outcome;
    }

    public bool Conclude(int split)
    {
        Variation = KeyedCalls.Conclude(core, flagKey!, _flag!, type ?? _flag!.Type, split, Subject);
        return Variation is not null;
    }
}
