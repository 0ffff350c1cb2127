using EppoTyped.Benchmarks.Quick;

namespace EppoTyped.Benchmarks;

/// <summary>What a second thread gains, beside what it gains a loop of MD5 in the same run: pairs of one and two threads, in turn, the median of 15.</summary>
internal static class ScalingSuite
{
    private const int Pairs = 15;
    private static readonly TimeSpan OneGo = TimeSpan.FromMilliseconds(60);

    public static void Run()
    {
        QuickCase[] cases = [new PlatformMd5(), .. CallCases.All().Where(@case => @case.Name is "rules-split"), CallCases.WithRegex(), .. LoggedCases.All().Where(@case => @case.Name == "logged-split")];
        int[] goes = [.. cases.Select(GoesOf)];
        double[][] gains = [.. cases.Select(_ => new double[Pairs])];
        for (int pair = 0; pair < Pairs; pair++)
        {
            for (int index = 0; index < cases.Length; index++)
            {
                double one = Threads.GoesASecond(1, goes[index], cases[index].Run);
                double two = Threads.GoesASecond(2, goes[index], cases[index].Run);
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

    private static int GoesOf(QuickCase @case)
    {
        QuickSuite.WarmUp(@case);
        Thread.Sleep(QuickSuite.TierUp);
        QuickSuite.WarmUp(@case);
        // Threads that meet at a regular expression get engines of their own; that is over before anything is measured.
        Threads.GoesASecond(2, 2, @case.Run);
        Thread.Sleep(QuickSuite.TierUp);
        return Math.Max(1, (int)(OneGo.TotalNanoseconds / (@case.Time() * @case.Operations)));
    }
}
