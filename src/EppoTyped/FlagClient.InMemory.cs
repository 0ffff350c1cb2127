using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped;

public partial class FlagClient
{
    /// <summary>A client over one configuration that never changes: no server, no thread, nothing to dispose.</summary>
    /// <param name="configuration">An Eppo flag configuration (UFC) as JSON; null for none, so that every flag gives its default.</param>
    /// <param name="assignmentLogger">Takes the assignments.</param>
    /// <param name="overrides">Values that win over the configuration.</param>
    /// <param name="clock">The clock of dates and events; null for the system's.</param>
    /// <param name="loggerFactory">Takes this library's own messages.</param>
    /// <exception cref="FormatException">The configuration cannot be read; the message says why.</exception>
    public static FlagClient InMemory(
        string? configuration,
        IAssignmentLogger? assignmentLogger = null,
        FlagOverrides? overrides = null,
        TimeProvider? clock = null,
        ILoggerFactory? loggerFactory = null)
    {
        clock ??= TimeProvider.System;
        ILogger diagnostics = new ContainedLogger((loggerFactory ?? NullLoggerFactory.Instance).CreateLogger("EppoTyped.FlagClient"));
        ClientCore core = new(assignmentLogger, clock, diagnostics, overrides);
        if (configuration is not null)
        {
            core.Publish(UfcReader.Read(Encoding.UTF8.GetBytes(configuration), clock.GetUtcNow(), diagnostics, out string? problem)
                ?? throw new FormatException($"The configuration cannot be read: {problem} Give the body of Eppo's flag-config endpoint as it was served."));
        }

        return new FlagClient(core);
    }
}
