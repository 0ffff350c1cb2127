using BenchmarkDotNet.Attributes;
using EppoTyped.Benchmarks.Quick;

namespace EppoTyped.Benchmarks.Suites;

/// <summary>Work on all flags at once: evaluating them for one subject (512 subjects per run), reading a configuration.</summary>
[MemoryDiagnoser]
public class WholeBenchmarks
{
    private QuickCase _case = null!;

    public static IEnumerable<string> Names => All().Select(@case => @case.Name);

    [ParamsSource(nameof(Names))]
    public string Case { get; set; } = "";

    [GlobalSetup]
    public void SetUp() => _case = All().Single(@case => @case.Name == Case);

    [Benchmark]
    public void Run() => _case.Run();

    private static IEnumerable<QuickCase> All() => QuickSuite.Cases().Where(@case => @case.Operations != QuickCase.Calls);
}
