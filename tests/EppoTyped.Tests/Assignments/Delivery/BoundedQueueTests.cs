namespace EppoTyped.Tests.Assignments.Delivery;

/// <summary>A queue holds so many events at most, and drops the rest by its policy.</summary>
public sealed class BoundedQueueTests
{
    private readonly DeliveryLedger _ledger = new();

    [Fact]
    public void The_newest_are_dropped_when_it_is_full()
    {
        BoundedQueue<int> queue = Fill(AssignmentDropPolicy.DropNewest);

        Assert.Equal(new Admission(IsAccepted: false, Dropped: 1, StartsDropping: true), queue.Add(4, out int dropped));
        Assert.Equal(4, dropped);
        Assert.Equal(new Admission(IsAccepted: false, Dropped: 1, StartsDropping: false), queue.Add(5, out dropped));
        Assert.Equal(5, dropped);
        Assert.Equal([1, 2, 3], queue.Clear());
        Assert.Equal(new DeliveryStatistics { Enqueued = 5, Dropped = 2 }, _ledger.Statistics);
    }

    [Fact]
    public void The_oldest_are_dropped_when_it_is_full()
    {
        BoundedQueue<int> queue = Fill(AssignmentDropPolicy.DropOldest);

        Assert.Equal(new Admission(IsAccepted: true, Dropped: 1, StartsDropping: true), queue.Add(4, out int dropped));
        Assert.Equal(1, dropped);
        Assert.Equal(new Admission(IsAccepted: true, Dropped: 1, StartsDropping: false), queue.Add(5, out dropped));
        Assert.Equal(2, dropped);
        Assert.Equal([3, 4, 5], queue.Clear());
        Assert.Equal(new DeliveryStatistics { Enqueued = 5, Dropped = 2 }, _ledger.Statistics);
    }

    [Theory]
    [InlineData(AssignmentDropPolicy.DropNewest)]
    [InlineData(AssignmentDropPolicy.DropOldest)]
    public void What_was_taken_fills_it_until_it_is_released_and_is_never_dropped(AssignmentDropPolicy policy)
    {
        BoundedQueue<int> queue = Fill(policy);
        foreach (int number in (int[])[1, 2, 3])
        {
            Assert.True(queue.TryTake(out int oldest));
            Assert.Equal(number, oldest);
        }

        Assert.False(queue.TryTake(out _));
        Assert.False(queue.Add(4, out int dropped).IsAccepted);
        Assert.Equal(4, dropped);

        queue.Release(1);
        Assert.True(queue.Add(5, out _).IsAccepted);
        Assert.True(queue.TryPeek(out int waiting));
        Assert.Equal((5, 1, 3), (waiting, queue.Count, queue.Held));
    }

    [Fact]
    public void There_is_room_again_when_half_of_it_is_free()
    {
        BoundedQueue<int> queue = Fill(AssignmentDropPolicy.DropNewest);
        queue.Hold(1);

        queue.Release(2);
        Assert.False(queue.HasRoom);
        queue.Release(1);
        Assert.True(queue.HasRoom);
    }

    [Theory]
    [InlineData(AssignmentDropPolicy.DropNewest)]
    [InlineData(AssignmentDropPolicy.DropOldest)]
    public void When_it_is_closed_what_waits_stays_and_nothing_is_added(AssignmentDropPolicy policy)
    {
        BoundedQueue<int> queue = Fill(policy);
        _ledger.Close();

        Assert.Equal(new Admission(IsAccepted: false, Dropped: 1, StartsDropping: false), queue.Add(4, out int dropped));
        Assert.Equal(4, dropped);
        Assert.Equal([1, 2, 3], queue.Clear());
    }

    private BoundedQueue<int> Fill(AssignmentDropPolicy policy)
    {
        BoundedQueue<int> queue = new(capacity: 3, policy, _ledger);
        foreach (int number in (int[])[1, 2, 3])
        {
            Assert.Equal(new Admission(IsAccepted: true, Dropped: 0, StartsDropping: false), queue.Add(number, out _));
        }

        return queue;
    }
}
