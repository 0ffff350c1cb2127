using BenchmarkDotNet.Attributes;
using EppoTyped.Benchmarks.Quick;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped.Benchmarks.Suites;

/// <summary>The time to read configurations of 1,000 to 50,000 flags.</summary>
[MemoryDiagnoser]
public class ReadingBenchmarks
{
    private EppoConfiguration _configuration = null!;

    [Params(1000, 10_000, 50_000)]
    public int Flags { get; set; }

    [GlobalSetup]
    public void SetUp() => _configuration = new EppoConfiguration(Configurations.Many(Flags));

    [Benchmark]
    public object? Ready() => ConfigurationReader.Read(_configuration, DateTimeOffset.UnixEpoch, NullLogger.Instance, out _);
}
