using System.Globalization;
using System.Net;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>Downloads one cohort, with retries (docs/protocols/amplitude.md, section 7.2).</summary>
internal sealed class CohortDownload
{
    /// <summary>Answers that say nothing is wrong with asking, only that it is too early, do not count against it; but they must end.</summary>
    private const int MostWaits = 50;

    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>A server that wants to be left alone for longer is asked again by the next poll.</summary>
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
        _credentials = AmplitudeHttp.Basic(AmplitudeOption.Key("CohortSyncOptions.ApiKey", options.ApiKey), AmplitudeOption.Key("CohortSyncOptions.SecretKey", options.SecretKey));
        Host = new Uri(_server).Authority;
    }

    public string Host { get; }

    /// <summary>Downloads a cohort, or finds that the one stored is the newest. Never throws but for the token.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<CohortAnswer> GetAsync(string cohortId, long? storedLastModified, CancellationToken cancellationToken)
    {
        (int failures, int waits) = (0, 0);
        while (true)
        {
            (CohortAnswer? answer, string problem, bool counts, TimeSpan? retryAfter) = await AskInTimeAsync(cohortId, storedLastModified, cancellationToken).ConfigureAwait(false);
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

    private async Task<Attempt> AskInTimeAsync(string cohortId, long? storedLastModified, CancellationToken cancellationToken)
    {
        using CancellationTokenSource time = new(_requestTimeout, _clock);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        try
        {
            return await AskAsync(cohortId, storedLastModified, end.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return Attempt.Again(string.Create(CultureInfo.InvariantCulture, $"{Host} gave no complete answer within {_requestTimeout}."));
        }
        catch (JsonException)
        {
            return Attempt.Again($"{Host} answered 200, but with no cohort.");
        }
        catch (Exception exception)
        {
            // Not with the exception's own text: a handler may have put the request's headers, and with them the keys, into that.
            return Attempt.Again($"{Host}: {HttpProblems.Describe(exception)}.");
        }
    }

    private async Task<Attempt> AskAsync(string cohortId, long? storedLastModified, CancellationToken cancellationToken)
    {
        string since = storedLastModified is { } known ? string.Create(CultureInfo.InvariantCulture, $"&lastModified={known}") : "";
        using HttpRequestMessage request = new(
            HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"{_server}/sdk/v1/cohort/{Uri.EscapeDataString(cohortId)}?maxCohortSize={_maxCohortSize}{since}"));
        request.Headers.TryAddWithoutValidation("Authorization", _credentials);
        request.Headers.TryAddWithoutValidation("X-Amp-Exp-Library", AmplitudeHttp.Library);
        using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        string answered = $"{Host} answered {(int)response.StatusCode}";
        return response.StatusCode switch
        {
            HttpStatusCode.OK => await ReadAsync(response, cancellationToken).ConfigureAwait(false),
            HttpStatusCode.NoContent => Attempt.Final(CohortAnswer.Unchanged),
            HttpStatusCode.Accepted => Attempt.TooEarly($"{answered}: it is still being computed.", RetryAfter.Of(response, _clock)),
            HttpStatusCode.TooManyRequests => Attempt.TooEarly($"{answered}: too many requests.", RetryAfter.Of(response, _clock)),
            HttpStatusCode.RequestEntityTooLarge => Attempt.Final(TooLarge($"{answered}: it")),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Attempt.Final(CohortAnswer.Failed(
                $"{answered} and refuses the keys. Check that CohortSyncOptions has the analytics key and the secret key of the project, and that the zone is right.")),
            >= HttpStatusCode.InternalServerError => Attempt.Again($"{answered}.", RetryAfter.Of(response, _clock)),
            _ => Attempt.Final(CohortAnswer.Failed($"{answered}.")),
        };
    }

    private async Task<Attempt> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            CohortBody? body = await JsonSerializer.DeserializeAsync(stream, CohortJson.Default.CohortBody, cancellationToken).ConfigureAwait(false);
            if (body?.MemberIds is not { } members)
            {
                return Attempt.Again($"{Host} answered 200, but with no cohort.");
            }

            return Attempt.Final(members.Count > _maxCohortSize
                ? TooLarge("It")
                : CohortAnswer.Of(new Cohort(body.GroupType ?? CohortReference.User, body.LastModified, new HashSet<string>(members, StringComparer.Ordinal))));
        }
    }

    private CohortAnswer TooLarge(string subject) =>
        CohortAnswer.Failed(string.Create(CultureInfo.InvariantCulture, $"{subject} is larger than CohortSyncOptions.MaxCohortSize allows ({_maxCohortSize})."));

    /// <summary>What came of one request.</summary>
    /// <param name="Answer">The end of it; null for another attempt.</param>
    /// <param name="Problem">Why there is another.</param>
    /// <param name="Counts">Whether something is wrong; if not, it was only too early.</param>
    /// <param name="RetryAfter">What the server asked for.</param>
    private readonly record struct Attempt(CohortAnswer? Answer, string Problem, bool Counts, TimeSpan? RetryAfter)
    {
        public static Attempt Final(CohortAnswer answer) => new(answer, "", false, null);

        public static Attempt Again(string problem, TimeSpan? retryAfter = null) => new(null, problem, true, retryAfter);

        public static Attempt TooEarly(string problem, TimeSpan? retryAfter) => new(null, problem, false, retryAfter);
    }
}
