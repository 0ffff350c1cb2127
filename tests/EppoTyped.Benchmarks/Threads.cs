using System.Diagnostics;

namespace EppoTyped.Benchmarks;

/// <summary>Runs the same work on several threads at once.</summary>
internal static class Threads
{
    /// <summary>The runs per second of all threads together.</summary>
    /// <param name="threads">The number of threads.</param>
    /// <param name="runs">The number of runs on each thread.</param>
    /// <param name="run">The work.</param>
    public static double RunsPerSecond(int threads, int runs, Action run)
    {
        using Barrier ready = new(threads + 1);
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            ready.SignalAndWait();
            for (int done = 0; done < runs; done++)
            {
                run();
            }
        }))];
        Array.ForEach(workers, worker => worker.Start());
        ready.SignalAndWait();
        long start = Stopwatch.GetTimestamp();
        Array.ForEach(workers, worker => worker.Join());
        return threads * runs / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
