using EppoTyped.Benchmarks.Quick;

namespace EppoTyped.Benchmarks;

/// <summary>
/// Calls without and with another thread that publishes a new table of 100 flags, bound to its handles, every millisecond: in turn, the
/// median of 15 ratios.
/// </summary>
internal static class SwapSuite
{
    private const int Pairs = 15;
    private const int Runs = 40;

    public static void Run()
    {
        FlagClient client = FlagClient.InMemory(Publisher.Flags);
        TypedCase<Side> @case = new("typed-rules-split", client, CallCases.Sides("rules"), Shoppers.Short);
        QuickSuite.WarmUp(@case);
        Thread.Sleep(QuickSuite.TierUp);
        QuickSuite.WarmUp(@case);

        double[] shares = new double[Pairs];
        int swaps = 0;
        for (int pair = 0; pair < Pairs; pair++)
        {
            double undisturbed = Threads.RunsPerSecond(1, Runs, @case.Run);
            Publisher publisher = new(client);
            using (publisher)
            {
                shares[pair] = Threads.RunsPerSecond(1, Runs, @case.Run) / undisturbed;
            }

            swaps += publisher.Swaps;
        }

        Measurement.Print(new { @case = "under-swaps", share = Math.Round(QuickSuite.Median(shares), 3), swaps });
    }
}
