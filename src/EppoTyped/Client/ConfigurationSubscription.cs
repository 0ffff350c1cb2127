using System.Collections.Concurrent;

namespace EppoTyped;

/// <summary>Calls an event handler for every change of a configuration, in order.</summary>
/// <param name="sender">The client.</param>
/// <param name="handler">The handler.</param>
/// <param name="reportFailure">Takes what the handler throws.</param>
internal sealed class ConfigurationSubscription(
    object sender, EventHandler<ConfigurationChangedEventArgs> handler, Action<Exception> reportFailure) : Subscription
{
    private readonly ConcurrentQueue<ConfigurationChangedEventArgs> _changes = new();

    public EventHandler<ConfigurationChangedEventArgs> Handler => handler;

    protected override bool TryTake(ConfigurationChangedEventArgs? change)
    {
        if (change is not null)
        {
            _changes.Enqueue(change);
        }

        return change is not null;
    }

    protected override void Handle()
    {
        while (!HasEnded && _changes.TryDequeue(out ConfigurationChangedEventArgs? change))
        {
            try
            {
                handler(sender, change);
            }
            catch (Exception exception)
            {
                reportFailure(exception);
            }
        }
    }
}
