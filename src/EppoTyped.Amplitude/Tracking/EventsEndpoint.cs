using System.Buffers;
using System.Net;
using System.Text.Json;

namespace EppoTyped.Amplitude;

/// <summary>
/// Sends batches of events to Amplitude's HTTP V2 API and interprets its responses (docs/protocols/amplitude.md, section 9.6).
/// </summary>
internal sealed class EventsEndpoint
{
    private const int LargestResponse = 1024 * 1024;

    private readonly AmplitudeKey _apiKey;
    private readonly int? _minIdLength;
    private readonly Uri _uri;
    private readonly HttpClient _client;
    private readonly TimeProvider _clock;

    /// <param name="options">The options of the delivery.</param>
    /// <param name="zone">The client's zone, used where the options name none.</param>
    /// <param name="client">Sends the requests. Not disposed.</param>
    /// <param name="clock">The client's clock.</param>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public EventsEndpoint(AmplitudeAnalyticsOptions options, AmplitudeZone zone, HttpClient client, TimeProvider clock)
    {
        AmplitudeZone own = options.ServerZone ?? zone;
        string byZone = options.UseBatch ? AmplitudeHosts.EventBatches(own) : AmplitudeHosts.Events(own);
        _uri = new Uri(AmplitudeOption.Address($"{options.GetType().Name}.{nameof(options.ServerUrl)}", options.ServerUrl, byZone));
        _apiKey = AmplitudeOption.Key($"{options.GetType().Name}.{nameof(options.ApiKey)}", options.ApiKey);
        (_minIdLength, _client, _clock) = (options.MinIdLength, client, clock);
    }

    public string Host => _uri.Authority;

    public async ValueTask<SendResult> SendAsync(IReadOnlyList<AmplitudeEvent> batch, CancellationToken cancellationToken)
    {
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Post, _uri);
            request.Headers.TryAddWithoutValidation("Accept", "*/*");
            request.Content = AmplitudeHttp.Json(BodyOf(batch), "application/json; charset=UTF-8");
            using HttpResponseMessage response = await _client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.TooManyRequests))
            {
                return SendResult.FromHttp(response, _clock);
            }

            ReadOnlyMemory<byte> body = await HttpAnswers.ReadBodyAsync(
                response.Content, LargestResponse, cancellationToken).ConfigureAwait(false) ?? default;
            EventsAnswer answer = EventsAnswer.Of(body);
            return response.StatusCode == HttpStatusCode.BadRequest
                ? Refused(batch, answer)
                : Throttled(batch, answer, HttpAnswers.RetryAfter(response, _clock));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            // Without the exception's text: a handler may have put the request into it.
            return SendResult.RetryLater($"{Host}: {HttpAnswers.Describe(exception)}.");
        }
    }

    private byte[] BodyOf(IReadOnlyList<AmplitudeEvent> batch)
    {
        ArrayBufferWriter<byte> buffer = new(batch.Sum(logged => logged.Json.Length + 1) + 128);
        using (Utf8JsonWriter writer = new(buffer, PropertyJson.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("api_key", _apiKey.Value);
            writer.WriteStartArray("events");
            foreach (AmplitudeEvent logged in batch)
            {
                writer.WriteRawValue(logged.Json.Span, skipInputValidation: true);
            }

            writer.WriteEndArray();
            if (_minIdLength is { } length)
            {
                writer.WriteStartObject("options");
                writer.WriteNumber("min_id_length", length);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private SendResult Refused(IReadOnlyList<AmplitudeEvent> batch, EventsAnswer answer)
    {
        if (answer.RefusesAll)
        {
            return SendResult.Rejected(
                $"{Host} answered 400 and refuses every event: the analytics key ({_apiKey}) is unknown, or a member is missing.",
                [.. Enumerable.Range(0, batch.Count)]);
        }

        return answer.RefusedEvents.Count > 0
            ? SendResult.Rejected($"{Host} answered 400 and refuses some events: {LogText.Sanitize(answer.Reasons)}.", answer.RefusedEvents)
            : SendResult.Rejected($"{Host} answered 400.");
    }

    private SendResult Throttled(IReadOnlyList<AmplitudeEvent> batch, EventsAnswer answer, TimeSpan? retryAfter)
    {
        List<int> overQuota = [.. Enumerable.Range(0, batch.Count).Where(index => answer.IsOverDailyQuota(batch[index]))];
        IReadOnlyList<int> throttled = answer.ThrottledEvents.Count > 0
            ? answer.ThrottledEvents
            : [.. Enumerable.Range(0, batch.Count).Where(index => answer.IsThrottled(batch[index]))];
        return overQuota.Count + throttled.Count > 0
            ? SendResult.Some($"{Host} answered 429: users or devices send too much.", overQuota, throttled, EventsAnswer.ThrottledFor)
            : SendResult.RetryLater($"{Host} answered 429: too many requests.", retryAfter);
    }
}
