using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Soak;

/// <summary>Serves configurations, a new version every half second, in fair weather; in foul weather it fails and lies in every way we know.</summary>
internal sealed class FlappingServer : IAsyncDisposable
{
    private static readonly TimeSpan VersionLength = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan WeatherLength = TimeSpan.FromMilliseconds(1500);

    private readonly WebApplication _application;
    private readonly Random _random;
    private readonly DateTime _start = DateTime.UtcNow;
    private readonly ConcurrentDictionary<string, int> _behaviours = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, bool> _served = new();
    private int _requests;

    private FlappingServer(WebApplication application, int seed) => (_application, _random) = (application, new Random(seed));

    public string Url { get; private set; } = "";

    /// <summary>The newest version there is.</summary>
    public int Latest => 1 + (int)((DateTime.UtcNow - _start) / VersionLength);

    public int Requests => Volatile.Read(ref _requests);

    public static async Task<FlappingServer> StartAsync(int seed)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        FlappingServer server = new(builder.Build(), seed);
        server._application.Run(server.AnswerAsync);
        await server._application.StartAsync();
        server.Url = server._application.Urls.First();
        return server;
    }

    /// <summary>Whether a version has left the server, whole.</summary>
    public bool HasServed(int version) => _served.ContainsKey(version);

    /// <summary>Somebody hands a version out by another way.</summary>
    public void Hand(int version) => _served[version] = true;

    public string Behaviours() => string.Join(", ", _behaviours.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value.ToString("N0", CultureInfo.InvariantCulture)}"));

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource enough = new(TimeSpan.FromSeconds(2));
        await _application.StopAsync(enough.Token);
        await _application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        string behaviour = Choose();
        _behaviours.AddOrUpdate(behaviour, 1, (_, count) => count + 1);
        try
        {
            await AnswerAsync(context, behaviour, Latest);
        }
        catch (OperationCanceledException)
        {
            // The client has left.
        }
    }

    /// <summary>Every other weather is fair, so that whoever backs off comes back.</summary>
    private string Choose()
    {
        bool fair = (int)((DateTime.UtcNow - _start) / WeatherLength) % 2 == 0;
        string[] foul = ["500", "503", "429", "truncated", "hang", "garbage", "html", "empty", "broken-gzip", "reset", "reset-mid-body", "304-wrong", "etag-lie", "no-etag", "slow", "endless", "401"];
        lock (_random)
        {
            int draw = _random.Next(fair ? foul.Length * 3 : foul.Length);
            string behaviour = draw < foul.Length ? foul[draw] : _random.Next(3) == 0 ? "gzip" : "good";
            return behaviour == "401" && _random.Next(5) != 0 ? "good" : behaviour;
        }
    }

    private async Task AnswerAsync(HttpContext context, string behaviour, int version)
    {
        HttpResponse response = context.Response;
        byte[] body = Encoding.UTF8.GetBytes(KnownAnswers.Configuration(version));
        response.ContentType = "application/json";
        switch (behaviour)
        {
            case "500" or "503" or "401":
                response.StatusCode = int.Parse(behaviour, CultureInfo.InvariantCulture);
                break;
            case "429":
                response.StatusCode = 429;
                response.Headers.RetryAfter = "1";
                break;
            case "hang":
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case "garbage":
                byte[] noise = new byte[3000];
                Random.Shared.NextBytes(noise);
                await response.Body.WriteAsync(noise, context.RequestAborted);
                break;
            case "html":
                response.ContentType = "text/html";
                await response.WriteAsync("<html>Please log in</html>", context.RequestAborted);
                break;
            case "empty":
                break;
            case "truncated":
                await response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
                break;
            case "reset":
                context.Abort();
                break;
            case "reset-mid-body":
                response.ContentLength = body.Length;
                await response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
                await response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
                break;
            case "broken-gzip":
                response.Headers.ContentEncoding = "gzip";
                await response.Body.WriteAsync(body, context.RequestAborted);
                break;
            case "304-wrong":
                response.StatusCode = 304;
                break;
            case "endless":
                context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await response.Body.WriteAsync(new byte[65_536], context.RequestAborted);
                }

                break;
            default:
                await ServeAsync(context, behaviour, version, body);
                break;
        }
    }

    private async Task ServeAsync(HttpContext context, string behaviour, int version, byte[] body)
    {
        HttpResponse response = context.Response;
        string etag = behaviour == "etag-lie" ? "\"always-the-same\"" : $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";
        if (behaviour != "no-etag")
        {
            response.Headers.ETag = etag;
        }

        if (behaviour is "good" or "gzip" && context.Request.Headers.IfNoneMatch == etag)
        {
            response.StatusCode = 304;
            return;
        }

        // Before it is on its way: a client may answer from it before the last line here has run.
        _served[version] = true;
        if (behaviour == "slow")
        {
            foreach (byte[] chunk in body.Chunk(700))
            {
                await response.Body.WriteAsync(chunk, context.RequestAborted);
                await response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(40, context.RequestAborted);
            }
        }
        else if (behaviour == "gzip")
        {
            response.Headers.ContentEncoding = "gzip";
            await using GZipStream gzip = new(response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(body, context.RequestAborted);
        }
        else
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
