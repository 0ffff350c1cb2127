using System.Diagnostics;
using EppoTyped.Benchmarks.Quick;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped.Benchmarks;

/// <summary>Configurations of 1,000 to 50,000 flags: the time to read them, and the memory that the table keeps.</summary>
internal static class SizeSuite
{
    private const int Runs = 7;

    public static void Run()
    {
        foreach (int flags in (int[])[1000, 10_000, 50_000])
        {
            EppoConfiguration configuration = new(Configurations.Many(flags));
            FlagTable? held = null;
            double[] milliseconds = new double[Runs];
            long before = 0;
            for (int run = 0; run < Runs; run++)
            {
                held = null;
                before = GC.GetTotalMemory(forceFullCollection: true);
                long start = Stopwatch.GetTimestamp();
                held = ConfigurationReader.Read(configuration, DateTimeOffset.UnixEpoch, NullLogger.Instance, out _);
                milliseconds[run] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
            GC.KeepAlive(held);
            Measurement.Print(new
            {
                @case = $"ready-{flags}",
                configurationBytes = configuration.Flags.Length,
                ms = Math.Round(QuickSuite.Median(milliseconds), 1),
                heldBytes = bytes,
            });
        }
    }
}
