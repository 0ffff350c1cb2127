namespace EppoTyped;

/// <summary>
/// A flag as code declares it: its key, its type and its default. Generated code has one per flag; it belongs neither to a client nor to a
/// configuration.
/// </summary>
public abstract class Flag
{
    private static int _slots = -1;

    private protected Flag(string key, VariationType type)
    {
        ArgumentNullException.ThrowIfNull(key);
        (Key, Type, Slot) = (key, type, Interlocked.Increment(ref _slots));
    }

    /// <summary>The key on the wire.</summary>
    public string Key { get; }

    /// <summary>The type the live flag must have.</summary>
    public VariationType Type { get; }

    /// <summary>The handle's place in every table's bindings: a plain array access on the path of a call.</summary>
    internal int Slot { get; }

    /// <summary>What a configuration means to this handle, every variation converted once.</summary>
    internal abstract FlagBinding Bind(FlagTable table);

    /// <summary>The key.</summary>
    public override string ToString() => Key;
}

/// <summary>A flag of a type: see <see cref="Flag"/>.</summary>
/// <typeparam name="T">The type of its value.</typeparam>
public abstract class Flag<T> : Flag
{
    private protected Flag(string key, VariationType type, T defaultValue)
        : base(key, type) => Default = defaultValue;

    /// <summary>The manifest's default: the value where nothing is assigned and the call has no default of its own.</summary>
    public T Default { get; }

    /// <summary>Converts a live variation, whose value is of the declared type.</summary>
    /// <param name="variation">The variation.</param>
    /// <param name="value">The value.</param>
    /// <param name="refusal">Why the live value is not a value of this flag; null when it is.</param>
    internal abstract bool TryConvert(Variation variation, out T value, out string? refusal);

    /// <summary>A value as a variation without a key, in the form of the wire; null when it has none.</summary>
    internal abstract Variation? Express(T value);

    /// <summary>Whether two values are equal.</summary>
    internal virtual bool AreSame(T left, T right) => EqualityComparer<T>.Default.Equals(left, right);

    /// <summary>The live variation that has this value for the handle.</summary>
    internal Variation? FindLive(CompiledFlag? live, T value)
    {
        if (live is not { Defect: null } || (live.Type != Type && !live.AcceptsAnyType))
        {
            return null;
        }

        foreach (Split split in live.Splits)
        {
            if (split.Variation?.As(Type) is { Defect: null } variation
                && TryConvert(variation, out T converted, out _)
                && AreSame(converted, value))
            {
                return variation;
            }
        }

        return null;
    }

    internal sealed override FlagBinding Bind(FlagTable table) => new FlagBinding<T>(this, table);
}
