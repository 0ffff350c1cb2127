using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace EppoTyped.Faults.Tests;

/// <summary>
/// A server of bare sockets, for responses that no web server would send. Its fault gets a connection on which a request has arrived.
/// </summary>
internal sealed class RawServer : IFaultyServer, IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<RawConnection, Task> _connections = new();
    private readonly Func<RawConnection, Task> _fault;
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly Task _accepting;
    private volatile Func<RawConnection, Task> _answer;
    private int _accepted;

    /// <param name="fault">Handles a request while the server has its fault; the connection is closed after it.</param>
    /// <param name="tls">How connections are secured; null for plain ones.</param>
    public RawServer(Func<RawConnection, Task> fault, SslServerAuthenticationOptions? tls = null)
    {
        (_fault, _answer, _tls) = (fault, fault, tls);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string BaseUrl => $"{(_tls is null ? "http" : "https")}://localhost:{Port}/api";

    public SemaphoreSlim Hanging { get; } = new(0);

    /// <summary>Lets a slow server continue by one step.</summary>
    public SemaphoreSlim Pace { get; } = new(0);

    /// <summary>The heads of all requests.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public IEnumerable<string?> RequestedETags => Requests.Select(head => head
        .Split("\r\n")
        .FirstOrDefault(line => line.StartsWith("If-None-Match: ", StringComparison.OrdinalIgnoreCase))?[15..]);

    /// <summary>The number of connections so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    public void Good(string color, string? etag) => Then(connection => connection.RespondAsync(ReferenceFlags.Json(color), etag));

    public void Fail() => Then(async connection =>
    {
        await _fault(connection);
        connection.Close();
    });

    public void Proceed() => Pace.Release();

    /// <summary>Sets the response from the next request on. The connection is kept unless the response closes it.</summary>
    public void Then(Func<RawConnection, Task> answer) => _answer = answer;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        foreach (RawConnection connection in _connections.Keys)
        {
            connection.Close();
        }

        await Task.WhenAll([_accepting, .. _connections.Values]).WaitAsync(FaultScene.Bound);
        _stopping.Dispose();
        Hanging.Dispose();
        Pace.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                RawConnection connection = new(await _listener.AcceptTcpClientAsync(_stopping.Token), this, _stopping.Token);
                Interlocked.Increment(ref _accepted);
                _connections[connection] = Task.Run(() => ServeAsync(connection));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(RawConnection connection)
    {
        try
        {
            await connection.OpenAsync(_tls);
            while (!connection.IsClosed && await connection.ReadHeadAsync() is { } head)
            {
                Requests.Enqueue(head);
                await _answer(connection);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException
            or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The client has closed the connection, as it should in most faults.
        }
        finally
        {
            connection.Close();
        }
    }
}

/// <summary>One connection, on which a request has arrived.</summary>
internal sealed class RawConnection(TcpClient client, RawServer server, CancellationToken stopping)
{
    private Stream _stream = Stream.Null;
    private long _written;

    public bool IsClosed { get; private set; }

    /// <summary>The number of bytes that the client, or the buffers before it, have received.</summary>
    public long Written => Volatile.Read(ref _written);

    public async Task OpenAsync(SslServerAuthenticationOptions? tls)
    {
        client.NoDelay = true;
        _stream = client.GetStream();
        if (tls is not null)
        {
            SslStream secured = new(_stream);
            _stream = secured;
            await secured.AuthenticateAsServerAsync(tls, stopping);
        }
    }

    /// <returns>The head of the next request; null when there is none.</returns>
    public async Task<string?> ReadHeadAsync()
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await _stream.ReadAsync(one, stopping) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await _stream.WriteAsync(bytes, stopping);
        await _stream.FlushAsync(stopping);
        Interlocked.Add(ref _written, bytes.Length);
    }

    public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes the head of a 200 with JSON; each of <paramref name="headers"/> is a line.</summary>
    public Task WriteHeadAsync(params string[] headers) =>
        WriteAsync(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + string.Concat(headers.Select(header => header + "\r\n")) + "\r\n");

    /// <summary>Writes a whole response with JSON.</summary>
    public async Task RespondAsync(string json, string? etag = null, params string[] headers)
    {
        byte[] body = Encoding.UTF8.GetBytes(json);
        await WriteHeadAsync([$"Content-Length: {body.Length}", .. etag is null ? (string[])[] : [$"ETag: {etag}"], .. headers]);
        await WriteAsync(body);
    }

    /// <summary>Writes one byte, and waits for the test.</summary>
    public async Task DawdleAsync(byte one)
    {
        await WriteAsync(new[] { one });
        server.Hanging.Release();
        await server.Pace.WaitAsync(stopping);
    }

    /// <summary>Sends nothing more until the server ends or the client closes the connection.</summary>
    public async Task HangAsync()
    {
        server.Hanging.Release();
        await ReadHeadAsync();
    }

    /// <summary>Ends the connection as a crash does: data on its way is lost.</summary>
    public void Reset()
    {
        client.LingerState = new LingerOption(enable: true, seconds: 0);
        Close();
    }

    public void Close()
    {
        IsClosed = true;
        client.Close();
    }
}
