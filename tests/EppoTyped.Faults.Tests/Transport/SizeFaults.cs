using System.IO.Compression;
using System.Text;

namespace EppoTyped.Faults.Tests;

/// <summary>The server sends too much. Runs alone, because allocations are counted.</summary>
[Trait("Category", "Faults")]
[Collection("Alone")]
public sealed class SizeFaults
{
    private const int Cap = 4 * 1024 * 1024;
    private const long MostAllocatedAPoll = 6L * Cap;

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task F17_A_bomb_of_compression(string encoding)
    {
        byte[] bomb = Bomb(encoding);
        byte[] chunk = [.. Encoding.ASCII.GetBytes($"{bomb.Length:x}\r\n"), .. bomb, .. "\r\n"u8];
        await PlayAsync(async connection =>
        {
            await connection.WriteHeadAsync("ETag: \"bomb\"", $"Content-Encoding: {encoding}", "Transfer-Encoding: chunked");
            // 10 GB when decompressed, as ten thousand members of gzip; a brotli stream has one.
            for (int member = 0; member < (encoding == "gzip" ? 10_000 : 1); member++)
            {
                await connection.WriteAsync(chunk);
            }

            await connection.WriteAsync("0\r\n\r\n");
        });
    }

    [Theory]
    [InlineData("promised")]
    [InlineData("endless chunks")]
    [InlineData("endless without a length")]
    [InlineData("endless headers")]
    public async Task F18_Five_gigabytes_or_no_end(string how)
    {
        byte[] block = new byte[64 * 1024];
        Array.Fill(block, (byte)' ');
        byte[] chunk = [.. "10000\r\n"u8, .. block, .. "\r\n"u8];
        string[] headers = ["ETag: \"huge\"", .. how switch
        {
            "promised" => (string[])["Content-Length: 5368709120"],
            "endless chunks" => ["Transfer-Encoding: chunked"],
            "endless headers" => [.. Enumerable.Range(0, 20_000).Select(header => $"X-Header-{header}: {new string('x', 100)}")],
            _ => ["Connection: close"],
        }];
        long most = 0;
        await PlayAsync(async connection =>
        {
            try
            {
                await connection.WriteHeadAsync(headers);
                while (true)
                {
                    await connection.WriteAsync(how == "endless chunks" ? chunk : block);
                }
            }
            finally
            {
                lock (headers)
                {
                    most = Math.Max(most, connection.Written);
                }
            }
        }, limit: how == "endless headers" ? "exceeds a limit" : "EppoClientOptions.MaxConfigurationBytes");
        // What was read, and what was in the buffers of two sockets.
        lock (headers)
        {
            Assert.InRange(most, 1, Cap + (32L * 1024 * 1024));
        }
    }

    private static async Task PlayAsync(Func<RawConnection, Task> fault, string limit = "EppoClientOptions.MaxConfigurationBytes")
    {
        await using FaultScene scene = new();
        await using RawServer server = new(fault);
        EppoClient client = await scene.PlayWarmAsync(server, change: options => options with { MaxConfigurationBytes = Cap });
        Assert.Contains(limit, Assert.Single(scene.Log.Lines, line => line.Id == 21).Text, StringComparison.Ordinal);
        server.Fail();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.False(await client.RefreshAsync());
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.InRange(allocated, 0, MostAllocatedAPoll + (64L * 1024 * 1024));
        FaultScene.AssertAnswers(client, "blue");
    }

    private static byte[] Bomb(string encoding)
    {
        using MemoryStream compressed = new();
        using (Stream stream = encoding == "br"
            ? new BrotliStream(compressed, CompressionLevel.Fastest)
            : new GZipStream(compressed, CompressionLevel.Optimal))
        {
            byte[] block = new byte[1024 * 1024];
            for (int count = 0; count < (encoding == "br" ? 512 : 1); count++)
            {
                stream.Write(block);
            }
        }

        return compressed.ToArray();
    }
}

/// <summary>Tests that must run alone, because they measure the whole process.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class Alone;
