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
    /// <param name="before">The table in use: what is unchanged is taken over from it. It is not kept.</param>
    /// <returns>Null when it is refused.</returns>
    public static FlagTable? Read(EppoConfiguration configuration, DateTimeOffset fetchedAt, ILogger diagnostics, out string? problem, FlagTable? before = null)
    {
        DateTimeOffset fetched = configuration.FetchedAt ?? fetchedAt;
        FlagTable? table = RacReader.Recognizes(configuration.Flags.Span)
            ? RacReader.Read(configuration.Flags.Span, fetched, diagnostics, out problem)
            : UfcReader.Read(configuration.Flags.Span, fetched, diagnostics, out problem, ReadModels(configuration, diagnostics), before);
        return table is null ? null : table with { Configuration = configuration };
    }

    private static BanditModels ReadModels(EppoConfiguration configuration, ILogger diagnostics)
    {
        BanditModels models = configuration.Bandits is { } bandits ? BanditModelsReader.Read(bandits.Span, diagnostics) : BanditModels.None;
        if (models.Problem is not null)
        {
            // Flags do not suffer for it: a bandit without a model still gives its variation.
            diagnostics.BanditModelsRefused(models.Problem);
        }

        return models;
    }
}
