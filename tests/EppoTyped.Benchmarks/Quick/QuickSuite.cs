using System.Diagnostics;

namespace EppoTyped.Benchmarks.Quick;

/// <summary>
/// Every case of docs/performance.md in under 90 seconds, without BenchmarkDotNet: one line of JSON per case, with its ratios to two
/// yardsticks.
/// </summary>
/// <remarks>
/// Cases and yardsticks are timed in turn, round by round. A figure is the median of its rounds, a ratio the median of the ratios of each
/// round.
/// </remarks>
internal static class QuickSuite
{
    private const int Rounds = 15;
    private const int Warmings = 4;

    // The just-in-time compiler's second tier starts when nothing has been compiled for 100 ms.
    public static readonly TimeSpan TierUp = TimeSpan.FromMilliseconds(250);

    public static void Run(string[] only)
    {
        QuickCase platform = new PlatformMd5();
        QuickCase lookup = new FrozenLookup();
        QuickCase[] cases =
        [
            platform,
            lookup,
            .. Cases().Where(@case => only.Length == 0 || only.Any(word => @case.Name.Contains(word, StringComparison.Ordinal))),
        ];
        for (int warming = 0; warming < Warmings; warming++)
        {
            foreach (QuickCase @case in cases)
            {
                WarmUp(@case);
            }

            Thread.Sleep(TierUp);
        }

        double[][] times = [.. cases.Select(_ => new double[Rounds])];
        for (int round = 0; round < Rounds; round++)
        {
            for (int index = 0; index < cases.Length; index++)
            {
                times[index][round] = cases[index].Time();
            }
        }

        for (int index = 0; index < cases.Length; index++)
        {
            Measurement.Print(new
            {
                @case = cases[index].Name,
                ns = Math.Round(Median(times[index]), 2),
                bytes = Math.Round(cases[index].Allocated(), 1),
                p = Math.Round(Median(Ratios(times[index], times[0])), 3),
                l = Math.Round(Median(Ratios(times[index], times[1])), 2),
            });
        }
    }

    /// <summary>Creates every case.</summary>
    public static IEnumerable<QuickCase> Cases() =>
        [.. CallCases.All(), .. LoggedCases.All(), .. EverythingCases.All(), .. ReadCases.All(), .. AmplitudeCases.All()];

    public static void WarmUp(QuickCase @case)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            @case.Run();
        }
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(60));
    }

    private static double[] Ratios(double[] times, double[] yardstick) => [.. times.Zip(yardstick, (time, unit) => time / unit)];

    public static double Median(double[] values)
    {
        double[] ordered = [.. values.Order()];
        return ordered[ordered.Length / 2];
    }
}
