using System.Text;
using EppoTyped.Benchmarks.Quick;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped.Benchmarks;

/// <summary>Calls while another thread publishes a fresh table of 100 flags, bound to its handles, every millisecond; beside the same calls in peace, in turn, the median of 15.</summary>
internal static class SwapSuite
{
    private const int Pairs = 15;
    private const int Goes = 40;

    public static void Run()
    {
        string text = Configurations.Of("rules", number => Configurations.Rules($"salt-{number:0000}"));
        EppoConfiguration configuration = new(Encoding.UTF8.GetBytes(text));
        FlagClient client = FlagClient.InMemory(text);
        TypedCase<Side> @case = new("typed-rules-split", client, CallCases.Sides("rules"), Shoppers.Short);
        QuickSuite.WarmUp(@case);
        Thread.Sleep(QuickSuite.TierUp);
        QuickSuite.WarmUp(@case);

        double[] shares = new double[Pairs];
        int swaps = 0;
        for (int pair = 0; pair < Pairs; pair++)
        {
            double peace = Threads.GoesASecond(1, Goes, @case.Run);
            using CancellationTokenSource end = new();
            Thread publisher = new(() =>
            {
                while (!end.IsCancellationRequested)
                {
                    client.Core.Publish(Read(configuration));
                    swaps++;
                    Thread.Sleep(1);
                }
            });
            publisher.Start();
            double swapping = Threads.GoesASecond(1, Goes, @case.Run);
            end.Cancel();
            publisher.Join();
            shares[pair] = swapping / peace;
        }

        Measurement.Print(new { @case = "under-swaps", share = Math.Round(QuickSuite.Median(shares), 3), swaps });
    }

    private static FlagTable Read(EppoConfiguration configuration) => ConfigurationReader.Read(configuration, DateTimeOffset.UnixEpoch, NullLogger.Instance, out _)!;
}
