using EppoTyped.Benchmarks.Quick;

namespace EppoTyped.Benchmarks;

/// <summary>
/// The gain from a second thread, and its ratio to the gain of a loop of MD5 in the same run: one and two threads in turn, the median of 15
/// pairs.
/// </summary>
internal static class ScalingSuite
{
    private const int Pairs = 15;
    private static readonly TimeSpan TimeOfPair = TimeSpan.FromMilliseconds(60);

    public static void Run()
    {
        QuickCase[] cases =
        [
            new PlatformMd5(),
            CallCases.All().Single(@case => @case.Name == "rules-split"),
            CallCases.WithRegex(),
            LoggedCases.All().Single(@case => @case.Name == "logged-split"),
        ];
        int[] runs = [.. cases.Select(RunsOf)];
        double[][] gains = [.. cases.Select(_ => new double[Pairs])];
        for (int pair = 0; pair < Pairs; pair++)
        {
            for (int index = 0; index < cases.Length; index++)
            {
                double one = Threads.RunsPerSecond(1, runs[index], cases[index].Run);
                double two = Threads.RunsPerSecond(2, runs[index], cases[index].Run);
                gains[index][pair] = two / one;
            }
        }

        for (int index = 0; index < cases.Length; index++)
        {
            Measurement.Print(new
            {
                @case = "threads-" + cases[index].Name,
                gain = Math.Round(QuickSuite.Median(gains[index]), 2),
                ofMd5 = Math.Round(QuickSuite.Median([.. gains[index].Zip(gains[0], (gain, md5) => gain / md5)]), 2),
            });
        }
    }

    private static int RunsOf(QuickCase @case)
    {
        QuickSuite.WarmUp(@case);
        Thread.Sleep(QuickSuite.TierUp);
        QuickSuite.WarmUp(@case);
        // A regular expression creates more engines when two threads first use it at once; that must happen before the measurement.
        Threads.RunsPerSecond(2, 2, @case.Run);
        Thread.Sleep(QuickSuite.TierUp);
        return Math.Max(1, (int)(TimeOfPair.TotalNanoseconds / (@case.Time() * @case.Operations)));
    }
}
