namespace EppoTyped;

/// <summary>A call by handle.</summary>
/// <param name="core">The client.</param>
/// <param name="binding">What its table means to the handle.</param>
/// <param name="flag">The handle.</param>
/// <param name="subject">The subject to evaluate for.</param>
/// <param name="log">Whether an assignment is logged.</param>
internal struct TypedCall<T>(ClientCore core, FlagBinding<T> binding, Flag<T> flag, ISubject? subject, bool log) : IFlagCall
{
    private T? _overridden;

    /// <summary>The value after the outcome <see cref="Outcome.Overridden"/>.</summary>
    public readonly T Overridden => _overridden!;

    public bool TryOverride() => binding.IsOverridable && core.Layer!.TryGet(flag, subject, binding.Compiled, out _overridden);

    public readonly int Evaluate() =>
        binding.Configured == Outcome.DependsOnSubject ? TypedCalls.Evaluate(core, binding, subject) : binding.Configured;

    public readonly bool Conclude(int split) =>
        log ? TypedCalls.Conclude(core, binding, split, subject) : TypedCalls.Accepts(core, binding, split);

    /// <summary>The value of an outcome.</summary>
    public readonly T ValueOf(int outcome, T defaultValue) =>
        outcome >= 0 ? binding.Values[outcome].Value : outcome == Outcome.Overridden ? Overridden : defaultValue;
}

/// <summary>A call by handle that records every step.</summary>
/// <param name="core">The client.</param>
/// <param name="bound">Its table.</param>
/// <param name="binding">What the table means to the handle.</param>
/// <param name="flag">The handle.</param>
/// <param name="subject">The subject to evaluate for.</param>
/// <param name="log">Whether an assignment is logged.</param>
internal struct DetailedTypedCall<T>(
    ClientCore core, BoundTable bound, FlagBinding<T> binding, Flag<T> flag, ISubject? subject, bool log) : IFlagCall
{
    private TypedCall<T> _plain = new(core, binding, flag, subject, log);

    /// <summary>The steps; set once the call is resolved.</summary>
    public EvaluationDetails Details { readonly get; private set; } = null!;

    public bool TryOverride()
    {
        bool overrides = _plain.TryOverride();
        if (overrides)
        {
            Details = TypedCalls.DescribeOverride(core, bound.Table, binding, flag, _plain.Overridden, subject);
        }

        return overrides;
    }

    public int Evaluate()
    {
        int outcome;
        try
        {
            Details = DetailedCall.Run(core, bound.Table, flag.Key, flag.Type, new SubjectView(subject), out outcome);
        }
        catch (Exception exception)
        {
            core.Misbehaviour.ReportThrowingSubject(exception, flag.Key);
            Details = DetailedCall.RunWithoutSubject(core, bound.Table, flag.Key, flag.Type, subjectKey: null, exception, out outcome);
        }

        return outcome;
    }

    public bool Conclude(int split)
    {
        if (_plain.Conclude(split))
        {
            return true;
        }

        Details = Details with
        {
            FlagEvaluationCode = EvaluationCode.AssignmentError,
            FlagEvaluationDescription = binding.RefusalOf(split)!,
            Reason = EvaluationReason.Error,
            Error = EvaluationError.TypeMismatch,
        };
        return false;
    }

    /// <inheritdoc cref="TypedCall{T}.ValueOf"/>
    public readonly T ValueOf(int outcome, T defaultValue) => _plain.ValueOf(outcome, defaultValue);
}
