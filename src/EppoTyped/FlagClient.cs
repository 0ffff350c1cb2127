namespace EppoTyped;

/// <summary>Answers flags. No call throws, blocks or waits: what cannot be answered gives the caller's default and a reason.</summary>
/// <remarks>Safe for any number of threads. <c>EppoClient</c> is the one that keeps itself up to date.</remarks>
public partial class FlagClient
{
    private volatile ClientCore _core;

    private protected FlagClient(ClientCore core) => _core = core;

    /// <summary>False before the first configuration has arrived, and after dispose.</summary>
    public bool IsInitialized => _core.Table.IsReady;

    /// <summary>When the configuration in use was published, UTC; null before the first one, or when it does not say.</summary>
    public DateTimeOffset? ConfigurationPublishedAt => _core.Table.PublishedAt;

    /// <summary>When the configuration in use was fetched, UTC; null before the first one.</summary>
    public DateTimeOffset? ConfigurationFetchedAt => _core.Table.FetchedAt;

    /// <summary>The books of the assignment log.</summary>
    public DeliveryStatistics AssignmentStatistics => _core.Log.Statistics;

    /// <summary>The keys of the flags in use, in ordinal order; their hashes where the configuration is obfuscated, as client tokens get it.</summary>
    public IReadOnlyList<string> FlagKeys => [.. _core.Table.Flags.Keys.Order(StringComparer.Ordinal)];

    internal ClientCore Core => _core;

    /// <summary>Evaluates a flag with the manifest's default.</summary>
    public T GetValue<T>(Flag<T> flag, ISubject? subject) => GetValue(flag, subject, flag.Default);

    /// <summary>Evaluates a flag.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subject">Whom for.</param>
    /// <param name="defaultValue">What to give when nothing can be assigned.</param>
    public T GetValue<T>(Flag<T> flag, ISubject? subject, T defaultValue)
    {
        ClientCore core = _core;
        FlagBinding<T> binding = core.Bound.BindingOf(flag);
        int outcome = binding.ConstantOutcome;
        if (outcome == Outcome.DependsOnSubject)
        {
            outcome = TypedCalls.Decide(core, binding, subject);
        }

        if (outcome < 0)
        {
            return outcome == Outcome.Overridable ? GetOverridable(core, binding, flag, subject, defaultValue) : defaultValue;
        }

        SplitValue<T>[] values = binding.Values;
        return values[outcome].Plain || TypedCalls.Conclude(core, binding, outcome, subject) ? values[outcome].Value : defaultValue;
    }

    private static T GetOverridable<T>(ClientCore core, FlagBinding<T> binding, Flag<T> flag, ISubject? subject, T defaultValue)
    {
        if (core.Layer!.TryGet(flag, subject, binding.Compiled, out T? overridden))
        {
            return overridden;
        }

        int outcome = TypedCalls.DecideConfigured(core, binding, subject);
        return outcome >= 0 && TypedCalls.Conclude(core, binding, outcome, subject) ? binding.Values[outcome].Value : defaultValue;
    }

    /// <summary>Evaluates a flag with the manifest's default and tells why.</summary>
    public Evaluation<T> GetDetails<T>(Flag<T> flag, ISubject? subject) => GetDetails(flag, subject, flag.Default);

    /// <summary>Evaluates a flag and tells why.</summary>
    /// <param name="flag">The generated handle.</param>
    /// <param name="subject">Whom for.</param>
    /// <param name="defaultValue">What to give when nothing can be assigned.</param>
    public Evaluation<T> GetDetails<T>(Flag<T> flag, ISubject? subject, T defaultValue) => Explain(flag, subject, defaultValue, log: true);

    private Evaluation<T> Explain<T>(Flag<T> flag, ISubject? subject, T defaultValue, bool log)
    {
        ClientCore core = _core;
        BoundTable bound = core.Bound;
        FlagBinding<T> binding = bound.BindingOf(flag);
        if (TypedCalls.TryOverride(core, binding, flag, subject, out T? overridden))
        {
            return new Evaluation<T>(overridden, TypedCalls.DescribeOverride(core, bound.Table, binding, flag, overridden, subject));
        }

        EvaluationDetails details = TypedCalls.DecideDetailed(core, bound.Table, binding, subject, out int outcome, log);
        return new Evaluation<T>(outcome >= 0 ? binding.Values[outcome].Value : defaultValue, details);
    }
}
