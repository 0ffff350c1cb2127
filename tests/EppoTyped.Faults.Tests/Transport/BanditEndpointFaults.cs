using EppoTyped.Tests.Bandits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Faults.Tests;

/// <summary>Flags arrive without the models of their bandits; and headers that must not affect an evaluation.</summary>
[Trait("Category", "Faults")]
public sealed class BanditEndpointFaults
{
    private const string Action = "only";

    [Theory]
    [InlineData("500")]
    [InlineData("404")]
    [InlineData("401")]
    [InlineData("a web page")]
    [InlineData("half a document")]
    [InlineData("a lost connection")]
    [InlineData("no answer")]
    public async Task F25_Models_that_cannot_be_fetched(string fault)
    {
        Func<HttpContext, Task> failing = fault switch
        {
            "a web page" => Answers.Body("<html></html>"u8.ToArray(), "text/html"),
            "half a document" => Answers.Json("{\"bandits\":{"),
            "a lost connection" => Answers.CutOff,
            "no answer" => Answers.Hang,
            _ => Answers.Status(int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture)),
        };
        bool isWell = false;
        string version = "v1";
        // More than the time-out of models, and less than that of a poll.
        await using FaultScene scene = new() { HangStep = FaultScene.RequestTimeout * 0.9 };
        await using KestrelServer server = await KestrelServer.StartAsync(context => context.Request.Path.Value!.EndsWith("/bandits", StringComparison.Ordinal)
            ? (Volatile.Read(ref isWell) ? Answers.Json(BanditData.Models(BanditData.Model(version: version))) : failing)(context)
            : Answers.Json(BanditData.Flags(version))(context));
        EppoClient client = scene.Start(scene.Options(server.BaseUrl));

        // Flags never wait for models: they are assigned without an action.
        for (int poll = 0; poll < 4; poll++)
        {
            Assert.True(await scene.PollAsync(client, server));
            AssertAction(client, null);
        }

        Volatile.Write(ref isWell, true);
        TimeSpan rest = await scene.RestAsync();
        Assert.InRange(rest, TimeSpan.Zero, PollSchedule.LongestBackoff);
        scene.Clock.Advance(rest);
        await scene.RestAsync();
        AssertAction(client, Action);

        // The last models stay in use while those of the new version cannot be fetched.
        Volatile.Write(ref isWell, false);
        version = "v2";
        Assert.True(await scene.PollAsync(client, server));
        AssertAction(client, Action);
        scene.AssertTransitions(20);
        Assert.Equal([46, 47, 46], scene.Log.Lines.Where(line => line.Id is 46 or 47).Select(line => line.Id));
    }

    [Fact]
    public async Task F26_A_model_that_is_not_among_the_models()
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(context => context.Request.Path.Value!.EndsWith("/bandits", StringComparison.Ordinal)
            ? Answers.Json(BanditData.Models(BanditData.Model("another-bandit", "v9")))(context)
            : Answers.Json(BanditData.Flags(), "\"1\"")(context));
        EppoClient client = await scene.InitializeAsync(scene.Options(server.BaseUrl));
        for (int poll = 0; poll < 4; poll++)
        {
            AssertAction(client, null);
            FaultScene.WithoutWaiting(() =>
            {
                Evaluation<BanditResult<string>> details = Details(client);
                Assert.Equal(EvaluationCode.BanditError, details.Details.BanditEvaluationCode);
                Assert.Equal("smart", client.GetStringAssignment("plain", ReferenceFlags.Subject, "default"));
            });
            Assert.True(await client.RefreshAsync());
        }

        scene.AssertTransitions(20);
        Assert.Single(scene.Log.Lines, line => line.Id == 46);
        Assert.Contains("banner-bandit", Assert.Single(scene.Log.Lines, line => line.Id == 46).Text, StringComparison.Ordinal);
        Assert.All(scene.Log.Lines.Where(line => line.Level >= LogLevel.Warning).GroupBy(line => line.Text), same => Assert.Single(same));
    }

    [Theory]
    [InlineData("Date: Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData("Date: Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData("Date: yesterday", "Age: -5", "Expires: 0", "Last-Modified: never")]
    [InlineData("Age: 99999999999999999999", "Cache-Control: max-age=-1, immutable, nonsense=")]
    public async Task F27_A_server_whose_clock_is_wrong(params string[] headers)
    {
        const string Dated =
            """{"key":"now","startAt":"2025-12-31T00:00:00Z","endAt":"2026-01-02T00:00:00Z","rules":[],"splits":[{"variationKey":"one","shards":[]}],"doLog":true}""";
        string Version(string color) => ReferenceFlags.Json(color, "," + ReferenceFlags.Flag("dated", "STRING", "\"now\"", Dated));
        await using FaultScene scene = new();
        await using RawServer server = new(_ => Task.CompletedTask);
        server.Then(connection => connection.RespondAsync(Version("red"), "\"1\"", headers));
        EppoClient client = await scene.InitializeAsync(scene.Options(server.BaseUrl));
        FaultScene.AssertAnswers(client, "red");
        Evaluation<string> dated = client.GetStringAssignmentDetails("dated", ReferenceFlags.Subject, "default");
        Assert.Equal(("now", scene.Clock.GetUtcNow()), (dated.Value, dated.Details.ConfigFetchedAt));

        server.Then(connection => connection.RespondAsync(Version("blue"), "\"2\"", headers));
        await scene.AssertRecoversAsync(client, "blue", ceiling: TimeSpan.FromSeconds(35));
        scene.AssertTransitions(20);
    }

    private static Evaluation<BanditResult<string>> Details(EppoClient client) =>
        client.GetBanditActionDetails("banner", new ContextAttributes(ReferenceFlags.Subject), [Action], "default");

    private static void AssertAction(EppoClient client, string? action) => FaultScene.WithoutWaiting(() =>
        Assert.Equal(new BanditResult<string>("smart", action), Details(client).Value));
}
