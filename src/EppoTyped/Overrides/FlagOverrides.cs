using System.Collections.Concurrent;
using System.Text.Json;

namespace EppoTyped;

/// <summary>
/// Values that win over any configuration, for tests and debugging: typed by the generated handles, never logged as assignments.
/// </summary>
/// <remarks>
/// Pass it to a client when it is created, or open a scope over it (<see cref="FlagClient.Override(FlagOverrides)"/>). It may be changed at
/// any time, from any thread. One value a flag key, the same for typed and string-keyed calls.
/// </remarks>
public sealed class FlagOverrides
{
    private readonly ConcurrentDictionary<string, FlagOverride> _byKey = new(StringComparer.Ordinal);

    /// <summary>Every key that has a value.</summary>
    internal IEnumerable<string> Keys => _byKey.Keys;

    /// <summary>Sets the value of every subject.</summary>
    /// <returns>These overrides, to set the next.</returns>
    public FlagOverrides Set<T>(Flag<T> flag, T value)
    {
        ArgumentNullException.ThrowIfNull(flag);
        ArgumentNullException.ThrowIfNull(value);
        return Set(flag.Key, new FlagOverride<T>(flag, value, valueFor: null));
    }

    /// <summary>
    /// Sets the function that returns the value of each subject. What it throws is logged once; the flag is then evaluated without it.
    /// </summary>
    /// <returns>These overrides, to set the next.</returns>
    public FlagOverrides Set<T>(Flag<T> flag, Func<ISubject?, T> valueFor)
    {
        ArgumentNullException.ThrowIfNull(flag);
        ArgumentNullException.ThrowIfNull(valueFor);
        return Set(flag.Key, new FlagOverride<T>(flag, flag.Default, valueFor));
    }

    /// <summary>Sets the text of every subject: the value of a STRING flag as it is on the wire, or the text of a JSON flag.</summary>
    /// <returns>These overrides, to set the next.</returns>
    public FlagOverrides Set(string flagKey, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Set(flagKey, JsonScalar.Of(value));
    }

    /// <summary>Sets the value of every subject, of a BOOLEAN flag.</summary>
    /// <returns>These overrides, to set the next.</returns>
    public FlagOverrides Set(string flagKey, bool value) => Set(flagKey, JsonScalar.Of(value));

    /// <summary>Sets the value of every subject, of an INTEGER or a NUMERIC flag.</summary>
    /// <returns>These overrides, to set the next.</returns>
    public FlagOverrides Set(string flagKey, long value) => Set(flagKey, JsonScalar.Of(value));

    /// <summary>Sets the value of every subject, of a NUMERIC flag.</summary>
    /// <returns>These overrides, to set the next.</returns>
    /// <exception cref="ArgumentException">The value is not a finite number, which a configuration cannot contain either.</exception>
    public FlagOverrides Set(string flagKey, double value) => Set(flagKey, JsonScalar.Of(value));

    /// <summary>Sets the value of every subject, of a flag of any type.</summary>
    /// <returns>These overrides, to set the next.</returns>
    public FlagOverrides Set(string flagKey, JsonElement value)
    {
        ArgumentNullException.ThrowIfNull(flagKey);
        return Set(flagKey, new WireOverride(value.Clone()));
    }

    /// <summary>Removes the value of a flag: it is evaluated as configured again.</summary>
    public void Remove(Flag flag)
    {
        ArgumentNullException.ThrowIfNull(flag);
        Remove(flag.Key);
    }

    /// <summary>Removes the value of a flag: it is evaluated as configured again.</summary>
    public void Remove(string flagKey)
    {
        ArgumentNullException.ThrowIfNull(flagKey);
        _byKey.TryRemove(flagKey, out _);
    }

    /// <summary>Removes all values: every flag is evaluated as configured again.</summary>
    public void Clear() => _byKey.Clear();

    internal FlagOverride? Find(string flagKey) => _byKey.GetValueOrDefault(flagKey);

    private FlagOverrides Set(string flagKey, FlagOverride value)
    {
        _byKey[flagKey] = value;
        return this;
    }
}
