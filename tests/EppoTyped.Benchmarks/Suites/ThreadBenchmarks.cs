using BenchmarkDotNet.Attributes;
using EppoTyped.Benchmarks.Quick;

namespace EppoTyped.Benchmarks.Suites;

/// <summary>Calls on 1, 2 and 4 threads, the same number on each: the time is that of all threads together.</summary>
public class ThreadBenchmarks
{
    private const int Runs = 20;

    private QuickCase _case = null!;

    [Params("rules-split", "rules-split-regex", "logged-split")]
    public string Case { get; set; } = "";

    [Params(1, 2, 4)]
    public int ThreadCount { get; set; }

    [GlobalSetup]
    public void SetUp() => _case = QuickSuite.Cases().Append(CallCases.WithRegex()).Single(@case => @case.Name == Case);

    [Benchmark(OperationsPerInvoke = Runs * QuickCase.Calls)]
    public double Calls() => Threads.RunsPerSecond(ThreadCount, Runs, _case.Run);
}
