namespace EppoTyped;

/// <summary>What one table means to one handle. The part that does not depend on the type of the flag.</summary>
internal abstract class FlagBinding
{
    private Once _refusal;

    private protected FlagBinding(Flag flag, FlagTable table)
    {
        Flag = flag;
        Compiled = table.TryFind(flag.Key, out CompiledFlag? found) ? found : null;
        Configured = (table.IsReady, Compiled) switch
        {
            (false, _) => Outcome.NotReady,
            (_, null) => Outcome.UnknownFlag,
            (_, { Defect: not null }) => Outcome.SetAside,
            (_, { } compiled) when compiled.Type != flag.Type && !compiled.AcceptsType(flag.Type) => Outcome.WrongType,
            (_, { Enabled: false }) => Outcome.Disabled,
            (_, { } compiled) => compiled.ConstantOutcome,
        };
        if (Configured == Outcome.UnknownFlag)
        {
            table.ReportAbsent(flag.Key);
        }

        ConstantOutcome = Configured;
    }

    /// <summary>The same, for calls that look for an override first.</summary>
    private protected FlagBinding(FlagBinding plain)
    {
        (Flag, Compiled, Configured, _refusal) = (plain.Flag, plain.Compiled, plain.Configured, plain._refusal);
        ConstantOutcome = Outcome.Overridable;
    }

    public Flag Flag { get; }

    /// <summary>The live flag; null when the configuration does not have it.</summary>
    public CompiledFlag? Compiled { get; }

    /// <summary>
    /// What every subject gets at any time, <see cref="Outcome.DependsOnSubject"/>, or <see cref="Outcome.Overridable"/>.
    /// </summary>
    public int ConstantOutcome { get; }

    /// <summary>What every subject gets at any time as far as the configuration goes, or <see cref="Outcome.DependsOnSubject"/>.</summary>
    public int Configured { get; }

    /// <summary>Whether an override may win over the flag; false as long as nothing ever overrode one.</summary>
    public bool IsOverridable => ConstantOutcome == Outcome.Overridable;

    /// <summary>Whether a refused value is to be logged: once for each flag and configuration.</summary>
    public bool TryEnterRefusal() => _refusal.TryEnter();

    /// <summary>Why the live value of a split is refused; null when it is not.</summary>
    public abstract string? RefusalOf(int split);

    /// <summary>The same binding, whose calls look for an override first.</summary>
    public abstract FlagBinding AsOverridable();
}

/// <summary>What one table means to one handle: every split's value as a <typeparamref name="T"/>.</summary>
internal sealed class FlagBinding<T> : FlagBinding
{
    private readonly string?[] _refusals;

    public FlagBinding(Flag<T> flag, FlagTable table)
        : base(flag, table)
    {
        // The values of a flag of another type would only be refused one by one.
        Split[] splits = Configured is >= 0 or Outcome.DependsOnSubject ? Compiled!.Splits : [];
        Values = new SplitValue<T>[splits.Length];
        _refusals = new string?[splits.Length];
        Dictionary<Variation, int> converted = new(ReferenceEqualityComparer.Instance);
        for (int split = 0; split < splits.Length; split++)
        {
            Variation? variation = splits[split].Variation?.As(flag.Type);
            if (variation is not null && converted.TryGetValue(variation, out int same))
            {
                _refusals[split] = _refusals[same];
                Values[split] = Values[same] with { Plain = _refusals[same] is null && !splits[split].DoLog };
                continue;
            }

            bool usable = TryConvert(flag, variation, splits[split].VariationKey, out T value, out _refusals[split]);
            Values[split] = new SplitValue<T>(value, Plain: usable && !splits[split].DoLog);
            if (variation is not null)
            {
                converted.Add(variation, split);
            }
        }
    }

    private FlagBinding(FlagBinding<T> plain)
        : base(plain) => (Values, _refusals) = (plain.Values, plain._refusals);

    /// <summary>The values by split.</summary>
    public SplitValue<T>[] Values { get; }

    public override string? RefusalOf(int split) => _refusals[split];

    public override FlagBinding AsOverridable() => IsOverridable ? this : new FlagBinding<T>(this);

    private static bool TryConvert(Flag<T> flag, Variation? variation, string variationKey, out T value, out string? refusal)
    {
        if (variation is null)
        {
            (value, refusal) = (flag.Default, $"Variation ({variationKey}) does not exist in the flag");
            return false;
        }

        if (variation.Defect is not null)
        {
            (value, refusal) = (flag.Default, variation.Defect);
            return false;
        }

        try
        {
            return flag.TryConvert(variation, out value, out refusal);
        }
        catch (Exception exception)
        {
            // The reader of an object flag is not our code, and a text of JSON may hold half a surrogate pair.
            (value, refusal) = (flag.Default, $"Variation ({variationKey}) cannot be read: {exception.Message}");
            return false;
        }
    }
}

/// <summary>The value of a split.</summary>
/// <param name="Value">The value, or the manifest's default where the live one is refused.</param>
/// <param name="Plain">True when nothing is left to do but to return it: not refused, not to be logged.</param>
internal readonly record struct SplitValue<T>(T Value, bool Plain);
