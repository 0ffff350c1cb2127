namespace EppoTyped;

/// <summary>Calls of flags whose variations have bandits, by handle and by key. None of them throws.</summary>
/// <remarks>An override is not an assignment, and only an assignment starts a bandit.</remarks>
internal static class ActionCalls
{
    /// <summary>Evaluates a flag, and lets the bandit of the assigned variation choose an action.</summary>
    public static BanditResult<T> Evaluate<T, TAction>(
        ClientCore core, Flag<T> flag, ISubject? subject, IReadOnlyList<TAction>? actions, T defaultValue)
        where TAction : IBanditAction
    {
        BoundTable bound = core.Bound;
        FlagBinding<T> binding = bound.BindingOf(flag);
        TypedCall<T> call = new(core, binding, flag, subject, log: true);
        int outcome = FlagCall.Resolve(ref call);
        T variation = call.ValueOf(outcome, defaultValue);
        return FindBandit(bound.Table, binding, outcome) is { } bandit
            ? new(variation, BanditCalls.Choose(core, flag.Key, bandit, subject, new TypedActions<TAction>(actions)).Action)
            : new(variation, null);
    }

    /// <summary>As <see cref="Evaluate{T, TAction}(ClientCore, Flag{T}, ISubject?, IReadOnlyList{TAction}?, T)"/>, with details.</summary>
    public static Evaluation<BanditResult<T>> EvaluateDetailed<T, TAction>(
        ClientCore core, Flag<T> flag, ISubject? subject, IReadOnlyList<TAction>? actions, T defaultValue)
        where TAction : IBanditAction
    {
        BoundTable bound = core.Bound;
        FlagBinding<T> binding = bound.BindingOf(flag);
        DetailedTypedCall<T> call = new(core, bound, binding, flag, subject, log: true);
        int outcome = FlagCall.Resolve(ref call);
        T variation = call.ValueOf(outcome, defaultValue);
        if (FindBandit(bound.Table, binding, outcome) is not { } bandit)
        {
            return new(new(variation, null), call.Details);
        }

        BanditChoice choice = BanditCalls.Choose(core, flag.Key, bandit, subject, new TypedActions<TAction>(actions));
        return new(new(variation, choice.Action), Add(choice, bandit, call.Details));
    }

    /// <summary>Evaluates a flag by key, and lets the bandit of the assigned variation choose an action.</summary>
    public static BanditResult<string> Evaluate<TActions>(
        ClientCore core,
        string? flagKey,
        string? subjectKey,
        IEnumerable<KeyValuePair<string, object?>>? attributes,
        TActions actions,
        string defaultValue)
        where TActions : struct, IActionList
    {
        BoundTable bound = core.Bound;
        KeyedCall call = new(core, bound, KeyedCalls.Find(bound, flagKey), flagKey, VariationType.String, subjectKey, attributes);
        int outcome = FlagCall.Resolve(ref call);
        string variation = call.Variation?.Text ?? defaultValue;
        return FindBandit(bound.Table, flagKey, outcome, variation) is { } bandit
            ? new(variation, BanditCalls.Choose(core, flagKey!, bandit, new SubjectView(subjectKey, attributes), actions).Action)
            : new(variation, null);
    }

    /// <summary>As <c>Evaluate</c>, with details.</summary>
    public static Evaluation<BanditResult<string>> EvaluateDetailed<TActions>(
        ClientCore core,
        string? flagKey,
        string? subjectKey,
        IEnumerable<KeyValuePair<string, object?>>? attributes,
        TActions actions,
        string defaultValue)
        where TActions : struct, IActionList
    {
        BoundTable bound = core.Bound;
        DetailedKeyedCall call = new(core, bound, flagKey, VariationType.String, subjectKey, attributes);
        int outcome = FlagCall.Resolve(ref call);
        string variation = call.Variation?.Text ?? defaultValue;
        if (FindBandit(bound.Table, flagKey, outcome, variation) is not { } bandit)
        {
            return new(new(variation, null), call.Details);
        }

        BanditChoice choice = BanditCalls.Choose(core, flagKey!, bandit, new SubjectView(subjectKey, attributes), actions);
        return new(new(variation, choice.Action), Add(choice, bandit, call.Details));
    }

    private static Bandit? FindBandit(FlagTable table, FlagBinding binding, int outcome) =>
        outcome < 0
            ? null
            : table.Bandits.Find(binding.Flag.Key, binding.Compiled!.Splits[outcome].Variation!.As(VariationType.String).Text);

    private static Bandit? FindBandit(FlagTable table, string? flagKey, int outcome, string variation) =>
        outcome < 0 ? null : table.Bandits.Find(flagKey!, variation);

    // flagEvaluationCode stays MATCH whatever the bandit does: the variation is assigned, and code that reads another one takes the default
    // for the value (Eppo's own data has no codes here; Java overwrites it, JavaScript and Rust keep it, Rust in a code of the bandit's
    // own, as we do).
    private static EvaluationDetails Add(in BanditChoice choice, Bandit bandit, EvaluationDetails details) =>
        details with { BanditKey = bandit.Key, BanditAction = choice.Action, BanditEvaluationCode = choice.Code };
}
