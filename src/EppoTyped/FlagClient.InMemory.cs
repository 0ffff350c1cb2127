using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped;

public partial class FlagClient
{
    /// <summary>A client over one configuration that never changes: no server, no thread, nothing to dispose.</summary>
    /// <remarks>The logger is called on the caller's thread, before the call returns, so that a test sees at once what its call logged.</remarks>
    /// <param name="configuration">An Eppo flag configuration (UFC) as JSON; null for none, so that every flag gives its default.</param>
    /// <param name="assignmentLogger">Takes the assignments.</param>
    /// <param name="overrides">Values that win over the configuration.</param>
    /// <param name="clock">The clock of dates and events; null for the system's.</param>
    /// <param name="loggerFactory">Takes this library's own messages.</param>
    /// <param name="deduplication">What is not logged again; null for nothing, so that every call is logged.</param>
    /// <param name="banditModels">The bandit models as JSON, as Eppo's bandits endpoint serves them; null for none, so that no bandit chooses an action.</param>
    /// <exception cref="FormatException">The configuration cannot be read; the message says why.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A capacity or a lifetime of the deduplication is out of its range.</exception>
    public static FlagClient InMemory(
        string? configuration = null,
        IAssignmentLogger? assignmentLogger = null,
        FlagOverrides? overrides = null,
        TimeProvider? clock = null,
        ILoggerFactory? loggerFactory = null,
        DeduplicationOptions? deduplication = null,
        string? banditModels = null)
    {
        clock ??= TimeProvider.System;
        ILogger diagnostics = new SafeLogger((loggerFactory ?? NullLoggerFactory.Instance).CreateLogger("EppoTyped.FlagClient"));
        ClientCore core = new(assignmentLogger, clock, diagnostics, overrides, AssignmentLogSettings.Plain with { Deduplication = deduplication ?? DeduplicationOptions.Off });
        if (configuration is not null)
        {
            EppoConfiguration responses = new(Encoding.UTF8.GetBytes(configuration), banditModels is null ? null : Encoding.UTF8.GetBytes(banditModels));
            FlagTable table = ConfigurationReader.Read(responses, clock.GetUtcNow(), diagnostics, out string? problem)
                ?? throw new FormatException($"The configuration cannot be read: {problem} Give the body of Eppo's flag-config endpoint as it was served.");
            if (table.Bandits.Models.Problem is { } banditProblem)
            {
                throw new FormatException($"{banditProblem} Give the body of Eppo's bandits endpoint as it was served.");
            }

            core.Publish(table);
        }

        return new FlagClient(core);
    }
}
