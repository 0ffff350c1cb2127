using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>
/// The handlers of a client's changes. Signalling is a loop over an array; comparing and calling is done on the thread pool.
/// </summary>
internal sealed class ChangeSubscriptions(ILogger diagnostics)
{
    private readonly object _changing = new();
    private volatile Subscription[] _subscriptions = [];
    private Once _failure;

    /// <summary>Adds a handler of every change of the configuration.</summary>
    public void Add(object sender, EventHandler<ConfigurationChangedEventArgs>? handler)
    {
        if (handler is not null)
        {
            Add(new ConfigurationSubscription(sender, handler, ReportFailure));
        }
    }

    /// <summary>Adds a handler of the changes of one flag.</summary>
    /// <returns>Ends it when disposed.</returns>
    public IDisposable Add(FlagSubscription subscription)
    {
        Add((Subscription)subscription);
        // A table published after the subscription was made, and before it was added, has not signalled it.
        subscription.Signal(null);
        return new Ending(this, subscription);
    }

    /// <summary>Removes the handler that was added last of those that are equal, as an event does.</summary>
    public void Remove(EventHandler<ConfigurationChangedEventArgs>? handler)
    {
        lock (_changing)
        {
            if (Array.FindLast(_subscriptions, other => other is ConfigurationSubscription all && all.Handler.Equals(handler)) is { } last)
            {
                Remove(last);
            }
        }
    }

    /// <summary>
    /// Has the handlers called that a new table concerns, and returns at once. Tables are compared only where an event handler wants it.
    /// </summary>
    public void Signal(FlagTable before, FlagTable after)
    {
        Subscription[] subscriptions = _subscriptions;
        // The end of a client is not a change of its flags.
        bool compares = after.IsReady && Array.Exists(subscriptions, subscription => subscription is ConfigurationSubscription);
        ConfigurationChangedEventArgs? change = compares ? ConfigurationChangedEventArgs.Between(before, after) : null;
        foreach (Subscription subscription in subscriptions)
        {
            subscription.Signal(change);
        }
    }

    private void Add(Subscription subscription)
    {
        lock (_changing)
        {
            _subscriptions = [.. _subscriptions, subscription];
        }
    }

    private void Remove(Subscription subscription)
    {
        subscription.End();
        lock (_changing)
        {
            _subscriptions = [.. _subscriptions.Where(other => other != subscription)];
        }
    }

    private void ReportFailure(Exception exception)
    {
        if (_failure.TryEnter())
        {
            diagnostics.ConfigurationChangedHandlerThrew(exception);
        }
    }

    private sealed class Ending(ChangeSubscriptions owner, Subscription subscription) : IDisposable
    {
        public void Dispose() => owner.Remove(subscription);
    }
}
