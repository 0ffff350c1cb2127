using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>
/// Completes fetched flags with the models of the bandits they refer to (docs/protocols/eppo.md, section 10.6). Used by one poll at a time.
/// </summary>
/// <remarks>
/// Flags never wait for models: when these cannot be had, the flags go on with the last models, and the models are asked for again with
/// every poll, also when the flags have not changed. Models in a version other than the one referred to count as not there yet. References
/// and models are read here, once for each response, and passed on with it.
/// </remarks>
/// <param name="sourceName">Who is asked, in log lines.</param>
/// <param name="diagnostics">The log: one line when models fail, and one when they are there again.</param>
internal sealed class BanditCompletion(string sourceName, ILogger diagnostics)
{
    private (ReadOnlyMemory<byte> Response, BanditModels Models)? _last;
    private EppoResponse? _incomplete;
    private Once _failure;

    /// <summary>Completes what the flag-config endpoint answered.</summary>
    /// <param name="flags">The answer.</param>
    /// <param name="revision">The revision that was asked about.</param>
    /// <param name="fetchModels">Asks the bandits endpoint, early enough for the flags to be applied whatever comes of it.</param>
    public async ValueTask<ConfigurationFetch> CompleteAsync(
        ConfigurationFetch flags, string? revision, Func<ValueTask<ConfigurationFetch>> fetchModels)
    {
        EppoResponse? wanting = flags.Status switch
        {
            ConfigurationFetchStatus.Fetched => WithReferences(flags.Response!),
            // The flags in use are the ones kept here, so they can be returned again with their models.
            ConfigurationFetchStatus.NotModified when revision is not null && _incomplete?.Revision == revision => _incomplete,
            _ => null,
        };
        if (wanting is null)
        {
            return flags;
        }

        IReadOnlyList<BanditReference> references = wanting.References!;
        if (!references.Any(reference => reference.Variations.Count > 0))
        {
            (_last, _incomplete) = (null, null);
            return ConfigurationFetch.Fetched(wanting);
        }

        bool answered = false;
        string? problem = null;
        if (Lacking(references) is not null)
        {
            problem = Keep(await fetchModels().ConfigureAwait(false));
            answered = problem is null;
            problem ??= Lacking(references) is { } lacking ? $"The bandits endpoint does not have {lacking} yet." : null;
        }

        LogChange(problem);
        _incomplete = problem is null ? null : wanting;
        return answered || flags.Status == ConfigurationFetchStatus.Fetched
            ? ConfigurationFetch.Fetched(wanting with { Bandits = _last?.Response, Models = _last?.Models })
            : flags;
    }

    private static EppoResponse WithReferences(ConfigurationResponse flags)
    {
        EppoResponse response = EppoResponse.Of(flags);
        return response with { References = BanditReferenceReader.ReadFrom(response.Content.Span) };
    }

    private string? Lacking(IReadOnlyList<BanditReference> references) => (_last?.Models ?? BanditModels.None).DescribeMissing(references);

    /// <returns>Why there are no new models; null when there are.</returns>
    private string? Keep(ConfigurationFetch answer)
    {
        if (answer.Response?.Content is not { } response)
        {
            return answer.Problem ?? "The bandits endpoint answered nothing.";
        }

        BanditModels models = BanditModelsReader.Read(response.Span);
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
