using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Turns a configuration of any of Eppo's formats into the table that answers calls.</summary>
internal static class ConfigurationReader
{
    /// <summary>Reads a configuration. Never throws.</summary>
    /// <param name="response">What a source sent.</param>
    /// <param name="fetchedAt">When it was fetched, where the response does not say.</param>
    /// <param name="diagnostics">Logs every part that is set aside.</param>
    /// <param name="problem">Why it is refused as a whole.</param>
    /// <param name="before">The table in use: what is unchanged is taken over from it. It is not kept.</param>
    /// <returns>Null when it is refused.</returns>
    public static FlagTable? Read(
        ConfigurationResponse response, DateTimeOffset fetchedAt, ILogger diagnostics, out string? problem, FlagTable? before = null)
    {
        EppoResponse eppo = EppoResponse.Of(response);
        DateTimeOffset fetched = eppo.FetchedAt ?? fetchedAt;
        FlagTable? table = RacReader.Recognizes(eppo.Content.Span)
            ? RacReader.Read(eppo.Content.Span, fetched, diagnostics, out problem)
            : UfcReader.Read(eppo.Content.Span, fetched, diagnostics, out problem, ReadModels(eppo, diagnostics), before, eppo.References);
        return table is null ? null : table with { Response = eppo };
    }

    /// <summary>As the other one, of a configuration that an application has.</summary>
    public static FlagTable? Read(
        EppoConfiguration configuration, DateTimeOffset fetchedAt, ILogger diagnostics, out string? problem, FlagTable? before = null) =>
        Read(configuration.Response, fetchedAt, diagnostics, out problem, before);

    private static BanditModels ReadModels(EppoResponse response, ILogger diagnostics)
    {
        BanditModels models = response.Models ?? (response.Bandits is { } bandits ? BanditModelsReader.Read(bandits.Span) : BanditModels.None);
        models.LogDefects(diagnostics);
        return models;
    }
}
