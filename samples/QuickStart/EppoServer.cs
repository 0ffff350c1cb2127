using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace QuickStart;

/// <summary>Serves a configuration file on loopback as Eppo's servers do: with an ETag, and 304 when the client has that version.</summary>
internal sealed class EppoServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private volatile byte[] _body = [];

    private EppoServer(WebApplication app) => _app = app;

    /// <summary>The address for <c>EppoClientOptions.BaseUrl</c>.</summary>
    public string BaseUrl => $"{_app.Urls.First()}/api";

    public static async Task<EppoServer> StartAsync(string file)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        EppoServer server = new(builder.Build());
        server.Serve(file);
        server._app.MapGet("/api/flag-config/v1/config", server.Respond);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Serves this file from now on.</summary>
    public void Serve(string file) => _body = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "served", file));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Respond(HttpContext context)
    {
        byte[] body = _body;
        string etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body))}\"";
        context.Response.Headers.ETag = etag;
        return context.Request.Headers[HeaderNames.IfNoneMatch] == etag
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(body, "application/json");
    }
}
