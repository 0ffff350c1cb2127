namespace EppoTyped.Amplitude;

/// <summary>The results of one evaluation that other flags read, by the slot of the flag.</summary>
/// <param name="slots">A cleared place for each slot; empty where no flag reads results.</param>
internal readonly ref struct FlagResultCache(Span<int> slots)
{
    /// <summary>No variant. Flags that read the result cannot tell it from "not evaluated", but it is not evaluated again.</summary>
    public const int NoVariant = -1;

    private const int FirstSplit = 2;
    private const int EvaluatedToNothing = 1;

    private readonly Span<int> _slots = slots;

    /// <summary>Whether the flag was evaluated.</summary>
    public bool Has(int slot) => (uint)slot < (uint)_slots.Length && _slots[slot] != 0;

    /// <summary>The split of a flag's result; <see cref="NoVariant"/> for none.</summary>
    public int SplitOf(int slot) => (uint)slot < (uint)_slots.Length && _slots[slot] >= FirstSplit ? _slots[slot] - FirstSplit : NoVariant;

    public void Keep(int slot, int split)
    {
        if ((uint)slot < (uint)_slots.Length)
        {
            _slots[slot] = split < 0 ? EvaluatedToNothing : split + FirstSplit;
        }
    }
}
