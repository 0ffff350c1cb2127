namespace EppoTyped;

/// <summary>Calls the logger on the caller's thread.</summary>
internal sealed class InlineDelivery(AssignmentReceiver receiver) : EventDelivery
{
    private readonly object _gate = new();
    private AssignmentLogStatistics _books;

    public override AssignmentLogStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return _books;
            }
        }
    }

    public override void Deliver(LoggedEvent logged)
    {
        lock (_gate)
        {
            _books = _books with { Enqueued = _books.Enqueued + 1 };
        }

        // Not under the lock: a logger may ask for flags itself.
        bool delivered = receiver.Receive(logged);
        lock (_gate)
        {
            _books = _books.Settled(delivered);
        }
    }

    public override Task FlushAsync() => Task.CompletedTask;

    public override Task CloseAsync(TimeSpan timeout) => Task.CompletedTask;

    public override void Close(TimeSpan timeout)
    {
    }
}
