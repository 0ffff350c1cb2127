namespace EppoTyped.Tests.Diagnostics;

/// <summary>The guard of a line that is logged once.</summary>
public sealed class OnceTests
{
    private const int Rounds = 1_000;
    private const int Threads = 8;

    private Once _once;

    [Fact]
    public void The_first_caller_enters_and_no_other()
    {
        Assert.True(_once.TryEnter());
        Assert.False(_once.TryEnter());
        Assert.False(_once.TryEnter());
    }

    [Fact]
    public void After_a_reset_one_more_caller_enters()
    {
        Assert.False(_once.Reset());
        Assert.True(_once.TryEnter());
        Assert.True(_once.Reset());
        Assert.False(_once.Reset());
        Assert.True(_once.TryEnter());
        Assert.False(_once.TryEnter());
    }

    [Fact]
    public void Of_threads_that_come_at_the_same_time_it_lets_one_through() =>
        Assert.All(SuccessesOfEachRound(() => _once.Reset(), () => _once.TryEnter()), successes => Assert.Equal(1, successes));

    [Fact]
    public void Of_threads_that_reset_it_at_the_same_time_one_learns_that_it_was_entered() =>
        Assert.All(SuccessesOfEachRound(() => _once.TryEnter(), () => _once.Reset()), successes => Assert.Equal(1, successes));

    private static int[] SuccessesOfEachRound(Action prepare, Func<bool> race)
    {
        int[] successes = new int[Rounds];
        using Barrier start = new(Threads, _ => prepare());
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                start.SignalAndWait();
                if (race())
                {
                    Interlocked.Increment(ref successes[round]);
                }
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return successes;
    }
}
