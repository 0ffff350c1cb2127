using System.Diagnostics;

namespace EppoTyped.Benchmarks.Quick;

/// <summary>One case of <c>quick</c>: a name of DESIGN's table, and a go of so many operations.</summary>
internal abstract class QuickCase(string name, int operations)
{
    /// <summary>The operations of a go of single calls: one for each shuffled subject.</summary>
    public const int Calls = Shoppers.Count;

    // Long enough for the clock, short enough for the rounds to be neighbours.
    private static readonly TimeSpan ShortestGo = TimeSpan.FromMilliseconds(3);

    public string Name { get; } = name;

    public int Operations { get; } = operations;

    /// <summary>Runs all operations once, each through a caller that is not inlined. Any number of threads may.</summary>
    public abstract void Run();

    /// <summary>The time of one operation, nanoseconds: the mean of a few goes.</summary>
    public double Time()
    {
        int goes = 0;
        long start = Stopwatch.GetTimestamp();
        TimeSpan taken;
        do
        {
            Run();
            goes++;
            taken = Stopwatch.GetElapsedTime(start);
        }
        while (taken < ShortestGo);
        return taken.TotalNanoseconds / ((double)goes * Operations);
    }

    /// <summary>What one operation allocates, bytes.</summary>
    public double Allocated()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Operations;
    }
}
