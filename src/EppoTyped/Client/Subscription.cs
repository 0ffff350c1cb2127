namespace EppoTyped;

/// <summary>
/// A handler of changes, called on the thread pool, one call at a time: one that throws or blocks hurts neither the publisher nor another
/// handler.
/// </summary>
internal abstract class Subscription : IThreadPoolWorkItem
{
    private int _signals;
    private volatile bool _ended;

    /// <summary>True once no further call may begin.</summary>
    protected bool HasEnded => _ended;

    /// <summary>Calls the handler soon, if the change concerns it.</summary>
    /// <param name="change">What the new table has changed; null when nothing has, or when that was not worked out.</param>
    public void Signal(ConfigurationChangedEventArgs? change)
    {
        if (TryTake(change) && Interlocked.Increment(ref _signals) == 1)
        {
            // Unsafe, because a handler has no business in the publisher's flow, nor in the scopes of overrides open there.
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    public void Execute()
    {
        int handled;
        do
        {
            // Signals that came meanwhile are handled together.
            handled = Volatile.Read(ref _signals);
            if (!_ended)
            {
                Handle();
            }
        }
        while (Interlocked.Add(ref _signals, -handled) != 0);
    }

    /// <summary>Lets no further call begin. One that is under way is not waited for.</summary>
    public void End() => _ended = true;

    /// <summary>Whether the handler is to be called for this change. Called in the order in which the tables are published.</summary>
    protected abstract bool TryTake(ConfigurationChangedEventArgs? change);

    /// <summary>Calls the handler for what was taken. Never throws.</summary>
    protected abstract void Handle();
}
