using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace EppoTyped;

/// <summary>
/// A configuration and what a client has bound to it, by the slot of the handle: what a client swaps. Grows under a lock, is read without
/// one.
/// </summary>
internal sealed class BoundTable
{
    private readonly object _growing = new();
    private readonly FrozenDictionary<string, CompiledFlag> _flags;
    private FlagBinding?[] _bySlot = [];
    private volatile bool _overridable;

    /// <param name="table">The configuration.</param>
    /// <param name="overridable">Whether an override may win over it.</param>
    public BoundTable(FlagTable table, bool overridable) => (Table, _flags, _overridable) = (table, table.Flags, overridable);

    /// <summary>The configuration.</summary>
    public FlagTable Table { get; }

    /// <summary>False as long as nothing ever overrode a flag, so that no call looks for an override.</summary>
    public bool IsOverridable => _overridable;

    /// <summary>
    /// As <see cref="FlagTable.TryFind"/>. The flags are held here too, so that a call by key reads no more than one by handle.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFind(string key, [NotNullWhen(true)] out CompiledFlag? flag) =>
        _flags.TryGetValue(key, out flag) || (Table.Named is not null && Table.TryFindHashed(key, out flag));

    /// <summary>
    /// What the configuration means to a handle; made on the first call where <see cref="BindSameFlagsAs"/> did not make it before.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FlagBinding<T> BindingOf<T>(Flag<T> flag)
    {
        FlagBinding?[] bySlot = Volatile.Read(ref _bySlot);
        int slot = flag.Slot;
        FlagBinding? binding = (uint)slot < (uint)bySlot.Length ? Volatile.Read(ref bySlot[slot]) : null;
        return (FlagBinding<T>)(binding ?? Add(flag));
    }

    /// <summary>Binds every handle that another table has met and this one has not, so that no call pays for a swap.</summary>
    public void BindSameFlagsAs(BoundTable previous)
    {
        // The flags of a configuration that was only confirmed are the same, and so is what they mean.
        bool isSame = previous.Table.IsReady == Table.IsReady && previous._flags == _flags;
        foreach (FlagBinding? binding in Volatile.Read(ref previous._bySlot))
        {
            if (binding is not null && !IsBound(binding.Flag.Slot))
            {
                // One that looks for overrides must not come to a table without any.
                _ = isSame && (_overridable || !binding.IsOverridable) ? Add(binding.Flag, binding) : Add(binding.Flag);
            }
        }
    }

    /// <summary>Has every call look for an override first, also by handles that were bound before.</summary>
    public void MakeOverridable()
    {
        lock (_growing)
        {
            if (!_overridable)
            {
                _overridable = true;
                Volatile.Write(ref _bySlot, Array.ConvertAll(_bySlot, binding => binding?.AsOverridable()));
            }
        }
    }

    // Bound outside of the lock: the reader of an object flag is not our code, and must neither hold up another flag's first call nor wait
    // for one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private FlagBinding Add(Flag flag) => Add(flag, flag.Bind(Table));

    /// <summary>Keeps a binding; of several callers at once the first wins.</summary>
    private FlagBinding Add(Flag flag, FlagBinding made)
    {
        lock (_growing)
        {
            if (flag.Slot >= _bySlot.Length)
            {
                FlagBinding?[] grown = new FlagBinding?[BitOperations.RoundUpToPowerOf2((uint)flag.Slot + 1)];
                _bySlot.CopyTo(grown, 0);
                Volatile.Write(ref _bySlot, grown);
            }

            ref FlagBinding? place = ref _bySlot[flag.Slot];
            if (place is null)
            {
                Volatile.Write(ref place, _overridable ? made.AsOverridable() : made);
            }

            return place!;
        }
    }

    private bool IsBound(int slot)
    {
        FlagBinding?[] bySlot = Volatile.Read(ref _bySlot);
        return (uint)slot < (uint)bySlot.Length && Volatile.Read(ref bySlot[slot]) is not null;
    }
}
