using BenchmarkDotNet.Attributes;

namespace EppoTyped.Benchmarks.Suites;

/// <summary>
/// A build of a thousand files, with and without analyzers. The suite "analyzers" reads their share from the compiler's report.
/// </summary>
public class AnalyzerBenchmarks
{
    private string _folder = "";

    [Params(false, true)]
    public bool Analyzers { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _folder = Directory.CreateTempSubdirectory("analyzers-").FullName;
        AnalyzerProject.Write(_folder);
        AnalyzerSuite.Build(_folder);
    }

    [GlobalCleanup]
    public void CleanUp() => Directory.Delete(_folder, recursive: true);

    [Benchmark]
    public string Build() => AnalyzerSuite.Build(
        _folder, "--no-restore", "-t:Rebuild", "-p:BuildProjectReferences=false", $"-p:RunAnalyzers={Analyzers}");
}
