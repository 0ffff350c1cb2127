using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using EppoTyped.Benchmarks;
using EppoTyped.Benchmarks.Quick;

// A suite a word. "quick", "threads", "swaps" and "sizes" measure the runtime, "generator" and "analyzers" the compile-time half, a line of JSON a case;
// "bench" hands the rest of the words to BenchmarkDotNet.
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
    Console.Error.WriteLine(args.Length == 0 ? $"Name a suite: {string.Join(", ", suites.Keys)}." : $"There is no suite \"{args[0]}\"; there are: {string.Join(", ", suites.Keys)}.");
    return 1;
}

suite([.. args.Skip(1)]);
return 0;

// A project of BenchmarkDotNet's own would be built under this repository's rules.
static IConfig InThisProcess() => DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
