using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using EppoTyped.Benchmarks;
using EppoTyped.Benchmarks.Quick;

// The first argument names a suite: "quick", "threads", "swaps" and "sizes" measure the runtime, "generator" and "analyzers" the
// compile-time half. Each prints one line of JSON per case. "bench" passes the other arguments to BenchmarkDotNet.
Dictionary<string, Action<string[]>> suites = new(StringComparer.Ordinal)
{
    ["quick"] = QuickSuite.Run,
    ["threads"] = _ => ScalingSuite.Run(),
    ["swaps"] = _ => SwapSuite.Run(),
    ["sizes"] = _ => SizeSuite.Run(),
    ["generator"] = GeneratorSuite.Run,
    ["analyzers"] = _ => AnalyzerSuite.Run(),
    ["bench"] = words => BenchmarkSwitcher.FromAssembly(typeof(QuickSuite).Assembly).Run(words, InThisProcess()),
};

if (args.Length == 0 || !suites.TryGetValue(args[0], out Action<string[]>? suite))
{
    string names = string.Join(", ", suites.Keys);
    Console.Error.WriteLine(args.Length == 0 ? $"Name a suite: {names}." : $"There is no suite \"{args[0]}\". The suites are: {names}.");
    return 1;
}

suite([.. args.Skip(1)]);
return 0;

// In this process, because a project that BenchmarkDotNet generates would be built with this repository's build rules.
static IConfig InThisProcess() => DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
