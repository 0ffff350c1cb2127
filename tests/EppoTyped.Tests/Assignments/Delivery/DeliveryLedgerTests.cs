namespace EppoTyped.Tests.Assignments.Delivery;

/// <summary>The account of a delivery is exact after every call, and its flushes end when their events are through.</summary>
public sealed class DeliveryLedgerTests
{
    private readonly DeliveryLedger _ledger = new();

    [Fact]
    public void Enqueued_is_delivered_dropped_and_pending_after_every_call()
    {
        Random random = new(20261130);
        long pending = 0;
        for (int step = 0; step < 10_000; step++)
        {
            int some = random.Next((int)Math.Min(pending, 5) + 1);
            pending += Call(random.Next(8), some, random.Next(2) == 0);

            DeliveryStatistics statistics = _ledger.Statistics;
            Assert.Equal(pending, statistics.Pending);
            Assert.Equal(pending, _ledger.Pending);
            Assert.Equal(statistics.Enqueued, statistics.Delivered + statistics.Dropped + pending);
            Assert.InRange(statistics.Failed + statistics.DeadLettered, 0, statistics.Dropped);
        }
    }

    [Fact]
    public void Accepted_events_are_numbered_behind_those_of_an_earlier_process()
    {
        _ledger.Recover(3);

        Assert.Equal((4, 5), (_ledger.Accept(), _ledger.Accept()));
        Assert.Equal(new DeliveryStatistics { Enqueued = 5 }, _ledger.Statistics);
    }

    [Fact]
    public void The_first_event_dropped_since_there_was_room_is_for_the_log_and_the_others_are_counted()
    {
        Assert.True(_ledger.Refuse());
        Assert.False(_ledger.Refuse());
        Assert.False(_ledger.Drop(0));
        Assert.False(_ledger.Drop(2));
        Assert.Equal(4, _ledger.EndDropping());
        Assert.Equal(0, _ledger.EndDropping());
        Assert.False(_ledger.Drop(0));
        Assert.True(_ledger.Drop(2));
    }

    [Fact]
    public void What_comes_after_the_end_is_dropped_without_a_line_of_the_log()
    {
        _ledger.Close();

        Assert.False(_ledger.Refuse());
        Assert.Equal(0, _ledger.EndDropping());
        Assert.Equal(new DeliveryStatistics { Enqueued = 1, Dropped = 1 }, _ledger.Statistics);
    }

    [Fact]
    public async Task A_flush_waits_for_the_events_before_it_and_for_no_other()
    {
        Assert.Null(_ledger.MarkFlush(oldestPending: 1));
        _ledger.Accept();
        _ledger.Accept();
        FlushMark first = _ledger.MarkFlush(oldestPending: 1)!;
        _ledger.Accept();
        FlushMark second = _ledger.MarkFlush(oldestPending: 1)!;

        _ledger.EndFlushes(oldestPending: 2);
        Assert.False(first.Task.IsCompleted);
        _ledger.EndFlushes(oldestPending: 3);
        Assert.True(await first.Task);
        Assert.False(second.Task.IsCompleted);
        _ledger.EndFlushes(oldestPending: 4);
        Assert.True(await second.Task);
        Assert.False(_ledger.HasFlushes);
        Assert.Null(_ledger.MarkFlush(oldestPending: 4));
    }

    [Fact]
    public void Flushes_for_the_same_events_share_a_mark_until_the_last_of_them_leaves()
    {
        _ledger.Accept();
        FlushMark mark = _ledger.MarkFlush(oldestPending: 1)!;
        Assert.Same(mark, _ledger.MarkFlush(oldestPending: 1));

        _ledger.Leave(mark);
        Assert.True(_ledger.HasFlushes);
        _ledger.Leave(mark);
        Assert.False(_ledger.HasFlushes);
    }

    [Fact]
    public async Task When_events_are_given_up_every_flush_ends_with_false_and_none_waits_again()
    {
        _ledger.Accept();
        FlushMark mark = _ledger.MarkFlush(oldestPending: 1)!;

        _ledger.GiveUp(left: 1);

        Assert.False(await mark.Task);
        Assert.Null(_ledger.MarkFlush(oldestPending: 1));
        Assert.Equal(new DeliveryStatistics { Enqueued = 1, Dropped = 1 }, _ledger.Statistics);
    }

    /// <returns>By how much it changes what is pending.</returns>
    private long Call(int which, int some, bool delivered)
    {
        switch (which)
        {
            case 0 or 1 or 2:
                _ledger.Accept();
                return 1;
            case 3:
                _ledger.Refuse();
                return 0;
            case 4:
                _ledger.RefuseDead();
                return 0;
            case 5:
                _ledger.Deliver(some);
                return -some;
            case 6:
                _ledger.Bury(some);
                return -some;
            default:
                if (some == 0)
                {
                    return 0;
                }

                _ledger.Settle(delivered);
                return -1;
        }
    }
}
