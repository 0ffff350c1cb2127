namespace EppoTyped.Faults.Tests;

/// <summary>Unencrypted connections, on which others could read the key or change the flags.</summary>
[Trait("Category", "Faults")]
public sealed class PlainHttpFaults
{
    [Theory]
    [InlineData("http://flags.example.com/api")]
    [InlineData("HTTP://flags.example.com/api")]
    [InlineData("http://192.0.2.1/api")]
    [InlineData("http://[2001:db8::1]/api")]
    [InlineData("http://localhost.example.com/api")]
    [InlineData("http://127.0.0.1.example.com/api")]
    public async Task F87_Plain_http_to_another_machine(string baseUrl)
    {
        await using FaultScene scene = new();
        ArgumentException refusal = scene.Throws<ArgumentException>(() => EppoClient.Start(scene.Options(baseUrl)));
        Assert.Contains("BaseUrl", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Use https, or set EppoClientOptions.AllowInsecureHttp", refusal.Message, StringComparison.Ordinal);

        // It is used where the option allows it, and on this machine itself.
        using PlainServer trusted = new();
        FaultScene.AssertAnswers(
            await scene.InitializeAsync(scene.Options(baseUrl) with { AllowInsecureHttp = true, HttpMessageHandler = trusted }), "red");
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(500));
        server.Good("blue", "\"1\"");
        FaultScene.AssertAnswers(await scene.InitializeAsync(scene.Options(server.BaseUrl)), "blue");
    }

    /// <summary>A server on another machine, played by a handler.</summary>
    private sealed class PlainServer : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { RequestMessage = request, Content = new StringContent(ReferenceFlags.Json("red")) });
    }
}
