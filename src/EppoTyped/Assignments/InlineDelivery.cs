namespace EppoTyped;

/// <summary>Calls the logger on the caller's thread.</summary>
internal sealed class InlineDelivery(AssignmentReceiver receiver) : EventDelivery(receiver)
{
    private readonly AssignmentReceiver _receiver = receiver;
    private readonly object _gate = new();
    private AssignmentLogStatistics _statistics;

    public override AssignmentLogStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return _statistics;
            }
        }
    }

    public override void Deliver(LoggedEvent logged)
    {
        lock (_gate)
        {
            _statistics = _statistics with { Enqueued = _statistics.Enqueued + 1 };
        }

        // Not under the lock: a logger may ask for flags itself.
        bool delivered = _receiver.Receive(logged);
        lock (_gate)
        {
            _statistics = _statistics.Settled(delivered);
        }
    }

    protected override Task DeliveredAsync() => Task.CompletedTask;

    protected override void StopAccepting()
    {
    }

    protected override void GiveUp(TimeSpan timeout)
    {
    }
}
