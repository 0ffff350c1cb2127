using Microsoft.AspNetCore.Http;

namespace EppoTyped.Faults.Tests;

/// <summary>A real web server whose fault is a response. It begins with its fault.</summary>
internal sealed class KestrelServer : IFaultyServer, IAsyncDisposable
{
    private readonly Func<HttpContext, Task> _fault;
    private readonly FlagServer _server;
    private volatile Func<HttpContext, Task> _answer;

    private KestrelServer(FlagServer server, Func<HttpContext, Task> fault)
    {
        (_server, _fault, _answer) = (server, fault, fault);
        server.Then(context => _answer(context));
    }

    public string Url => _server.Url;

    public string BaseUrl => _server.BaseUrl;

    public SemaphoreSlim Hanging => _server.Hanging;

    public IEnumerable<string?> RequestedETags => _server.Requests.Select(request => request.IfNoneMatch);

    public int MostAtOnce => _server.MostAtOnce;

    public IReadOnlyCollection<FlagServer.Request> Requests => _server.Requests;

    public static async Task<KestrelServer> StartAsync(Func<HttpContext, Task> fault) => new(await FlagServer.StartAsync(), fault);

    public static async Task<KestrelServer> StartHttp2Async(Func<HttpContext, Task> fault) =>
        new(await FlagServer.StartHttp2Async(), fault);

    public void Good(string color, string? etag) => Then(Answers.Json(ReferenceFlags.Json(color), etag));

    public void Fail() => Then(_fault);

    /// <summary>Sets the response from the next request on.</summary>
    public void Then(Func<HttpContext, Task> answer) => _answer = answer;

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
