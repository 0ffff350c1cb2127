using Microsoft.AspNetCore.Http;

namespace EppoTyped.Faults.Tests;

/// <summary>The server redirects its clients.</summary>
[Trait("Category", "Faults")]
public sealed class RedirectFaults
{
    [Theory]
    [InlineData("a loop")]
    [InlineData("ever further")]
    [InlineData("plain http elsewhere")]
    [InlineData("another host with the key")]
    [InlineData("another host with the key in its path")]
    [InlineData("a host named like the key")]
    [InlineData("a file")]
    [InlineData("nowhere")]
    public async Task F20_Redirects_that_must_not_be_followed(string where)
    {
        await using FaultScene scene = new();
        await using KestrelServer elsewhere = await KestrelServer.StartAsync(Answers.Json(ReferenceFlags.Json("evil")));
        int port = new Uri(elsewhere.Url).Port;
        string plainKey = scene.SdkKey.Split('/', '+')[1];
        int hops = 0;
        Task Redirect(HttpContext context)
        {
            context.Response.StatusCode = 302 + (Interlocked.Increment(ref hops) % 2 * 5);
            context.Response.Headers.Location = where switch
            {
                "a loop" => context.Request.Path + context.Request.QueryString,
                "ever further" => $"/api/{hops}",
                "plain http elsewhere" => "http://flags.invalid/config",
                "another host with the key" => $"http://localhost:{port}/api/flag-config/v1/config{context.Request.QueryString}",
                "another host with the key in its path" => $"http://localhost:{port}/{Uri.EscapeDataString(scene.SdkKey)}/config",
                "a host named like the key" => $"http://{plainKey}.invalid/config",
                "a file" => "file:///etc/passwd",
                _ => "",
            };
            return Task.CompletedTask;
        }

        await using KestrelServer server = await KestrelServer.StartAsync(Redirect);
        EppoClientOptions Keyed(EppoClientOptions options) =>
            options with { SdkKey = where == "a host named like the key" ? plainKey : scene.SdkKey };
        await scene.PlayWarmAsync(server, change: Keyed);
        Assert.Empty(elsewhere.Requests);
        // At most four polls with one request and five redirects each.
        Assert.InRange(server.Requests.Count, 6, 2 + (4 * 6));
        await using KestrelServer another = await KestrelServer.StartAsync(Redirect);
        await scene.PlayColdAsync(another, change: Keyed);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_redirect_from_https_to_plain_http_is_not_followed_even_on_this_machine()
    {
        await using FaultScene scene = new();
        await using KestrelServer plain = await KestrelServer.StartAsync(Answers.Json(ReferenceFlags.Json("evil")));
        await using TlsServer server = new("localhost", connection =>
            connection.WriteAsync($"HTTP/1.1 307 Temporary Redirect\r\nLocation: {plain.BaseUrl}/config\r\nContent-Length: 0\r\n\r\n"));
        using SocketsHttpHandler handler = server.TrustingHandler();
        await scene.PlayWarmAsync(server, change: options => options with { HttpMessageHandler = handler });
        Assert.Empty(plain.Requests);
        Assert.Contains(scene.Lines, line => line.Text.Contains("redirects to plain http", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_redirect_to_another_host_is_followed_without_the_key()
    {
        await using FaultScene scene = new();
        await using KestrelServer elsewhere = await KestrelServer.StartAsync(Answers.Json(ReferenceFlags.Json("red")));
        string signed = $"http://localhost:{new Uri(elsewhere.Url).Port}/signed?by=server";
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Redirect(signed));
        EppoClient client = await scene.InitializeAsync(scene.Options(server.BaseUrl));
        FaultScene.AssertAnswers(client, "red");
        FlagServer.Request request = Assert.Single(elsewhere.Requests);
        Assert.Equal("/signed?by=server", request.Target);
        scene.Saw(string.Join(' ', request.Headers));
    }
}
