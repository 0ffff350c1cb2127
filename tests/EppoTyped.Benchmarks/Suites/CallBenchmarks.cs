using BenchmarkDotNet.Attributes;
using EppoTyped.Benchmarks.Quick;

namespace EppoTyped.Benchmarks.Suites;

/// <summary>Every single call of docs/performance.md.</summary>
[MemoryDiagnoser]
public class CallBenchmarks
{
    private QuickCase _case = null!;

    public static IEnumerable<string> Names => All().Select(@case => @case.Name);

    [ParamsSource(nameof(Names))]
    public string Case { get; set; } = "";

    [GlobalSetup]
    public void SetUp() => _case = All().Single(@case => @case.Name == Case);

    [Benchmark(OperationsPerInvoke = QuickCase.Calls)]
    public void Call() => _case.Run();

    private static IEnumerable<QuickCase> All() => QuickSuite.Cases().Where(@case => @case.Operations == QuickCase.Calls);
}
