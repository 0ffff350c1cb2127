using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped;

/// <summary>
/// Completes fetched flags with the models of the bandits they refer to (docs/protocols/eppo.md, section 10.6). Used by one poll at a time.
/// </summary>
/// <remarks>
/// Flags never wait for models: when these cannot be had, the flags go on with the last models, and the models are asked for again with every poll,
/// also when the flags have not changed. Models that answer in a version other than the one referred to count as not there yet.
/// </remarks>
/// <param name="sourceName">Who is asked, in log lines.</param>
/// <param name="diagnostics">Hears once when models fail, and once when they are there again.</param>
internal sealed class BanditCompletion(string sourceName, ILogger diagnostics)
{
    private (ReadOnlyMemory<byte> Response, BanditModels Models)? _last;
    private EppoConfiguration? _incomplete;
    private Once _failure;

    /// <summary>Completes the answer of the flag-config endpoint.</summary>
    /// <param name="flags">The answer.</param>
    /// <param name="revision">The revision that was asked about.</param>
    /// <param name="fetchModels">Asks the bandits endpoint, early enough for the flags to be taken in whatever comes of it.</param>
    public async ValueTask<ConfigurationFetch> CompleteAsync(ConfigurationFetch flags, string? revision, Func<ValueTask<ConfigurationFetch>> fetchModels)
    {
        EppoConfiguration? wanting = flags.Status switch
        {
            ConfigurationFetchStatus.Fetched => flags.Configuration,
            // The flags in use are the ones kept here, so they can be given again with their models.
            ConfigurationFetchStatus.NotModified when revision is not null && _incomplete?.FlagsRevision == revision => _incomplete,
            _ => null,
        };
        if (wanting is null)
        {
            return flags;
        }

        IReadOnlyList<BanditReference> references = BanditReferenceReader.ReadFrom(wanting.Flags.Span);
        if (!references.Any(reference => reference.Variations.Count > 0))
        {
            (_last, _incomplete) = (null, null);
            return flags;
        }

        bool answered = false;
        string? problem = null;
        if (Lacking(references) is not null)
        {
            problem = Take(await fetchModels().ConfigureAwait(false));
            answered = problem is null;
            problem ??= Lacking(references) is { } lacking ? $"The bandits endpoint does not have {lacking} yet." : null;
        }

        LogChange(problem);
        _incomplete = problem is null ? null : wanting;
        return answered || flags.Status == ConfigurationFetchStatus.Fetched
            ? ConfigurationFetch.Fetched(new EppoConfiguration(wanting.Flags, _last?.Response) { FlagsRevision = wanting.FlagsRevision, FetchedAt = wanting.FetchedAt })
            : flags;
    }

    private string? Lacking(IReadOnlyList<BanditReference> references) => (_last?.Models ?? BanditModels.None).DescribeMissing(references);

    /// <returns>Why there are no new models; null when there are.</returns>
    private string? Take(ConfigurationFetch answer)
    {
        if (answer.Configuration?.Flags is not { } response)
        {
            return answer.Problem ?? "The bandits endpoint answered nothing.";
        }

        // Whoever takes the configuration in reads it again, and says then what is wrong with a single bandit.
        BanditModels models = BanditModelsReader.Read(response.Span, NullLogger.Instance);
        _last = models.Problem is null ? (response, models) : _last;
        return models.Problem;
    }

    private void LogChange(string? problem)
    {
        if (problem is null)
        {
            if (_failure.Reset())
            {
                diagnostics.BanditModelsRecovered(sourceName);
            }
        }
        else if (_failure.TryEnter())
        {
            diagnostics.BanditModelsFail(sourceName, problem);
        }
    }
}
