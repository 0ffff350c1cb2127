using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped.Benchmarks.Quick;

/// <summary>Reading and compiling a thousand flags, without and with a previous table.</summary>
internal static class ReadCases
{
    public static IEnumerable<QuickCase> All()
    {
        yield return new ReadCase("read-1000", new EppoConfiguration(Configurations.Thousand(withPatterns: false)), before: null);
        EppoConfiguration known = new(Configurations.Thousand(withPatterns: true));
        yield return new ReadCase(
            "reread-1000", new EppoConfiguration(Configurations.Thousand(withPatterns: true, changed: true)), Read(known, null));
    }

    private static FlagTable Read(EppoConfiguration configuration, FlagTable? before) =>
        ConfigurationReader.Read(configuration, DateTimeOffset.UnixEpoch, NullLogger.Instance, out string? problem, before)
            ?? throw new InvalidOperationException(problem);

    private sealed class ReadCase(string name, EppoConfiguration configuration, FlagTable? before) : QuickCase(name, 1)
    {
        public override void Run() => GC.KeepAlive(Read(configuration, before));
    }
}
