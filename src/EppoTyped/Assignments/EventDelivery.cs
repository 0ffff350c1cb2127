namespace EppoTyped;

/// <summary>The way of an event from the caller to the logger. Never throws.</summary>
internal abstract class EventDelivery
{
    /// <summary>The books so far.</summary>
    public abstract AssignmentLogStatistics Statistics { get; }

    /// <summary>Sends an event on its way.</summary>
    public abstract void Deliver(LoggedEvent logged);

    /// <summary>Ends when every event made so far is delivered or dropped.</summary>
    public abstract Task FlushAsync();

    /// <summary>Takes no more events, waits for those on their way, and drops what is left after this time.</summary>
    public abstract Task CloseAsync(TimeSpan timeout);

    /// <summary>As <see cref="CloseAsync"/>, and blocks meanwhile.</summary>
    public abstract void Close(TimeSpan timeout);
}
