namespace EppoTyped;

// Changed flags.
public partial class FlagClient
{
    /// <summary>Calls back when a new configuration adds, changes or removes the definition of a flag; ask the flag there for what it means to a subject.</summary>
    /// <remarks>
    /// On the thread pool, one call at a time for each registration, never on the thread of a caller or of the poller. Configurations that
    /// follow each other faster than the handler returns are one change. What the handler throws is logged. A change of an override is none,
    /// and neither is the end of a client. A <see cref="Snapshot"/> never changes.
    /// </remarks>
    /// <param name="flag">The generated handle.</param>
    /// <param name="handler">Hears what happened.</param>
    /// <returns>Ends it when disposed; a call under way is not waited for.</returns>
    public IDisposable OnChange(Flag flag, Action<FlagChange> handler)
    {
        ArgumentNullException.ThrowIfNull(flag);
        ArgumentNullException.ThrowIfNull(handler);
        // Shared outlives the clients attached to it, and so do the handlers of its changes.
        return (this == Shared ? Detached : _core).Changes.Add(new FlagSubscription(() => _core, flag.Key, handler));
    }
}
