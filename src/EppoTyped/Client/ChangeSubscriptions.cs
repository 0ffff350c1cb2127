using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Tells handlers of changes: each in order, on a thread of its own time, so that one that throws or blocks hurts neither the polling nor the others.</summary>
internal sealed class ChangeSubscriptions(object sender, ILogger diagnostics)
{
    private readonly object _changing = new();
    private readonly List<Subscription> _subscriptions = [];
    private Once _failure;

    public void Add(EventHandler<ConfigurationChangedEventArgs>? handler)
    {
        if (handler is not null)
        {
            lock (_changing)
            {
                _subscriptions.Add(new Subscription(handler));
            }
        }
    }

    public void Remove(EventHandler<ConfigurationChangedEventArgs>? handler)
    {
        lock (_changing)
        {
            int last = _subscriptions.FindLastIndex(subscription => subscription.Handler.Equals(handler));
            if (last >= 0)
            {
                _subscriptions.RemoveAt(last);
            }
        }
    }

    /// <summary>Has every handler told, and returns at once. Without a handler nothing is compared.</summary>
    public void Tell(FlagTable before, FlagTable after)
    {
        lock (_changing)
        {
            if (_subscriptions.Count == 0 || ConfigurationChangedEventArgs.Between(before, after) is not { } change)
            {
                return;
            }

            foreach (Subscription subscription in _subscriptions)
            {
                EventHandler<ConfigurationChangedEventArgs> handler = subscription.Handler;
                subscription.Told = subscription.Told.ContinueWith(
                    _ => Tell(handler, change), CancellationToken.None, TaskContinuationOptions.RunContinuationsAsynchronously, TaskScheduler.Default);
            }
        }
    }

    private void Tell(EventHandler<ConfigurationChangedEventArgs> handler, ConfigurationChangedEventArgs change)
    {
        try
        {
            handler(sender, change);
        }
        catch (Exception exception)
        {
            if (_failure.TryEnter())
            {
                diagnostics.ConfigurationChangedHandlerThrew(exception);
            }
        }
    }

    private sealed class Subscription(EventHandler<ConfigurationChangedEventArgs> handler)
    {
        public EventHandler<ConfigurationChangedEventArgs> Handler { get; } = handler;

        /// <summary>Ends when the handler has heard of every change so far.</summary>
        public Task Told { get; set; } = Task.CompletedTask;
    }
}
