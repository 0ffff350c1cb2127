using System.Collections.Concurrent;
using System.Threading.Channels;
using EppoTyped.Tests.Polling;
using Microsoft.AspNetCore.Http;

namespace EppoTyped.Amplitude.Tests.Local;

/// <summary>A server that streams what a test tells it to, one script a connection; the last one repeats.</summary>
internal sealed class StreamServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<Connection> _connections = new();
    private readonly SemaphoreSlim _connected = new(0);
    private FlagServer _server = null!;

    public string Url => _server.Url;

    public IReadOnlyCollection<FlagServer.Request> Requests => _server.Requests;

    public static async Task<StreamServer> StartAsync()
    {
        StreamServer server = new();
        server._server = await FlagServer.StartAsync(server.AnswerAsync);
        return server;
    }

    /// <summary>Waits for the next connection.</summary>
    public async Task<Connection> ConnectedAsync()
    {
        Assert.True(await _connected.WaitAsync(TimeSpan.FromSeconds(20)), "Nobody connected.");
        Assert.True(_connections.TryDequeue(out Connection? connection));
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _connected.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Connection connection = new();
        _connections.Enqueue(connection);
        _connected.Release();
        await connection.RunAsync(context);
    }

    /// <summary>One connection, driven by the test.</summary>
    internal sealed class Connection
    {
        private readonly Channel<Func<HttpContext, Task<bool>>> _steps = Channel.CreateUnbounded<Func<HttpContext, Task<bool>>>();

        public void Status(int status) => Do(context =>
        {
            context.Response.StatusCode = status;
            return Task.FromResult(false);
        });

        public void Data(string data) => Raw($"data: {data.ReplaceLineEndings("\ndata: ")}\n\n");

        public void Raw(string text) => Do(async context =>
        {
            if (!context.Response.HasStarted)
            {
                context.Response.ContentType = "text/event-stream";
            }

            await context.Response.WriteAsync(text);
            await context.Response.Body.FlushAsync();
            return true;
        });

        public void End() => Do(_ => Task.FromResult(false));

        public void Abort() => Do(context =>
        {
            context.Abort();
            return Task.FromResult(false);
        });

        public async Task RunAsync(HttpContext context)
        {
            try
            {
                while (await (await _steps.Reader.ReadAsync(context.RequestAborted))(context))
                {
                }
            }
            catch (OperationCanceledException)
            {
                // The client has gone.
            }
        }

        private void Do(Func<HttpContext, Task<bool>> step) => Assert.True(_steps.Writer.TryWrite(step));
    }
}
