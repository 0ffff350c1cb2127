using System.Numerics;

namespace EppoTyped;

/// <summary>An <see cref="IAssignmentStore"/> of bounded size in this process.</summary>
/// <remarks>
/// Looking up what is remembered takes no lock and no memory, and writes one bit where it is unset: an entry that was used since the last
/// round stays when room is needed. Nothing else of an entry but its link ever changes, so a reader needs no lock.
/// </remarks>
public sealed class InMemoryAssignmentStore : IAssignmentStore
{
    internal const int MostEntries = 10_000_000;
    internal static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(365);

    private readonly object _writing = new();
    private readonly TimeProvider _clock;
    private readonly Func<string?, string, int>? _hash;
    private readonly long _lifetime;
    private volatile Entry?[] _buckets = new Entry?[16];
    private Entry[] _round = new Entry[16];
    private int _count;
    private int _hand;

    /// <summary>An empty store.</summary>
    /// <param name="capacity">
    /// How many pairs of subject and flag it remembers, 1 to 10,000,000; those unused for longest are forgotten first.
    /// </param>
    /// <param name="lifetime">
    /// After how long an entry is forgotten, counted from its insertion, more than zero and up to 365 days; null for as long as there is
    /// room.
    /// </param>
    /// <param name="clock">The clock of the lifetime; null for the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity or the lifetime is out of its range.</exception>
    public InMemoryAssignmentStore(int capacity, TimeSpan? lifetime = null, TimeProvider? clock = null)
        : this(capacity, lifetime, clock, hash: null)
    {
    }

    /// <summary>An empty store with another hash of subject and flag; for tests.</summary>
    internal InMemoryAssignmentStore(int capacity, TimeSpan? lifetime, TimeProvider? clock, Func<string?, string, int>? hash)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, MostEntries);
        if (lifetime is { } time && (time <= TimeSpan.Zero || time > LongestLifetime))
        {
            throw new ArgumentOutOfRangeException(
                nameof(lifetime),
                time,
                "A lifetime must be more than zero and at most 365 days; leave it out for as long as there is room.");
        }

        (Capacity, _clock, _hash) = (capacity, clock ?? TimeProvider.System, hash);
        _lifetime = lifetime is { } given
            ? (long)Math.Ceiling(given.Ticks * (double)_clock.TimestampFrequency / TimeSpan.TicksPerSecond)
            : 0;
    }

    /// <summary>How many pairs of subject and flag it remembers at most.</summary>
    public int Capacity { get; }

    /// <summary>How many it remembers.</summary>
    public int Count
    {
        get
        {
            lock (_writing)
            {
                return _count;
            }
        }
    }

    /// <inheritdoc/>
    public bool TryAdd(AssignmentKey assignment)
    {
        uint hash = HashOf(assignment);
        if (Find(hash, assignment) is { } known && IsCurrent(known, assignment))
        {
            if (!known.IsUsed)
            {
                known.IsUsed = true;
            }

            return false;
        }

        return Insert(hash, assignment);
    }

    /// <inheritdoc/>
    public void Remove(AssignmentKey assignment)
    {
        uint hash = HashOf(assignment);
        lock (_writing)
        {
            if (Find(hash, assignment) is { } entry && entry.HasChoice(assignment))
            {
                Unlink(entry);
                Entry last = _round[--_count];
                Place(last, entry.Slot);
                _round[_count] = null!;
            }
        }
    }

    private bool Insert(uint hash, AssignmentKey assignment)
    {
        lock (_writing)
        {
            long now = _lifetime == 0 ? 0 : _clock.GetTimestamp();
            Entry added = new(hash, assignment, expires: _lifetime == 0 ? long.MaxValue : now + _lifetime);
            if (Find(hash, assignment) is { } known)
            {
                // Another thread was faster.
                if (IsCurrent(known, assignment))
                {
                    return false;
                }

                // The new one first: a reader without a lock meets one of the two, or looks again under the lock.
                Link(added);
                Unlink(known);
                Place(added, known.Slot);
                return true;
            }

            Place(added, _count < Capacity ? NextSlot() : FreeSlot(now));
            Link(added);
            return true;
        }
    }

    private int NextSlot()
    {
        if (_count == _round.Length)
        {
            Array.Resize(ref _round, (int)Math.Min(Capacity, _round.Length * 2L));
        }

        if (_count == _buckets.Length)
        {
            Rehash();
        }

        return _count++;
    }

    /// <summary>Finds the first entry of the round that was not used since the last one, and forgets it.</summary>
    private int FreeSlot(long now)
    {
        // Readers may set bits as fast as they are cleared here; after two rounds any entry is forgotten.
        for (long steps = 2L * _count; ; steps--)
        {
            _hand = _hand < _count ? _hand : 0;
            Entry candidate = _round[_hand];
            if (!candidate.IsUsed || candidate.Expires <= now || steps <= 0)
            {
                Unlink(candidate);
                return _hand++;
            }

            candidate.IsUsed = false;
            _hand++;
        }
    }

    private void Place(Entry entry, int slot) => (entry.Slot, _round[slot]) = (slot, entry);

    private void Link(Entry entry)
    {
        ref Entry? head = ref _buckets[entry.Hash & (uint)(_buckets.Length - 1)];
        entry.Next = head;
        Volatile.Write(ref head, entry);
    }

    private void Unlink(Entry entry)
    {
        // The entry keeps its own link, for readers that have reached it.
        ref Entry? head = ref _buckets[entry.Hash & (uint)(_buckets.Length - 1)];
        if (head == entry)
        {
            Volatile.Write(ref head, entry.Next);
            return;
        }

        Entry before = head!;
        while (before.Next != entry)
        {
            before = before.Next!;
        }

        before.Next = entry.Next;
    }

    private void Rehash()
    {
        // A reader on its way through an old chain may get into a new one and miss its entry: it looks again under the lock.
        Entry?[] buckets = new Entry?[_buckets.Length * 2];
        for (int index = 0; index < _count; index++)
        {
            Entry entry = _round[index];
            ref Entry? head = ref buckets[entry.Hash & (uint)(buckets.Length - 1)];
            entry.Next = head;
            head = entry;
        }

        _buckets = buckets;
    }

    private Entry? Find(uint hash, in AssignmentKey assignment)
    {
        Entry?[] buckets = _buckets;
        Entry? entry = Volatile.Read(ref buckets[hash & (uint)(buckets.Length - 1)]);
        while (entry is not null && !(entry.Hash == hash && entry.IsFor(assignment)))
        {
            entry = entry.Next;
        }

        return entry;
    }

    private bool IsCurrent(Entry entry, in AssignmentKey assignment) =>
        entry.HasChoice(assignment) && (entry.Expires == long.MaxValue || _clock.GetTimestamp() < entry.Expires);

    // Text hashes of .NET are seeded by process, so that no attacker can choose subject keys that collide.
    private uint HashOf(in AssignmentKey assignment) => (uint)(_hash is null
        ? BitOperations.RotateLeft((uint)(assignment.Subject?.GetHashCode(StringComparison.Ordinal) ?? 0), 13)
            + (uint)assignment.Flag.GetHashCode(StringComparison.Ordinal)
        : (uint)_hash(assignment.Subject, assignment.Flag));

    private sealed class Entry(uint hash, in AssignmentKey assignment, long expires)
    {
        private readonly AssignmentKey _assignment = assignment;
        private volatile Entry? _next;

        public uint Hash { get; } = hash;

        /// <summary>When it is forgotten, as a timestamp of the clock.</summary>
        public long Expires { get; } = expires;

        /// <summary>Its place in the round. Read and written under the lock.</summary>
        public int Slot { get; set; }

        public bool IsUsed { get; set; }

        public Entry? Next
        {
            get => _next;
            set => _next = value;
        }

        public bool IsFor(in AssignmentKey assignment) =>
            string.Equals(_assignment.Subject, assignment.Subject, StringComparison.Ordinal)
            && string.Equals(_assignment.Flag, assignment.Flag, StringComparison.Ordinal);

        public bool HasChoice(in AssignmentKey assignment) =>
            string.Equals(_assignment.Choice, assignment.Choice, StringComparison.Ordinal)
            && string.Equals(_assignment.Group, assignment.Group, StringComparison.Ordinal);
    }
}
