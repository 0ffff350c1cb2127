using System.Collections.Concurrent;
using System.Text.Json;

namespace EppoTyped;

/// <summary>Values that win over any configuration, for tests and debugging: typed by the generated handles, never logged as assignments.</summary>
/// <remarks>
/// Hand it to a client when it is made, or open a scope over it (<see cref="FlagClient.Override(FlagOverrides)"/>). It may be changed at any
/// time, from any thread. One value a flag key: typed and string-keyed calls see the same.
/// </remarks>
public sealed class FlagOverrides
{
    private readonly ConcurrentDictionary<string, FlagOverride> _byKey = new(StringComparer.Ordinal);

    /// <summary>Every key that has a value.</summary>
    internal IEnumerable<string> Keys => _byKey.Keys;

    /// <summary>Gives every subject this value.</summary>
    /// <returns>These overrides, to set the next.</returns>
    public FlagOverrides Set<T>(Flag<T> flag, T value)
    {
        ArgumentNullException.ThrowIfNull(flag);
        ArgumentNullException.ThrowIfNull(value);
        return Set(flag.Key, new FlagOverride<T>(flag, value, valueFor: null));
    }

    /// <summary>Gives each subject the value this returns. What it throws is logged once; the flag is then evaluated as if it were not overridden.</summary>
    /// <returns>These overrides, to set the next.</returns>
    public FlagOverrides Set<T>(Flag<T> flag, Func<ISubject?, T> valueFor)
    {
        ArgumentNullException.ThrowIfNull(flag);
        ArgumentNullException.ThrowIfNull(valueFor);
        return Set(flag.Key, new FlagOverride<T>(flag, flag.Default, valueFor));
    }

    /// <summary>Gives every subject this text: the value of a STRING flag as the wire has it, or the text of a JSON flag.</summary>
    /// <returns>These overrides, to set the next.</returns>
    public FlagOverrides Set(string flagKey, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Set(flagKey, JsonScalar.Of(value));
    }

    /// <summary>Gives every subject this value of a BOOLEAN flag.</summary>
    /// <returns>These overrides, to set the next.</returns>
    public FlagOverrides Set(string flagKey, bool value) => Set(flagKey, JsonScalar.Of(value));

    /// <summary>Gives every subject this value of an INTEGER or a NUMERIC flag.</summary>
    /// <returns>These overrides, to set the next.</returns>
    public FlagOverrides Set(string flagKey, long value) => Set(flagKey, JsonScalar.Of(value));

    /// <summary>Gives every subject this value of a NUMERIC flag.</summary>
    /// <returns>These overrides, to set the next.</returns>
    /// <exception cref="ArgumentException">The value is no finite number, which a configuration cannot hold either.</exception>
    public FlagOverrides Set(string flagKey, double value) => Set(flagKey, JsonScalar.Of(value));

    /// <summary>Gives every subject this value of a flag of any type.</summary>
    /// <returns>These overrides, to set the next.</returns>
    public FlagOverrides Set(string flagKey, JsonElement value)
    {
        ArgumentNullException.ThrowIfNull(flagKey);
        return Set(flagKey, new WireOverride(value.Clone()));
    }

    /// <summary>Lets the configuration decide again.</summary>
    public void Remove(Flag flag)
    {
        ArgumentNullException.ThrowIfNull(flag);
        Remove(flag.Key);
    }

    /// <summary>Lets the configuration decide again.</summary>
    public void Remove(string flagKey)
    {
        ArgumentNullException.ThrowIfNull(flagKey);
        _byKey.TryRemove(flagKey, out _);
    }

    /// <summary>Lets the configuration decide every flag again.</summary>
    public void Clear() => _byKey.Clear();

    internal FlagOverride? Find(string flagKey) => _byKey.GetValueOrDefault(flagKey);

    private FlagOverrides Set(string flagKey, FlagOverride value)
    {
        _byKey[flagKey] = value;
        return this;
    }
}
