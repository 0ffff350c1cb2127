using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace EppoTyped.Faults.Tests;

/// <summary>Faults between the client and its server: names, certificates, proxies, connections.</summary>
[Trait("Category", "Faults")]
public sealed class NetworkFaults
{
    private static readonly TimeSpan LongestConnection = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task F21_A_name_that_cannot_be_resolved_and_then_leads_elsewhere()
    {
        await using FaultScene scene = new();
        await using RawServer before = new(connection => connection.RespondAsync("{}"));
        await using RawServer after = new(connection => connection.RespondAsync("{}"));
        before.Good("red", "\"1\"");
        after.Good("blue", "\"2\"");
        RawServer? found = before;
        using SocketsHttpHandler handler = HttpConfigurationSource.NewHandler();
        handler.PooledConnectionLifetime = TimeSpan.Zero;
        handler.ConnectCallback = async (context, cancellation) =>
        {
            if (Volatile.Read(ref found) is not { } server)
            {
                throw new SocketException((int)SocketError.HostNotFound);
            }

            Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, server.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        };
        EppoClient client = await scene.InitializeAsync(
            scene.Options("http://flags.invalid/api") with { AllowInsecureHttp = true, HttpMessageHandler = handler });
        FaultScene.AssertAnswers(client, "red");
        Volatile.Write(ref found, null);
        for (int poll = 0; poll < 4; poll++)
        {
            Assert.False(await client.RefreshAsync());
            FaultScene.AssertAnswers(client, "red");
            scene.AssertTransitions(20, 21);
        }

        Assert.Contains(scene.Lines, line => line.Id == 21 && line.Text.Contains("cannot be resolved", StringComparison.Ordinal));
        Volatile.Write(ref found, after);
        await scene.AssertRecoversAsync(client, "blue");
        scene.AssertTransitions(20, 21, 24);

        // The library's own connections do not outlive a change of the address for long.
        using SocketsHttpHandler own = HttpConfigurationSource.NewHandler();
        Assert.InRange(own.PooledConnectionLifetime, TimeSpan.FromSeconds(1), LongestConnection);
    }

    [Theory]
    [InlineData("self-signed")]
    [InlineData("expired")]
    [InlineData("another host")]
    [InlineData("TLS 1.0")]
    public async Task F22_A_certificate_or_a_TLS_that_is_not_accepted(string fault)
    {
        await using FaultScene scene = new();
#pragma warning disable SYSLIB0039, CA5397 // TLS 1.0 is the fault.
        await using TlsServer server = new(
            fault == "another host" ? "elsewhere.invalid" : "localhost",
            connection => connection.RespondAsync(ReferenceFlags.Json("evil")),
            fault == "expired" ? TimeSpan.FromDays(1) : null,
            fault == "TLS 1.0" ? SslProtocols.Tls : SslProtocols.None);
#pragma warning restore SYSLIB0039, CA5397
        // Trusted by the application's handler where trust is not the fault.
        using SocketsHttpHandler trusting = server.TrustingHandler();
        EppoClient client = scene.Start(
            scene.Options(server.BaseUrl) with { HttpMessageHandler = fault == "self-signed" ? null : trusting });
        for (int poll = 0; poll < 4; poll++)
        {
            Assert.False(await client.RefreshAsync());
            FaultScene.AssertDefaults(client);
            scene.AssertTransitions(22);
        }

        Assert.Contains("no secure connection", client.Initialization.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);

        // The certificate authority of a company, through a handler of its own.
        await using TlsServer mended = new("localhost", connection => connection.RespondAsync("{}"));
        using SocketsHttpHandler handler = mended.TrustingHandler();
        await scene.PlayColdAsync(mended, change: options => options with { HttpMessageHandler = handler });
    }

    [Theory]
    [InlineData("407")]
    [InlineData("down")]
    [InlineData("502")]
    public async Task F23_A_proxy_that_refuses_or_is_down(string fault)
    {
        async Task FailAsync(RawConnection connection)
        {
            if (fault == "down")
            {
                connection.Reset();
                return;
            }

            await connection.WriteAsync(
                $"HTTP/1.1 {fault} Refused\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n");
        }

        // It is the proxy for every address, and responds in their place.
        await using RawServer proxy = new(FailAsync);
        using SocketsHttpHandler handler = HttpConfigurationSource.NewHandler();
        handler.Proxy = new WebProxy(new Uri($"http://127.0.0.1:{proxy.Port}"));
        Func<EppoClientOptions, EppoClientOptions> through = options =>
            options with { BaseUrl = "http://flags.invalid/api", AllowInsecureHttp = true, HttpMessageHandler = handler };
        await using FaultScene scene = new();
        await scene.PlayWarmAsync(proxy, change: through);
        Assert.All(proxy.Requests, head => Assert.StartsWith("GET http://flags.invalid/api/", head, StringComparison.Ordinal));
        Assert.True(fault != "407" || scene.Lines.Any(line => line.Id == 21 && line.Text.Contains("proxy", StringComparison.Ordinal)));

        // A tunnel to an https address, which the proxy does not open.
        proxy.Fail();
        EppoClient tunnelled = scene.Start(scene.Options("https://flags.invalid/api") with { HttpMessageHandler = handler });
        Assert.False(await tunnelled.RefreshAsync());
        FaultScene.AssertDefaults(tunnelled);

        // The environment's proxy (HTTPS_PROXY) is the default of the library's handler.
        using SocketsHttpHandler own = HttpConfigurationSource.NewHandler();
        Assert.Equal((true, null), (own.UseProxy, own.Proxy));
    }

    [Fact]
    public async Task F24_Connections_that_the_server_closes_between_polls()
    {
        await using FaultScene scene = new();
        await using RawServer server = new(_ => Task.CompletedTask);
        server.Good("red", "\"1\"");
        EppoClient client = await scene.InitializeAsync(scene.Options(server.BaseUrl));
        foreach (string color in (string[])["blue", "red", "blue"])
        {
            // It announces to keep the connection, and closes it.
            server.Then(async connection =>
            {
                await connection.RespondAsync(ReferenceFlags.Json(color));
                connection.Close();
            });
            await scene.AssertRecoversAsync(client, color);
        }

        Assert.True(server.Accepted > 1);
        scene.AssertTransitions(20);

        // HTTP/2, with the application's handler, to a server that sends GOAWAY after each response.
        await using KestrelServer second = await KestrelServer.StartHttp2Async(async context =>
        {
            await Answers.Json(ReferenceFlags.Json($"stream {context.Connection.Id}"))(context);
            context.Features.Get<Microsoft.AspNetCore.Connections.Features.IConnectionLifetimeNotificationFeature>()!.RequestClose();
        });
        using Http2Handler handler = new();
        EppoClient other = await scene.InitializeAsync(scene.Options(second.BaseUrl) with { HttpMessageHandler = handler });
        string last = other.GetStringAssignment("color", ReferenceFlags.Subject, "default");
        for (int poll = 0; poll < 5; poll++)
        {
            Assert.True(await other.RefreshAsync());
            string color = other.GetStringAssignment("color", ReferenceFlags.Subject, "default");
            Assert.NotEqual(last, color);
            last = color;
        }

        scene.AssertTransitions(20);
    }

    private sealed class Http2Handler() : DelegatingHandler(HttpConfigurationSource.NewHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
