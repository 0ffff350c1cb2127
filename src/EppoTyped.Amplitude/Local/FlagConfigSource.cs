using System.Net;

namespace EppoTyped.Amplitude;

/// <summary>
/// Fetches Amplitude's flags over HTTP, and their cohorts before they are used (docs/protocols/amplitude.md, sections 6.1 and 6.4).
/// </summary>
internal sealed class FlagConfigSource(
    HttpClient client, string server, AmplitudeKey deploymentKey, AmplitudeLocalOptions options, ICohortSync? cohorts)
    : IConfigurationSource
{
    private readonly Uri _address = new(server + "/sdk/v2/flags?v=0");

    public async ValueTask<ConfigurationFetch> FetchAsync(string? revision, CancellationToken cancellationToken)
    {
        ConfigurationFetch fetch = await GetAsync(cancellationToken).ConfigureAwait(false);
        if (fetch.Response is { } response)
        {
            await CohortPreparation.RunAsync(cohorts, response.Content, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }

        return fetch;
    }

    /// <summary>The host of the server; never the key.</summary>
    public override string ToString() => _address.Authority;

    private async Task<ConfigurationFetch> GetAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource time = new(options.FlagConfigPollerRequestTimeout, options.TimeProvider);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, _address);
            AmplitudeHttp.Authorize(request, deploymentKey);
            request.Headers.TryAddWithoutValidation("X-Amp-Exp-Library", AmplitudeHttp.Library);
            using HttpResponseMessage response = await client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, end.Token).ConfigureAwait(false);
            return await ReadAsync(response, end.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (time.IsCancellationRequested)
        {
            return ConfigurationFetch.Failed(
                $"{_address.Authority} did not answer in full within {options.FlagConfigPollerRequestTimeout} "
                + "(AmplitudeLocalOptions.FlagConfigPollerRequestTimeout).");
        }
        catch (Exception exception)
        {
            return ConfigurationFetch.Failed($"{_address.Authority}: {HttpAnswers.Describe(exception)}.");
        }
    }

    private async Task<ConfigurationFetch> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        TimeSpan? retryAfter = HttpAnswers.RetryAfter(response, options.TimeProvider);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            return ConfigurationFetch.Unauthorized(
                $"{_address.Authority} answered {(int)response.StatusCode} and refuses the deployment key ({deploymentKey.Fingerprint}). "
                + "Check that it is the key of a server deployment, and that the zone is that of its project.",
                retryAfter);
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            return ConfigurationFetch.Failed($"{_address.Authority} answered {(int)response.StatusCode}.", retryAfter);
        }

        ReadOnlyMemory<byte>? body = await HttpAnswers.ReadBodyAsync(
            response.Content, options.MaxConfigurationBytes, cancellationToken).ConfigureAwait(false);
        return body is { } content
            ? ConfigurationFetch.Fetched(content, null, options.TimeProvider.GetUtcNow())
            : ConfigurationFetch.Failed(
                $"{_address.Authority} answered with more than {options.MaxConfigurationBytes} bytes, "
                + "the limit that AmplitudeLocalOptions.MaxConfigurationBytes sets.");
    }
}
