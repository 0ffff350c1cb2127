using System.Globalization;
using System.Net;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>Downloads one cohort, with retries (docs/protocols/amplitude.md, section 7.2).</summary>
internal sealed class CohortDownload
{
    /// <summary>Most responses that only mean "too early"; they do not count as failed attempts, but they must end.</summary>
    private const int MostWaits = 50;

    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>A server that asks for a longer wait is asked again by the next poll.</summary>
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client;
    private readonly TimeProvider _clock;
    private readonly string _server;
    private readonly string _credentials;
    private readonly int _maxCohortSize;
    private readonly TimeSpan _requestTimeout;

    public CohortDownload(CohortSyncOptions options, AmplitudeZone zone, HttpClient client, TimeProvider clock)
    {
        (_client, _clock, _maxCohortSize, _requestTimeout) = (client, clock, options.MaxCohortSize, options.RequestTimeout);
        _server = AmplitudeOption.Address("CohortSyncOptions.ServerUrl", options.ServerUrl, AmplitudeHosts.Cohorts(zone));
        _credentials = AmplitudeHttp.Basic(
            AmplitudeOption.Key("CohortSyncOptions.ApiKey", options.ApiKey),
            AmplitudeOption.Key("CohortSyncOptions.SecretKey", options.SecretKey));
        Host = new Uri(_server).Authority;
    }

    public string Host { get; }

    /// <summary>Downloads a cohort, unless the stored one is current. Throws only if the token is cancelled.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<CohortAnswer> GetAsync(string cohortId, long? storedLastModified, CancellationToken cancellationToken)
    {
        (int failures, int waits) = (0, 0);
        while (true)
        {
            (CohortAnswer? answer, string problem, bool counts, TimeSpan? retryAfter) = await RequestInTimeAsync(
                cohortId, storedLastModified, cancellationToken).ConfigureAwait(false);
            if (answer is { } final)
            {
                return final;
            }

            if ((counts ? ++failures >= Attempts : ++waits > MostWaits) || retryAfter > LongestRetryAfter)
            {
                return CohortAnswer.Failed(problem);
            }

            await Task.Delay(retryAfter > Pause ? retryAfter.Value : Pause, _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Attempt> RequestInTimeAsync(string cohortId, long? storedLastModified, CancellationToken cancellationToken)
    {
        using CancellationTokenSource time = new(_requestTimeout, _clock);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        try
        {
            return await RequestAsync(cohortId, storedLastModified, end.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return Attempt.Again(string.Create(CultureInfo.InvariantCulture, $"{Host} did not answer in full within {_requestTimeout}."));
        }
        catch (JsonException)
        {
            return Attempt.Again($"{Host} answered 200, but not with a cohort.");
        }
        catch (Exception exception)
        {
            // Without the exception's text: a handler may have put the request's headers, with the keys, into it.
            return Attempt.Again($"{Host}: {HttpAnswers.Describe(exception)}.");
        }
    }

    private async Task<Attempt> RequestAsync(string cohortId, long? storedLastModified, CancellationToken cancellationToken)
    {
        string since = storedLastModified is { } known ? string.Create(CultureInfo.InvariantCulture, $"&lastModified={known}") : "";
        string path = $"sdk/v1/cohort/{Uri.EscapeDataString(cohortId)}";
        using HttpRequestMessage request = new(
            HttpMethod.Get, FormattableString.Invariant($"{_server}/{path}?maxCohortSize={_maxCohortSize}{since}"));
        request.Headers.TryAddWithoutValidation("Authorization", _credentials);
        request.Headers.TryAddWithoutValidation("X-Amp-Exp-Library", AmplitudeHttp.Library);
        using HttpResponseMessage response = await _client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        string answered = $"{Host} answered {(int)response.StatusCode}";
        TimeSpan? retryAfter = HttpAnswers.RetryAfter(response, _clock);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => await ReadAsync(response, cancellationToken).ConfigureAwait(false),
            HttpStatusCode.NoContent => Attempt.Final(CohortAnswer.Unchanged),
            HttpStatusCode.Accepted => Attempt.TooEarly($"{answered}: it is still being computed.", retryAfter),
            HttpStatusCode.TooManyRequests => Attempt.TooEarly($"{answered}: too many requests.", retryAfter),
            HttpStatusCode.RequestEntityTooLarge => Attempt.Final(TooLarge($"{answered}: it")),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Attempt.Final(CohortAnswer.Failed(
                $"{answered} and refuses the keys. Check that CohortSyncOptions has the analytics key and the secret key of the "
                + "project, and that the zone is right.")),
            >= HttpStatusCode.InternalServerError => Attempt.Again($"{answered}.", retryAfter),
            _ => Attempt.Final(CohortAnswer.Failed($"{answered}.")),
        };
    }

    private async Task<Attempt> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            CohortBody? body = await JsonSerializer.DeserializeAsync(
                stream, CohortJson.Default.CohortBody, cancellationToken).ConfigureAwait(false);
            if (body?.MemberIds is not { } members)
            {
                return Attempt.Again($"{Host} answered 200, but not with a cohort.");
            }

            if (members.Count > _maxCohortSize)
            {
                return Attempt.Final(TooLarge("It"));
            }

            HashSet<string> distinct = new(members, StringComparer.Ordinal);
            return Attempt.Final(CohortAnswer.Of(new Cohort(body.GroupType ?? CohortReference.User, body.LastModified, distinct)));
        }
    }

    private CohortAnswer TooLarge(string subject) =>
        CohortAnswer.Failed(
            FormattableString.Invariant($"{subject} is larger than CohortSyncOptions.MaxCohortSize allows ({_maxCohortSize})."));

    /// <summary>The result of one request.</summary>
    /// <param name="Answer">The final result; null for another attempt.</param>
    /// <param name="Problem">Why there is another attempt.</param>
    /// <param name="Counts">Whether it counts as a failed attempt; if not, it was only too early.</param>
    /// <param name="RetryAfter">The wait that the server asked for; null for none.</param>
    private readonly record struct Attempt(CohortAnswer? Answer, string Problem, bool Counts, TimeSpan? RetryAfter)
    {
        public static Attempt Final(CohortAnswer answer) => new(answer, "", false, null);

        public static Attempt Again(string problem, TimeSpan? retryAfter = null) => new(null, problem, true, retryAfter);

        public static Attempt TooEarly(string problem, TimeSpan? retryAfter) => new(null, problem, false, retryAfter);
    }
}
