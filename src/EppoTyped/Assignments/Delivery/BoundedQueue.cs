namespace EppoTyped;

/// <summary>Events that wait in memory, of which there is a bounded number. What it accepts and drops, the ledger counts.</summary>
/// <remarks>Not safe for several threads: its owner holds a lock during every call, the same one as for the ledger.</remarks>
internal sealed class BoundedQueue<T>(int capacity, AssignmentDropPolicy policy, DeliveryLedger ledger)
{
    private readonly Queue<T> _waiting = new();

    /// <summary>How many wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>How many fill the capacity: those that wait, and those that are out of the queue but still in memory.</summary>
    public int Held { get; private set; }

    /// <summary>Whether half of it is free.</summary>
    public bool HasRoom => Held <= capacity / 2;

    /// <summary>Adds an event, or drops one by the policy. What is taken already is never dropped.</summary>
    /// <param name="added">The event; its number is the one after <see cref="DeliveryLedger.LastSequence"/>.</param>
    /// <param name="dropped">The event that is dropped, if one is: the new one or the oldest.</param>
    public Admission Add(in T added, out T dropped)
    {
        dropped = added;
        bool full = Held >= capacity;
        if (ledger.IsClosed || (full && (policy == AssignmentDropPolicy.DropNewest || _waiting.Count == 0)))
        {
            return new Admission(IsAccepted: false, Dropped: 1, ledger.Refuse());
        }

        bool startsDropping = false;
        if (full)
        {
            dropped = _waiting.Dequeue();
            startsDropping = ledger.Drop(1);
        }
        else
        {
            Held++;
        }

        _waiting.Enqueue(added);
        ledger.Accept();
        return new Admission(IsAccepted: true, Dropped: full ? 1 : 0, startsDropping);
    }

    public bool TryPeek(out T oldest) => _waiting.TryPeek(out oldest!);

    /// <summary>Takes the oldest event, which fills the capacity until it is released.</summary>
    public bool TryTake(out T oldest) => _waiting.TryDequeue(out oldest!);

    /// <summary>So many events that never waited here are in memory now.</summary>
    public void Hold(int events) => Held += events;

    /// <summary>So many events that were taken are in memory no longer.</summary>
    public void Release(int events) => Held -= events;

    /// <summary>Empties it.</summary>
    /// <returns>What waited, oldest first.</returns>
    public T[] Clear()
    {
        T[] left = [.. _waiting];
        _waiting.Clear();
        Held = 0;
        return left;
    }
}

/// <summary>What a delivery did with a new event.</summary>
/// <param name="IsAccepted">Whether the event waits now.</param>
/// <param name="Dropped">How many events were dropped: the new one, or older ones for it.</param>
/// <param name="StartsDropping">Whether the log must hold it: they are the first ones dropped since there was room.</param>
internal readonly record struct Admission(bool IsAccepted, int Dropped, bool StartsDropping);
