using System.Buffers;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Amplitude;

/// <summary>Sends one request for the variants of a user (docs/protocols/amplitude.md, sections 8.1 and 8.2).</summary>
internal sealed class VariantsEndpoint : IDisposable
{
    private const string ContentType = "application/json;charset=utf-8";

    /// <summary>The largest user for which Amplitude's network caches responses.</summary>
    private const int CacheableBytes = 8000;

    private const int LargestResponse = 64 * 1024 * 1024;

    private readonly AmplitudeKey _deploymentKey;
    private readonly Uri _uri;
    private readonly FetchMethod _method;
    private readonly HttpClient _client;
    private readonly bool _ownsClient;
    private readonly ILogger _diagnostics;
    private Once _tooLarge;

    public VariantsEndpoint(AmplitudeKey deploymentKey, AmplitudeRemoteOptions options, ILogger diagnostics)
    {
        string server = AmplitudeOption.Address(
            "AmplitudeRemoteOptions.ServerUrl", options.ServerUrl, AmplitudeHosts.Variants(options.ServerZone));
        (_deploymentKey, _method, _diagnostics) = (deploymentKey, options.Method, diagnostics);
        _uri = new Uri($"{server}/sdk/v2/vardata?v=0");
        _ownsClient = options.HttpClient is null;
        _client = AmplitudeHttp.ClientOf(options.HttpClient, options.HttpMessageHandler);
    }

    public string Host => _uri.Authority;

    /// <summary>The user as it is sent, with the name of this library where it names none.</summary>
    public byte[] Serialize(AmplitudeUser user)
    {
        byte[] json = AmplitudeUserJson.ToUtf8(string.IsNullOrEmpty(user.Library) ? user with { Library = AmplitudeHttp.Library } : user);
        if (json.Length > CacheableBytes && _tooLarge.TryEnter())
        {
            _diagnostics.UserTooLargeForCache(json.Length, CacheableBytes);
        }

        return json;
    }

    /// <summary>Sends one request.</summary>
    /// <exception cref="AmplitudeFetchException">The request failed; the message names the host and the reason.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<Dictionary<string, Variant>> FetchAsync(byte[] user, FetchOptions options, CancellationToken cancellationToken)
    {
        try
        {
            using HttpRequestMessage request = NewRequest(user, options);
            using HttpResponseMessage response = await _client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new AmplitudeFetchException(Describe(response.StatusCode), (int)response.StatusCode);
            }

            ReadOnlyMemory<byte> body = await HttpAnswers.ReadBodyAsync(
                response.Content, LargestResponse, cancellationToken).ConfigureAwait(false)
                ?? throw new AmplitudeFetchException($"{Host} answered with more than {LargestResponse} bytes.");
            return VariantJson.TryReadAll(body, out Dictionary<string, Variant>? variants)
                ? variants
                : throw new AmplitudeFetchException(
                    $"{Host} answered 200, but not with a JSON object of variants: a portal or a proxy may have answered in its place.");
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new AmplitudeFetchException($"{Host}: the HttpClient's own timeout ended the request.");
        }
        catch (Exception exception) when (exception is not AmplitudeFetchException)
        {
            // Without the exception's text: a handler may have put the request's headers, with the key, into it.
            throw new AmplitudeFetchException($"{Host}: {HttpAnswers.Describe(exception)}.");
        }
    }

    public void Dispose()
    {
        if (_ownsClient)
        {
            _client.Dispose();
        }
    }

    private HttpRequestMessage NewRequest(byte[] user, FetchOptions options)
    {
        HttpRequestMessage request = new(_method == FetchMethod.Get ? HttpMethod.Get : HttpMethod.Post, _uri);
        AmplitudeHttp.Authorize(request, _deploymentKey);
        if (_method == FetchMethod.Get)
        {
            request.Headers.TryAddWithoutValidation("X-Amp-Exp-User", AmplitudeHttp.Base64Url(user));
        }
        else
        {
            request.Content = AmplitudeHttp.Json(user, ContentType);
        }

        AddTracking(request, "X-Amp-Exp-Track", options.TracksAssignment);
        AddTracking(request, "X-Amp-Exp-Exposure-Track", options.TracksExposure);
        if (options.FlagKeys is { Count: > 0 } flagKeys)
        {
            request.Headers.TryAddWithoutValidation("X-Amp-Exp-Flag-Keys", AmplitudeHttp.Base64Url(Serialize(flagKeys)));
        }

        return request;
    }

    private static void AddTracking(HttpRequestMessage request, string header, bool? track)
    {
        if (track is { } wanted)
        {
            request.Headers.TryAddWithoutValidation(header, wanted ? "track" : "no-track");
        }
    }

    private static ReadOnlySpan<byte> Serialize(IReadOnlyList<string> flagKeys)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, PropertyJson.WriterOptions))
        {
            PropertyJson.Write(writer, flagKeys);
        }

        return buffer.WrittenSpan;
    }

    private string Describe(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            $"{Host} answered {(int)status} and refuses the deployment key ({_deploymentKey}). Check that it is the key of a deployment "
            + "of this project, not its analytics key, and that the zone is right.",
        HttpStatusCode.NotFound => $"{Host} answered 404. Check the path of AmplitudeRemoteOptions.ServerUrl.",
        _ => $"{Host} answered {(int)status}.",
    };
}
