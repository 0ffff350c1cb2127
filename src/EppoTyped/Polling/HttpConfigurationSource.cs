using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace EppoTyped;

/// <summary>Eppo's flag configuration over HTTP, asked for conditionally, and the bandit models it refers to.</summary>
/// <remarks>No message is built from an exception's own text: .NET may put the address, and with it the key, into that.</remarks>
internal sealed class HttpConfigurationSource : IConfigurationSource, IDisposable
{
    /// <summary>The share of a poll's time within which both requests must end: flags are not lost because models do not come.</summary>
    public const double ShareOfTime = 0.8;

    private readonly HttpEndpoint _endpoint;
    private readonly BanditCompletion _bandits;
    private readonly TimeSpan _timeForBoth;
    private readonly Redirection _redirection;
    private readonly int _maxBytes;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client;
    private readonly bool _ownsClient;

    /// <summary>The source of checked options.</summary>
    /// <exception cref="ArgumentException">The key or the address is wrong; the message names the option, and how to mend it.</exception>
    public HttpConfigurationSource(HttpSourceSettings settings, ILogger diagnostics)
    {
        _endpoint = HttpEndpoint.Of(settings);
        _bandits = new BanditCompletion(_endpoint.Host, diagnostics);
        _timeForBoth = settings.RequestTimeout * ShareOfTime;
        _redirection = new Redirection(_endpoint, settings.AllowInsecureHttp);
        (_maxBytes, _clock) = (settings.MaxConfigurationBytes, settings.Clock);
        _ownsClient = settings.HttpClient is null;
        _client = settings.HttpClient ?? (settings.HttpMessageHandler is { } handler
            ? new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan }
            : new HttpClient(NewHandler()) { Timeout = Timeout.InfiniteTimeSpan });
    }

    /// <inheritdoc cref="HttpEndpoint.Binding"/>
    public string Binding => _endpoint.Binding;

    public async ValueTask<ConfigurationFetch> FetchAsync(string? revision, CancellationToken cancellationToken)
    {
        long start = _clock.GetTimestamp();
        ConfigurationFetch flags = await GetAsync(_endpoint.Uri, revision, cancellationToken).ConfigureAwait(false);
        return await _bandits.CompleteAsync(flags, revision, () => GetModelsAsync(start, cancellationToken)).ConfigureAwait(false);
    }

    public void Dispose()
    {
        if (_ownsClient)
        {
            _client.Dispose();
        }
    }

    /// <summary>The host, never the key.</summary>
    public override string ToString() => _endpoint.Host;

    /// <summary>Asks once, and unconditionally: no SDK asks this endpoint with an ETag.</summary>
    private async ValueTask<ConfigurationFetch> GetModelsAsync(long start, CancellationToken cancellationToken)
    {
        TimeSpan left = _timeForBoth - _clock.GetElapsedTime(start);
        using CancellationTokenSource time = new(left > TimeSpan.Zero ? left : TimeSpan.Zero, _clock);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        try
        {
            return await GetAsync(_endpoint.BanditsUri, null, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ConfigurationFetch.Failed($"{_endpoint.Host} did not answer with the models in time.");
        }
    }

    /// <summary>Fetches one of the two responses.</summary>
    private async ValueTask<ConfigurationFetch> GetAsync(Uri uri, string? revision, CancellationToken cancellationToken)
    {
        try
        {
            // Redirects are followed here, because the platform would take the key along to another host.
            for (int redirects = 0; redirects <= Redirection.Most; redirects++)
            {
                using HttpRequestMessage request = new(HttpMethod.Get, uri);
                if (revision is not null)
                {
                    // Verbatim: some servers send ETags without the quotes that a parsed header would insist on.
                    request.Headers.TryAddWithoutValidation("If-None-Match", revision);
                }

                using HttpResponseMessage response = await _client
                    .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
                // A handler that was given to us may have followed some already.
                Uri arrived = response.RequestMessage?.RequestUri ?? uri;
                Uri? next = Redirection.TargetOf(response, arrived);
                if ((_redirection.Refuse(uri, arrived) ?? _redirection.Refuse(arrived, next ?? arrived)) is { } refusal)
                {
                    return ConfigurationFetch.Failed(refusal);
                }

                if (next is null)
                {
                    return await ReadAsync(response, revision, cancellationToken).ConfigureAwait(false);
                }

                uri = next;
            }

            return ConfigurationFetch.Failed($"{_endpoint.Host} redirects more than {Redirection.Most} times.");
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return ConfigurationFetch.Failed($"{_endpoint.Host}: the request was given up by the HttpClient's own timeout.");
        }
        catch (Exception exception)
        {
            return ConfigurationFetch.Failed($"{_endpoint.Host}: {HttpAnswers.Describe(exception)}.");
        }
    }

    /// <summary>The handler of a client that is given none.</summary>
    public static SocketsHttpHandler NewHandler() => new()
    {
        // A connection that lives for ever never sees that the host's address has changed.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
        AllowAutoRedirect = false,
        UseCookies = false,
        // A traced request would carry its address, key included, into the trace.
        ActivityHeadersPropagator = null,
    };

    private async ValueTask<ConfigurationFetch> ReadAsync(
        HttpResponseMessage response, string? revision, CancellationToken cancellationToken)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                break;
            case HttpStatusCode.NotModified when revision is not null:
                return ConfigurationFetch.NotModified;
            case HttpStatusCode.NotModified:
                return ConfigurationFetch.Failed($"{_endpoint.Host} answered 304, not modified, to a request without an ETag.");
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                return ConfigurationFetch.Unauthorized(
                    $"{_endpoint.Host} answered {(int)response.StatusCode} and refuses the SDK key (SHA-256 {_endpoint.Fingerprint}...). "
                    + $"Check that {_endpoint.Option("SdkKey")} is a server SDK key of this environment and has not been revoked.",
                    HttpAnswers.RetryAfter(response, _clock));
            case HttpStatusCode.NotFound:
                return ConfigurationFetch.Misaddressed(
                    $"{_endpoint.Host} answered 404. "
                    + $"Check the path of {_endpoint.Option("BaseUrl")} (the default is {HttpSourceSettings.DefaultBaseUrl}).",
                    HttpAnswers.RetryAfter(response, _clock));
            case HttpStatusCode.ProxyAuthenticationRequired:
                return ConfigurationFetch.Failed(
                    $"A proxy before {_endpoint.Host} answered 407: it wants credentials. "
                    + $"Set {_endpoint.Option("HttpMessageHandler")} to a handler whose proxy has them.",
                    HttpAnswers.RetryAfter(response, _clock));
            default:
                return ConfigurationFetch.Failed(
                    $"{_endpoint.Host} answered {(int)response.StatusCode}.", HttpAnswers.RetryAfter(response, _clock));
        }

        if (string.Equals(response.Content.Headers.ContentType?.MediaType, "text/html", StringComparison.OrdinalIgnoreCase))
        {
            return ConfigurationFetch.Failed(
                $"{_endpoint.Host} answered with text/html instead of JSON: a portal or a proxy may be answering in its place.");
        }

        if (response.Content.Headers.ContentEncoding.Any(encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            return ConfigurationFetch.Failed(
                $"{_endpoint.Host} answered with a compression the handler does not undo. "
                + $"Set AutomaticDecompression on the handler given to {_endpoint.OptionsName}.");
        }

        ReadOnlyMemory<byte>? body = await HttpAnswers.ReadBodyAsync(response.Content, _maxBytes, cancellationToken).ConfigureAwait(false);
        return body is { } content
            ? ConfigurationFetch.Fetched(content, ETagOf(response), _clock.GetUtcNow())
            : ConfigurationFetch.Failed(
                $"{_endpoint.Host} answered with more than {_maxBytes} bytes, "
                + $"the limit that {_endpoint.Option("MaxConfigurationBytes")} sets.");
    }

    /// <summary>Raw: a parsed ETag header drops the ETags that have no quotes.</summary>
    private static string? ETagOf(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("ETag", out HeaderStringValues values) && values.ToString() is { Length: > 0 } tag
            ? tag
            : null;
}
