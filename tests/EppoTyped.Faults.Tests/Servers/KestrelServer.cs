using Microsoft.AspNetCore.Http;

namespace EppoTyped.Faults.Tests;

/// <summary>A real web server whose fault is an answer.</summary>
internal sealed class KestrelServer : IFaultyServer, IAsyncDisposable
{
    private readonly FlagServer _server;
    private readonly Func<HttpContext, Task> _fault;

    private KestrelServer(FlagServer server, Func<HttpContext, Task> fault) => (_server, _fault) = (server, fault);

    public string BaseUrl => _server.BaseUrl;

    public SemaphoreSlim Hanging => _server.Hanging;

    public IEnumerable<string?> ETagsAsked => _server.Requests.Select(request => request.IfNoneMatch);

    public IReadOnlyCollection<FlagServer.Request> Requests => _server.Requests;

    public int MostAtOnce => _server.MostAtOnce;

    public static async Task<KestrelServer> StartAsync(Func<HttpContext, Task> fault) => new(await FlagServer.StartAsync(), fault);

    public static async Task<KestrelServer> StartHttp2Async(Func<HttpContext, Task> fault) => new(await FlagServer.StartHttp2Async(), fault);

    public void Good(string color, string? etag) => Then(Answers.Json(ReferenceFlags.Json(color), etag));

    public void Fail() => Then(_fault);

    public string Url => _server.Url;

    /// <summary>From the next request on, this.</summary>
    public void Then(Func<HttpContext, Task> answer) => _server.Then(answer);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
