using System.Diagnostics;

namespace EppoTyped.Benchmarks;

/// <summary>The same work on several threads at once.</summary>
internal static class Threads
{
    /// <summary>How often a second all threads together do it.</summary>
    /// <param name="threads">How many.</param>
    /// <param name="goes">How often each does it.</param>
    /// <param name="go">The work.</param>
    public static double GoesASecond(int threads, int goes, Action go)
    {
        using Barrier ready = new(threads + 1);
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            ready.SignalAndWait();
            for (int done = 0; done < goes; done++)
            {
                go();
            }
        }))];
        Array.ForEach(workers, worker => worker.Start());
        ready.SignalAndWait();
        long start = Stopwatch.GetTimestamp();
        Array.ForEach(workers, worker => worker.Join());
        return threads * goes / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
