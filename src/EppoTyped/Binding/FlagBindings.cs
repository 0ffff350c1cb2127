using System.Numerics;
using System.Runtime.CompilerServices;

namespace EppoTyped;

/// <summary>The bindings of one table, by the slot of the handle. Grows under a lock, is read without one.</summary>
internal sealed class FlagBindings
{
    private readonly object _growing = new();
    private FlagBinding?[] _bySlot = [];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FlagBinding<T>? Find<T>(Flag<T> flag)
    {
        FlagBinding?[] bySlot = Volatile.Read(ref _bySlot);
        int slot = flag.Slot;
        return (uint)slot < (uint)bySlot.Length ? (FlagBinding<T>?)Volatile.Read(ref bySlot[slot]) : null;
    }

    /// <summary>Binds a handle; of several callers at once the first wins.</summary>
    public FlagBinding Add(Flag flag, FlagTable table)
    {
        // Made outside of the lock: the reader of an object flag is not our code, and must neither hold up another flag's first call nor wait for one.
        FlagBinding made = flag.Bind(table);
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
                Volatile.Write(ref place, made);
            }

            return place!;
        }
    }

    /// <summary>Binds every handle that others have met and these have not.</summary>
    public void AddAll(FlagBindings met, FlagTable table)
    {
        foreach (FlagBinding? binding in Volatile.Read(ref met._bySlot))
        {
            if (binding is not null && !Has(binding.Flag.Slot))
            {
                Add(binding.Flag, table);
            }
        }
    }

    private bool Has(int slot)
    {
        FlagBinding?[] bySlot = Volatile.Read(ref _bySlot);
        return (uint)slot < (uint)bySlot.Length && Volatile.Read(ref bySlot[slot]) is not null;
    }
}
