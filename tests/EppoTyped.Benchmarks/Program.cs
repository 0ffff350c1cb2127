using EppoTyped.Benchmarks;
using EppoTyped.Benchmarks.Quick;

// A suite a word: "quick" measures the runtime, "generator" and "analyzers" the compile-time half. Without a word every suite runs.
Dictionary<string, Action<string[]>> suites = new(StringComparer.Ordinal) { ["quick"] = QuickSuite.Run, ["generator"] = GeneratorSuite.Run, ["analyzers"] = _ => AnalyzerSuite.Run() };

if (args.Length > 0 && !suites.ContainsKey(args[0]))
{
    Console.Error.WriteLine($"no suite \"{args[0]}\"; there are: {string.Join(", ", suites.Keys)}");
    return 1;
}

foreach (string suite in args.Length > 0 ? [args[0]] : suites.Keys.ToArray())
    suites[suite]([.. args.Skip(1)]);
return 0;
