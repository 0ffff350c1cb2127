using System.Buffers;

namespace EppoTyped;

/// <summary>An action among those of one call.</summary>
internal struct Candidate
{
    public string Key;

    /// <summary>What <see cref="BanditContext"/> reads its attributes from.</summary>
    public object? Attributes;

    /// <summary>Its place among the actions as they were given.</summary>
    public int Place;

    /// <summary>Its place in the order of selection.</summary>
    public uint Shard;

    public double Score;

    /// <summary>How likely it is to be chosen.</summary>
    public double Weight;
}

/// <summary>The actions of one call, in a pooled buffer.</summary>
internal ref struct Candidates
{
    /// <summary>As many actions as a call usually has at most.</summary>
    public const int Usual = 16;

    private Candidate[] _items = ArrayPool<Candidate>.Shared.Rent(Usual);
    private int _count;

    public Candidates()
    {
    }

    public readonly Span<Candidate> Items => _items.AsSpan(0, _count);

    /// <summary>Adds an action. One without a key is none.</summary>
    public void Add(string? key, object? attributes)
    {
        if (key is null)
        {
            return;
        }

        if (_count == _items.Length)
        {
            Candidate[] larger = ArrayPool<Candidate>.Shared.Rent(_count * 2);
            _items.CopyTo(larger, 0);
            Return();
            _items = larger;
        }

        ref Candidate item = ref _items[_count];
        (item.Key, item.Attributes, item.Place) = (key, attributes, _count);
        _count++;
    }

    /// <summary>Keeps the first of each key.</summary>
    public void CollapseSorted()
    {
        Span<Candidate> items = Items;
        int kept = 0;
        for (int index = 0; index < items.Length; index++)
        {
            if (kept == 0 || !string.Equals(items[index].Key, items[kept - 1].Key, StringComparison.Ordinal))
            {
                items[kept++] = items[index];
            }
        }

        // What lies behind must not keep a caller's objects alive in the pool.
        items[kept..].Clear();
        _count = kept;
    }

    public void Dispose()
    {
        Return();
        (_items, _count) = ([], 0);
    }

    private readonly void Return()
    {
        if (_items.Length > 0)
        {
            Items.Clear();
            ArrayPool<Candidate>.Shared.Return(_items);
        }
    }
}
