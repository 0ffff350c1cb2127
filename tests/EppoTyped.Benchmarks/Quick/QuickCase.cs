using System.Diagnostics;

namespace EppoTyped.Benchmarks.Quick;

/// <summary>One case of <c>quick</c>: its name in docs/performance.md, and the number of operations in a run.</summary>
internal abstract class QuickCase(string name, int operations)
{
    /// <summary>The operations in a run of single calls: one for each shuffled subject.</summary>
    public const int Calls = Shoppers.Count;

    // Long enough for the clock, short enough for the rounds of all cases to be close together.
    private static readonly TimeSpan MinimumTime = TimeSpan.FromMilliseconds(3);

    public string Name { get; } = name;

    public int Operations { get; } = operations;

    /// <summary>Runs all operations once, each through a method that is not inlined. Thread-safe.</summary>
    public abstract void Run();

    /// <summary>The time of one operation in nanoseconds: the mean of a few runs.</summary>
    public double Time()
    {
        int runs = 0;
        long start = Stopwatch.GetTimestamp();
        TimeSpan taken;
        do
        {
            Run();
            runs++;
            taken = Stopwatch.GetElapsedTime(start);
        }
        while (taken < MinimumTime);
        return taken.TotalNanoseconds / ((double)runs * Operations);
    }

    /// <summary>The bytes that one operation allocates.</summary>
    public double Allocated()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Operations;
    }
}
