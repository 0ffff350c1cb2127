using System.Buffers;

namespace EppoTyped;

/// <summary>One of the actions of a call.</summary>
internal struct Candidate
{
    public string Key;

    /// <summary>The source of its attributes, for <see cref="BanditContext"/>.</summary>
    public object? Attributes;

    /// <summary>Its index among the actions of the call.</summary>
    public int Index;

    /// <summary>Its shard, which gives its position in the order of selection.</summary>
    public uint Shard;

    public double Score;

    /// <summary>The probability that it is chosen, from 0 to 1.</summary>
    public double Weight;
}

/// <summary>The actions of one call, in a pooled buffer.</summary>
internal ref struct Candidates
{
    /// <summary>The number of actions that few calls exceed.</summary>
    public const int UsualCount = 16;

    private Candidate[] _items = ArrayPool<Candidate>.Shared.Rent(UsualCount);
    private int _count;

    public Candidates()
    {
    }

    public readonly Span<Candidate> Items => _items.AsSpan(0, _count);

    /// <summary>Adds an action. An action without a key is ignored.</summary>
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
        (item.Key, item.Attributes, item.Index) = (key, attributes, _count);
        _count++;
    }

    /// <summary>Removes all but the first action of each key; actions of one key must be adjacent.</summary>
    public void RemoveDuplicates()
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

        // The rest of the pooled array must not keep the caller's objects alive.
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
