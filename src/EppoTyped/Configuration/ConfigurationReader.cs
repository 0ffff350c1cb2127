using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Turns a configuration of any format into the table that answers calls.</summary>
internal static class ConfigurationReader
{
    /// <summary>Reads a configuration. Never throws.</summary>
    /// <param name="configuration">The responses.</param>
    /// <param name="fetchedAt">When they were fetched, where the configuration does not say.</param>
    /// <param name="diagnostics">Hears of every part that is set aside.</param>
    /// <param name="problem">Why it is refused as a whole.</param>
    /// <returns>Null when it is refused.</returns>
    public static FlagTable? Read(EppoConfiguration configuration, DateTimeOffset fetchedAt, ILogger diagnostics, out string? problem)
    {
        FlagTable? table = UfcReader.Read(configuration.Flags.Span, configuration.FetchedAt ?? fetchedAt, diagnostics, out problem);
        if (table is not null)
        {
            table.Configuration = configuration;
        }

        return table;
    }
}
