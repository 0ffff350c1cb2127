namespace EppoTyped.Testing;

/// <summary>One value for each of one or more flags: one run of a test.</summary>
public sealed class FlagSide
{
    private readonly FlagValue[] _values;

    internal FlagSide(FlagValue[] values) => _values = values;

    /// <summary>The value of a flag on this side.</summary>
    /// <exception cref="ArgumentException">The side has no value of the flag.</exception>
    public T ValueOf<T>(Flag<T> flag)
    {
        ArgumentNullException.ThrowIfNull(flag);
        return Array.Find(_values, value => value.Key == flag.Key) is FlagValue<T> found
            ? found.Value
            : throw new ArgumentException(
                $"The side ({this}) has no value of {flag.Key}. Add the flag with BothSides.Of or And.", nameof(flag));
    }

    /// <summary>Opens a scope in which the flags have these values.</summary>
    /// <param name="client">
    /// The client whose flags are set; null for <see cref="FlagClient.Shared"/>, which static <c>Flags</c> uses.
    /// </param>
    public FlagScope Begin(FlagClient? client = null)
    {
        FlagScope scope = FlagScope.Begin(client);
        foreach (FlagValue value in _values)
        {
            value.AddTo(scope);
        }

        return scope;
    }

    /// <summary>The flags and their values: <c>kill-switch = true, checkout = fast_checkout</c></summary>
    public override string ToString() => string.Join<FlagValue>(", ", _values);

    internal FlagSide And(FlagSide other)
    {
        if (Array.Find(other._values, value => Array.Exists(_values, mine => mine.Key == value.Key)) is { } twice)
        {
            throw new ArgumentException($"The flag {twice.Key} is added twice; a side has one value of a flag.");
        }

        return new([.. _values, .. other._values]);
    }
}
