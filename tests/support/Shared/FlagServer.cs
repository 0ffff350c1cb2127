using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Tests.Polling;

/// <summary>A server on this machine that answers as a test tells it to, and remembers what it was asked. The last answer repeats.</summary>
internal sealed class FlagServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = new();
    private readonly WebApplication _application;
    private readonly object _counting = new();
    private Func<HttpContext, Task> _last = Answers.Status(500);
    private int _atOnce;

    private FlagServer(int port, HttpProtocols protocols)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port, listen => listen.Protocols = protocols));
        // A request that hangs on purpose must not hold up the end of a test.
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    public ConcurrentQueue<Request> Requests { get; } = new();

    /// <summary>Released by each request that is left hanging.</summary>
    public SemaphoreSlim Hanging { get; } = new(0);

    /// <summary>The most requests that were under way at a time. A server learns late that a client has given one up, and that one counts.</summary>
    public int MostAtOnce { get; private set; }

    public string Url => _application.Urls.Single();

    public string BaseUrl => Url + "/api";

    public static async Task<FlagServer> StartAsync(params Func<HttpContext, Task>[] answers) => await StartAtAsync(0, answers);

    public static async Task<FlagServer> StartAtAsync(int port, params Func<HttpContext, Task>[] answers)
    {
        return await StartAsync(port, HttpProtocols.Http1, answers);
    }

    public static async Task<FlagServer> StartHttp2Async(params Func<HttpContext, Task>[] answers) => await StartAsync(0, HttpProtocols.Http2, answers);

    private static async Task<FlagServer> StartAsync(int port, HttpProtocols protocols, Func<HttpContext, Task>[] answers)
    {
        FlagServer server = new(port, protocols);
        server.Then(answers);
        await server._application.StartAsync();
        return server;
    }

    public void Then(params Func<HttpContext, Task>[] answers)
    {
        foreach (Func<HttpContext, Task> answer in answers)
        {
            _answers.Enqueue(answer);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Hanging.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using StreamReader body = new(context.Request.Body);
        Requests.Enqueue(new Request(
            context.Request.Method,
            context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await body.ReadToEndAsync()));
        if (_answers.TryDequeue(out Func<HttpContext, Task>? answer))
        {
            _last = answer;
        }

        context.Items[nameof(Hanging)] = Hanging;
        Count(1);
        try
        {
            await _last(context);
        }
        finally
        {
            Count(-1);
        }
    }

    private void Count(int difference)
    {
        lock (_counting)
        {
            _atOnce += difference;
            MostAtOnce = Math.Max(MostAtOnce, _atOnce);
        }
    }

    public sealed record Request(string Method, string Target, Dictionary<string, string> Headers, string Body)
    {
        public string? IfNoneMatch => Headers.GetValueOrDefault("If-None-Match");
    }
}

/// <summary>What a server can say.</summary>
internal static class Answers
{
    public static Func<HttpContext, Task> Json(string json, string? etag = null) => Body(Encoding.UTF8.GetBytes(json), "application/json", etag);

    public static Func<HttpContext, Task> Body(byte[] body, string contentType, string? etag = null) => async context =>
    {
        context.Response.ContentType = contentType;
        if (etag is not null)
        {
            context.Response.Headers.ETag = etag;
        }

        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    };

    public static Func<HttpContext, Task> Status(int status, string? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return Task.CompletedTask;
    };

    public static Func<HttpContext, Task> Redirect(string location) => context =>
    {
        context.Response.StatusCode = 302;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    };

    public static async Task Hang(HttpContext context)
    {
        ((SemaphoreSlim)context.Items[nameof(FlagServer.Hanging)]!).Release();
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    /// <summary>Headers and a first byte, then nothing.</summary>
    public static async Task HangInBody(HttpContext context)
    {
        await context.Response.WriteAsync("{");
        await context.Response.Body.FlushAsync();
        await Hang(context);
    }

    public static async Task CutOff(HttpContext context)
    {
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("{\"flags\":");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }
}
