namespace EppoTyped;

// Bandits behind typed flags: what generated code calls.
public partial class FlagClient
{
    /// <summary>Evaluates a flag, and lets the bandit of the assigned variation choose an action.</summary>
    internal BanditResult<T> GetAction<T, TAction>(Flag<T> flag, ISubject? subject, IReadOnlyList<TAction>? actions, T defaultValue)
        where TAction : IBanditAction
    {
        ClientCore core = _core;
        BoundTable bound = core.Bound;
        FlagTable table = bound.Table;
        FlagBinding<T> binding = bound.BindingOf(flag);
        if (TypedCalls.TryOverride(core, binding, flag, subject, out T? overridden))
        {
            // An override is no assignment, and only an assignment starts a bandit.
            return new(overridden, null);
        }

        int outcome = TypedCalls.DecideConfigured(core, binding, subject);
        if (outcome < 0 || !TypedCalls.Conclude(core, binding, outcome, subject))
        {
            return new(defaultValue, null);
        }

        Bandit? bandit = BanditOf(table, binding, outcome);
        return new(
            binding.Values[outcome].Value,
            bandit is null ? null : BanditCalls.Choose(core, flag.Key, bandit, subject, new TypedActions<TAction>(actions)).Action);
    }

    /// <summary>As <see cref="GetAction"/>, and tells why.</summary>
    internal Evaluation<BanditResult<T>> GetActionDetails<T, TAction>(Flag<T> flag, ISubject? subject, IReadOnlyList<TAction>? actions, T defaultValue)
        where TAction : IBanditAction
    {
        ClientCore core = _core;
        BoundTable bound = core.Bound;
        FlagTable table = bound.Table;
        FlagBinding<T> binding = bound.BindingOf(flag);
        if (TypedCalls.TryOverride(core, binding, flag, subject, out T? overridden))
        {
            return new(new(overridden, null), TypedCalls.DescribeOverride(core, table, binding, flag, overridden, subject));
        }

        EvaluationDetails details = TypedCalls.DecideDetailed(core, table, binding, subject, out int outcome);
        if (outcome < 0)
        {
            return new(new(defaultValue, null), details);
        }

        T variation = binding.Values[outcome].Value;
        if (BanditOf(table, binding, outcome) is not { } bandit)
        {
            return new(new(variation, null), details);
        }

        BanditChoice choice = BanditCalls.Choose(core, flag.Key, bandit, subject, new TypedActions<TAction>(actions));
        return new(new(variation, choice.Action), Tell(details, bandit, choice));
    }

    private static Bandit? BanditOf(FlagTable table, FlagBinding binding, int split) =>
        table.Bandits.Find(binding.Flag.Key, binding.Compiled!.Splits[split].Variation!.As(VariationType.String).Text);

    // flagEvaluationCode stays MATCH whatever the bandit does: the variation is assigned, and who reads any other code takes the default for the
    // value (Eppo's own data has no codes here; Java overwrites it, JavaScript and Rust keep it, Rust in a code of the bandit's own, as we do).
    private static EvaluationDetails Tell(EvaluationDetails details, Bandit bandit, in BanditChoice choice) =>
        details with { BanditKey = bandit.Key, BanditAction = choice.Action, BanditEvaluationCode = choice.Code };
}
