using System.Diagnostics;
using System.Text.Json;

namespace EppoTyped.Benchmarks;

/// <summary>What one go of a case took. Processor time stays true on a machine that others use too, but counts the just-in-time compiler's thread in.</summary>
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
        return new Measurement(taken.TotalMilliseconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    /// <summary>Each figure's own median, rounded.</summary>
    public static Measurement Median(IReadOnlyCollection<Measurement> runs) =>
        new(Median(runs.Select(run => run.Milliseconds)), Median(runs.Select(run => run.ProcessorMilliseconds)), Median(runs.Select(run => run.Bytes)));

    /// <summary>One line of JSON.</summary>
    public static void Print(object line) => Console.WriteLine(JsonSerializer.Serialize(line));

    private static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return Math.Round(ordered[ordered.Length / 2], 2);
    }
}
