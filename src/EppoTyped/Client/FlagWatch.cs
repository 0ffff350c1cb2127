namespace EppoTyped;

/// <summary>Compares a flag's definition with the last one seen, whenever a table is published. Holds a fingerprint, never a table.</summary>
internal sealed class FlagWatch : IThreadPoolWorkItem, IDisposable
{
    private readonly FlagClient _client;
    private readonly FlagWatches _watches;
    private readonly string _flagKey;
    private readonly Action<FlagChange> _handler;
    private ulong? _seen;
    private int _signals;
    private volatile bool _stopped;

    public FlagWatch(FlagClient client, FlagWatches watches, string flagKey, Action<FlagChange> handler)
    {
        (_client, _watches, _flagKey, _handler) = (client, watches, flagKey, handler);
        _seen = FingerprintIn(client.Core.Table);
        watches.Add(this);
        // A table published between the two lines above has signalled nobody.
        Signal();
    }

    /// <summary>Looks soon, on a thread of the pool of its own: a handler that blocks holds up neither the publisher nor another handler.</summary>
    public void Signal()
    {
        if (Interlocked.Increment(ref _signals) == 1)
        {
            // Unsafe, because a handler has no business in the publisher's flow, nor in the scopes of overrides open there.
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    public void Execute()
    {
        int answered;
        do
        {
            // Tables that came meanwhile are one signal: the current one counts.
            answered = Volatile.Read(ref _signals);
            Look();
        }
        while (Interlocked.Add(ref _signals, -answered) != 0);
    }

    public void Dispose()
    {
        _stopped = true;
        _watches.Remove(this);
    }

    private void Look()
    {
        FlagTable table = _client.Core.Table;
        ulong? before = _seen;
        if (_stopped || !table.IsReady || FingerprintIn(table) is var now && now == before)
        {
            // Before the first configuration and after dispose nothing is said about any flag.
            return;
        }

        _seen = now;
        try
        {
            _handler(before is null ? FlagChange.Added : now is null ? FlagChange.Removed : FlagChange.Changed);
        }
        catch (Exception exception)
        {
            _client.Core.Diagnostics.ChangeHandlerThrew(exception, LogText.Sanitize(_flagKey));
        }
    }

    private ulong? FingerprintIn(FlagTable table) => table.TryFind(_flagKey, out CompiledFlag? flag) ? flag.Fingerprint : null;
}
