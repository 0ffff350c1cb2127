using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace EppoTyped;

/// <summary>Values that win over any configuration, for tests and debugging: typed by the generated handles, never logged as assignments.</summary>
/// <remarks>Hand it to a client when it is made; it may be changed at any time, from any thread. A client without overrides pays nothing for them.</remarks>
public sealed class FlagOverrides
{
    private readonly ConcurrentDictionary<Flag, Delegate> _byFlag = new();

    /// <summary>Gives every subject this value.</summary>
    public void Set<T>(Flag<T> flag, T value) => Set(flag, _ => value);

    /// <summary>Gives each subject the value this returns. What it throws is logged once; the flag is then evaluated as if it were not overridden.</summary>
    public void Set<T>(Flag<T> flag, Func<ISubject?, T> valueFor)
    {
        ArgumentNullException.ThrowIfNull(flag);
        ArgumentNullException.ThrowIfNull(valueFor);
        _byFlag[flag] = valueFor;
    }

    /// <summary>Lets the configuration decide again.</summary>
    public void Remove(Flag flag)
    {
        ArgumentNullException.ThrowIfNull(flag);
        _byFlag.TryRemove(flag, out _);
    }

    /// <summary>Lets the configuration decide every flag again.</summary>
    public void Clear() => _byFlag.Clear();

    /// <summary>Asks for an override. Never throws.</summary>
    internal bool TryGet<T>(ClientCore core, Flag<T> flag, ISubject? subject, [MaybeNullWhen(false)] out T value)
    {
        if (_byFlag.TryGetValue(flag, out Delegate? valueFor))
        {
            try
            {
                value = ((Func<ISubject?, T>)valueFor)(subject);
                return true;
            }
            catch (Exception exception)
            {
                core.ReportThrowingOverride(exception, flag.Key);
            }
        }

        value = default;
        return false;
    }
}
