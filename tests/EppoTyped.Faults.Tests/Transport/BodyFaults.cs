using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace EppoTyped.Faults.Tests;

/// <summary>The server responds with 200, and the body cannot be used.</summary>
[Trait("Category", "Faults")]
public sealed class BodyFaults
{
    private static readonly byte[] Whole = Encoding.UTF8.GetBytes(ReferenceFlags.Json("corrupt"));

    [Theory]
    [InlineData("reset")]
    [InlineData("less than promised")]
    [InlineData("chunks without an end")]
    public async Task F09_A_connection_lost_in_the_body(string how) => await PlayRawAsync(async connection =>
    {
        bool promised = how != "chunks without an end";
        await connection.WriteHeadAsync("ETag: \"broken\"", promised ? $"Content-Length: {Whole.Length}" : "Transfer-Encoding: chunked");
        await connection.WriteAsync(promised ? Whole.AsMemory(0, Whole.Length - 20) : Encoding.ASCII.GetBytes("9\r\n{\"flags\":\r\n"));
        if (how == "reset")
        {
            connection.Reset();
        }
    });

    [Theory]
    [InlineData("{")]
    [InlineData("{\"flags\":{\"color\":{\"key\":\"col")]
    [InlineData("{\"flags\":{}")]
    public async Task F10_Half_a_document_that_ends_like_a_whole_one(string half) => await PlayRawAsync(async connection =>
    {
        await connection.WriteHeadAsync("ETag: \"broken\"", "Transfer-Encoding: chunked");
        await connection.WriteAsync($"{half.Length:x}\r\n{half}\r\n0\r\n\r\n");
    });

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"flags\"")]
    [InlineData("42")]
    public async Task F11_A_body_that_is_not_an_object(string body) => await PlayAsync(Answers.Json(body, "\"broken\""));

    [Fact]
    public async Task F12_A_web_page()
    {
        InitializationResult during = await PlayAsync(
            Answers.Body("<html><title>Welcome to Hotel Wi-Fi</title></html>"u8.ToArray(), "text/html; charset=utf-8", "\"broken\""));
        Assert.Contains("text/html instead of JSON", during.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Hotel", during.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"flags":[]}""")]
    [InlineData("""{"flags":null}""")]
    [InlineData("""{"flags":"none"}""")]
    [InlineData("""{"error":"maintenance"}""")]
    public async Task F13_JSON_of_another_schema(string body) => await PlayAsync(Answers.Json(body, "\"broken\""));

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("W/\"1\"")]
    [InlineData("W/\"\"")]
    [InlineData(null)]
    public async Task F16_ETags_that_identify_nothing(string? etag)
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(500));
        server.Good("red", etag);
        EppoClient client = await scene.InitializeAsync(scene.Options(server.BaseUrl));
        FlagTable table = client.Core.Table;
        int changes = 0;
        using SemaphoreSlim changed = new(0);
        client.ConfigurationChanged += (_, _) =>
        {
            Interlocked.Increment(ref changes);
            changed.Release();
        };

        // The same again, whatever its ETag: nothing is read, swapped or notified.
        for (int poll = 0; poll < 3; poll++)
        {
            Assert.True(await client.RefreshAsync());
            Assert.Same(table, client.Core.Table);
        }

        // Another one with the same ETag is detected all the same.
        server.Good("blue", etag);
        Assert.True(await client.RefreshAsync());
        FaultScene.AssertAnswers(client, "blue");
        Assert.True(await changed.WaitAsync(FaultScene.Bound));
        server.Good("red", etag);
        Assert.True(await client.RefreshAsync());
        Assert.True(await changed.WaitAsync(FaultScene.Bound));
        FaultScene.AssertAnswers(client, "red");
        Assert.Equal(2, Volatile.Read(ref changes));
        scene.AssertTransitions(20);
    }

    [Theory]
    [InlineData("gzip", "plain")]
    [InlineData("br", "plain")]
    [InlineData("gzip", "flipped")]
    [InlineData("gzip", "half")]
    [InlineData("br", "half")]
    [InlineData("zstd", "plain")]
    [InlineData("gzip, gzip", "whole")]
    public async Task F19_A_compression_that_is_broken_or_another(string named, string content)
    {
        byte[] compressed = Compress(Whole, named);
        byte[] sent = content switch
        {
            "plain" => Whole,
            "half" => compressed[..(compressed.Length / 2)],
            "flipped" =>
            [
                .. compressed[..(compressed.Length / 2)],
                .. compressed[(compressed.Length / 2)..].Select(one => (byte)(one ^ 0x55)),
            ],
            _ => compressed,
        };
        await PlayAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = named;
            await Answers.Body(sent, "application/json", "\"broken\"")(context);
        });
    }

    private static async Task<InitializationResult> PlayAsync(Func<HttpContext, Task> fault)
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(fault);
        await scene.PlayWarmAsync(server);
        await using KestrelServer another = await KestrelServer.StartAsync(fault);
        return await scene.PlayColdAsync(another);
    }

    private static async Task PlayRawAsync(Func<RawConnection, Task> fault)
    {
        await using FaultScene scene = new();
        await using RawServer server = new(fault);
        await scene.PlayWarmAsync(server);
        await using RawServer another = new(fault);
        await scene.PlayColdAsync(another);
    }

    private static byte[] Compress(byte[] content, string encoding)
    {
        using MemoryStream compressed = new();
        using (Stream stream = encoding == "br"
            ? new BrotliStream(compressed, CompressionLevel.Fastest)
            : new GZipStream(compressed, CompressionLevel.Fastest))
        {
            stream.Write(content);
        }

        return compressed.ToArray();
    }
}
