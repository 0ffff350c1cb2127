using System.Diagnostics;

namespace EppoTyped.Benchmarks.Quick;

/// <summary>One case of <c>quick</c>: a name of DESIGN's table, and a go of so many operations.</summary>
internal abstract class QuickCase(string name, int operations)
{
    public string Name { get; } = name;

    public int Operations { get; } = operations;

    /// <summary>Runs all operations once, each through a caller that is not inlined.</summary>
    public abstract void Run();

    /// <summary>The time of one operation in one go, nanoseconds.</summary>
    public double Time()
    {
        long start = Stopwatch.GetTimestamp();
        Run();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Operations;
    }

    /// <summary>What one operation allocates, bytes.</summary>
    public double Allocated()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Operations;
    }
}
