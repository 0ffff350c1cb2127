using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped.Benchmarks.Quick;

/// <summary>Reading and compiling a thousand flags.</summary>
internal static class ReadCases
{
    public static IEnumerable<QuickCase> All()
    {
        yield return new ReadCase("read-1000", new EppoConfiguration(Configurations.Thousand(withPatterns: false)));
        yield return new ReadCase("reread-1000", new EppoConfiguration(Configurations.Thousand(withPatterns: true)));
    }

    private sealed class ReadCase(string name, EppoConfiguration configuration) : QuickCase(name, 1)
    {
        private FlagTable? _last;

        public override void Run()
        {
            _last = ConfigurationReader.Read(configuration, DateTimeOffset.UnixEpoch, NullLogger.Instance, out string? problem);
            if (_last is null)
            {
                throw new InvalidOperationException(problem);
            }
        }
    }
}
