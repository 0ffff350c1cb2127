using BenchmarkDotNet.Attributes;
using EppoTyped.Benchmarks.Quick;

namespace EppoTyped.Benchmarks.Suites;

/// <summary>Calls without and with another thread that publishes a new, bound table every millisecond.</summary>
public class SwapBenchmarks
{
    private QuickCase _case = null!;
    private Publisher? _publisher;

    [Params(false, true)]
    public bool Swapping { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        FlagClient client = FlagClient.InMemory(Publisher.Flags);
        _case = new TypedCase<Side>("typed-rules-split", client, CallCases.Sides("rules"), Shoppers.Short);
        _publisher = Swapping ? new Publisher(client) : null;
    }

    [GlobalCleanup]
    public void CleanUp() => _publisher?.Dispose();

    [Benchmark(OperationsPerInvoke = QuickCase.Calls)]
    public void Call() => _case.Run();
}
