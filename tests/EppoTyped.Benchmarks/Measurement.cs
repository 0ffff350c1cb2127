using System.Diagnostics;
using System.Text.Json;

namespace EppoTyped.Benchmarks;

/// <summary>
/// The time and memory of one run of a case. Processor time is valid on a machine with other load too; it includes the just-in-time
/// compiler's thread.
/// </summary>
internal sealed record Measurement(double Milliseconds, double ProcessorMilliseconds, double Bytes)
{
    public static Measurement Of(Action action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        action();
        TimeSpan taken = Stopwatch.GetElapsedTime(start);
        TimeSpan processorTaken = Environment.CpuUsage.TotalTime - processor;
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        return new Measurement(taken.TotalMilliseconds, processorTaken.TotalMilliseconds, allocated);
    }

    /// <summary>The median of each figure, rounded.</summary>
    public static Measurement Median(IReadOnlyCollection<Measurement> runs) => new(
        Median(runs.Select(run => run.Milliseconds)),
        Median(runs.Select(run => run.ProcessorMilliseconds)),
        Median(runs.Select(run => run.Bytes)));

    /// <summary>Prints one line of JSON.</summary>
    public static void Print(object line) => Console.WriteLine(JsonSerializer.Serialize(line));

    private static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return Math.Round(ordered[ordered.Length / 2], 2);
    }
}
