namespace EppoTyped;

/// <summary>Calls the logger on the caller's thread.</summary>
internal sealed class InlineDelivery(AssignmentReceiver receiver) : EventDelivery(receiver)
{
    private readonly AssignmentReceiver _receiver = receiver;
    private readonly object _gate = new();
    private readonly DeliveryLedger _ledger = new();

    public override DeliveryStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return _ledger.Statistics;
            }
        }
    }

    public override void Deliver(LoggedEvent logged)
    {
        lock (_gate)
        {
            _ledger.Accept();
        }

        // Not under the lock: a logger may evaluate flags itself.
        bool delivered = _receiver.Receive(logged);
        lock (_gate)
        {
            _ledger.Settle(delivered);
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
