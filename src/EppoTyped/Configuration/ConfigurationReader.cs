using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Reads Eppo's configurations, of UFC and of the format before it.</summary>
internal static class ConfigurationReader
{
    /// <summary>Reads a configuration. Never throws.</summary>
    /// <param name="response">The response of a source.</param>
    /// <param name="fetchedAt">When it was fetched, for a response without that time.</param>
    /// <param name="diagnostics">The log for parts that are set aside.</param>
    /// <param name="problem">Why the whole configuration is refused; null when it is not.</param>
    /// <param name="previous">The table in use, whose unchanged flags are reused; null for none.</param>
    /// <returns>Null when the configuration is refused.</returns>
    public static FlagTable? Read(
        ConfigurationResponse response, DateTimeOffset fetchedAt, ILogger diagnostics, out string? problem, FlagTable? previous = null)
    {
        EppoResponse eppo = EppoResponse.Of(response);
        ReadOnlySpan<byte> flags = eppo.Content.Span;
        DateTimeOffset fetched = eppo.FetchedAt ?? fetchedAt;
        return RacReader.Recognizes(flags)
            ? RacReader.Read(flags, fetched, diagnostics, out problem, eppo)
            : UfcReader.Read(flags, fetched, diagnostics, out problem, ReadModels(eppo, diagnostics), previous, eppo);
    }

    /// <summary>Reads a configuration in its public form. Never throws.</summary>
    public static FlagTable? Read(
        EppoConfiguration configuration, DateTimeOffset fetchedAt, ILogger diagnostics, out string? problem, FlagTable? previous = null) =>
        Read(configuration.Response, fetchedAt, diagnostics, out problem, previous);

    private static BanditModels ReadModels(EppoResponse response, ILogger diagnostics)
    {
        BanditModels models = response.Models
            ?? (response.Bandits is { } bandits ? BanditModelsReader.Read(bandits.Span) : BanditModels.None);
        models.LogDefects(diagnostics);
        return models;
    }
}
