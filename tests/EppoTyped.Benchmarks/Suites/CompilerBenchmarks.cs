using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Benchmarks.Suites;

/// <summary>Another manifest of 1,000 flags in the generator. The suite "analyzers" measures the analyzers' share of a build.</summary>
[MemoryDiagnoser]
public class CompilerBenchmarks
{
    private readonly AdditionalText[] _manifests = [GeneratorProject.Manifest(0), GeneratorProject.Manifest(1)];
    private GeneratorDriver _driver = null!;

    [GlobalSetup]
    public void SetUp() => _driver = GeneratorProject.Driver(_manifests[0]).RunGenerators(GeneratorProject.Compilation);

    [Benchmark]
    public object Generate() => _driver.ReplaceAdditionalText(_manifests[0], _manifests[1]).RunGenerators(GeneratorProject.Compilation);
}
