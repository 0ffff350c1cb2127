using System.IO.Compression;
using System.Text;
using static EppoTyped.Tests.Polling.Configurations;

namespace EppoTyped.Tests.Polling;

public sealed class HttpPollingTests
{
    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData("\"quoted\"")]
    [InlineData("W/\"weak\"")]
    [InlineData("0a1b2c3d4e5f")]
    public async Task An_ETag_goes_back_as_it_came_and_304_keeps_the_configuration(string etag)
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(Color("red"), etag), Answers.Status(304));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(server));

        Assert.True(await client.RefreshAsync());
        Assert.True(await client.RefreshAsync());

        Assert.Equal([null, etag, etag], server.Requests.Select(request => request.IfNoneMatch));
        Assert.Equal("red", ColorOf(client));
    }

    [Fact]
    public async Task An_encoding_that_encodes_nothing_is_read()
    {
        await using FlagServer server = await FlagServer.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "identity";
            await Answers.Json(Color("red"))(context);
        });
        await using EppoClient client = await EppoClient.InitializeAsync(Options(server));
        Assert.Equal("red", ColorOf(client));
    }

    [Fact]
    public async Task A_200_without_ETag_drops_the_one_before()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(Color("red"), "\"1\""), Answers.Json(Color("blue")));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(server));

        await client.RefreshAsync();
        Assert.Equal("blue", ColorOf(client));
        await client.RefreshAsync();

        Assert.Equal([null, "\"1\"", null], server.Requests.Select(request => request.IfNoneMatch));
    }

    [Fact]
    public async Task The_same_configuration_again_is_neither_read_nor_swapped_and_its_new_ETag_counts()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(Color("red"), "\"1\""), Answers.Json(Color("red"), "\"2\""));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(server));
        FlagTable table = client.Core.Table;

        await client.RefreshAsync();
        await client.RefreshAsync();

        Assert.Same(table, client.Core.Table);
        Assert.Equal([null, "\"1\"", "\"2\""], server.Requests.Select(request => request.IfNoneMatch));
    }

    [Fact]
    public async Task A_304_before_any_configuration_is_a_failure()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Status(304));
        await using EppoClient client = EppoClient.Start(Options(server));

        Assert.False(await client.RefreshAsync());
        Assert.False(client.IsInitialized);
        Assert.Contains("304", client.Initialization.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Compression_is_asked_for_and_undone(string encoding)
    {
        await using FlagServer server = await FlagServer.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            await context.Response.Body.WriteAsync(Compress(Encoding.UTF8.GetBytes(Color("red")), encoding));
        });
        await using EppoClient client = await EppoClient.InitializeAsync(Options(server));

        Assert.Equal("red", ColorOf(client));
        Assert.Contains(encoding, server.Requests.First().Headers["Accept-Encoding"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_limit_counts_what_comes_out_of_the_compression()
    {
        byte[] bomb = Compress(new byte[4 * 1024 * 1024], "gzip");
        Assert.True(bomb.Length < 100_000);
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(Color("red")), async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.Body.WriteAsync(bomb);
        });
        await using EppoClient client = await EppoClient.InitializeAsync(Options(server) with { MaxConfigurationBytes = 100_000 });

        Assert.False(await client.RefreshAsync());
        Assert.Equal("red", ColorOf(client));
    }

    [Fact]
    public async Task A_body_larger_than_a_buffer_arrives_whole()
    {
        string json = Color("red").Replace("\"Test\"", '"' + new string('x', 3_000_000) + '"', StringComparison.Ordinal);
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(json), async context => await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(json)));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(server));

        Assert.Equal("red", ColorOf(client));
        Assert.True(await client.RefreshAsync());
    }

    [Fact]
    public async Task A_redirect_to_plain_http_elsewhere_is_refused_also_from_a_handler_of_the_user()
    {
        using RedirectedHandler handler = new();
        await using EppoClient client = EppoClient.Start(new EppoClientOptions
        {
            SdkKey = "key", HttpMessageHandler = handler, AttachToShared = false, TimeProvider = _clock,
        });

        Assert.False(await client.RefreshAsync());
        Assert.Contains("plain http at evil.example", client.Initialization.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_loop_ends_and_is_a_failure()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Redirect("/api/flag-config/v1/config"));
        await using EppoClient client = EppoClient.Start(Options(server));

        Assert.False(await client.RefreshAsync());
        Assert.InRange(server.Requests.Count, 2, 24);
    }

    [Fact]
    public async Task A_client_and_a_handler_of_the_user_outlive_us()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(Color("red")));
        using HttpClient http = new();
        using SocketsHttpHandler handler = new();
        await using (EppoClient client = await EppoClient.InitializeAsync(Options(server) with { HttpClient = http }))
        {
            Assert.Equal("red", ColorOf(client));
        }

        await using (EppoClient client = await EppoClient.InitializeAsync(Options(server) with { HttpMessageHandler = handler }))
        {
            Assert.Equal("red", ColorOf(client));
        }

        using HttpClient again = new(handler, disposeHandler: false);
        Assert.True((await http.GetAsync(new Uri(server.Url))).IsSuccessStatusCode);
        Assert.True((await again.GetAsync(new Uri(server.Url))).IsSuccessStatusCode);
    }

    private static byte[] Compress(byte[] content, string encoding)
    {
        using MemoryStream compressed = new();
        using (Stream stream = encoding == "br" ? new BrotliStream(compressed, CompressionLevel.Fastest) : new GZipStream(compressed, CompressionLevel.Fastest))
        {
            stream.Write(content);
        }

        return compressed.ToArray();
    }

    private EppoClientOptions Options(FlagServer server) => new() { SdkKey = "key", BaseUrl = server.BaseUrl, AttachToShared = false, TimeProvider = _clock };

    private sealed class RedirectedHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(new HttpResponseMessage
        {
            RequestMessage = new HttpRequestMessage(HttpMethod.Get, "http://evil.example/config"),
            Content = new StringContent(Color("evil")),
        });
    }
}
