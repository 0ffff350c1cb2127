using EppoTyped.Tests.Polling;
using static EppoTyped.Tests.Bandits.BanditData;

namespace EppoTyped.Tests.Bandits;

/// <summary>When models are fetched, and what becomes of the flags when they cannot be (docs/protocols/eppo.md, section 10.6).</summary>
public sealed class BanditFetchTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly LogCapture _log = new();

    [Fact]
    public async Task Models_are_fetched_after_flags_that_refer_to_them_with_the_same_query_and_no_ETag()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(Flags(), "\"1\""), Answers.Json(Models(Model()), "\"m\""), Answers.Status(304));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(server));

        Assert.Equal(new BanditResult<string>("smart", "only"), Ask(client));
        await client.RefreshAsync();

        FlagServer.Request[] requests = [.. server.Requests];
        Assert.Equal(["config", "bandits", "config"], Paths(server));
        Assert.Equal([null, null, "\"1\""], requests.Select(request => request.IfNoneMatch));
        Assert.Equal(requests[0].Target.Split('?')[1], requests[1].Target.Split('?')[1]);
        Assert.Equal(["apiKey", "sdkName", "sdkVersion"], requests[1].Target.Split('?')[1].Split('&').Select(part => part.Split('=')[0]));
    }

    [Fact]
    public async Task Flags_without_bandits_never_ask_for_models()
    {
        string flags = Polling.Configurations.Color("red").Replace("\"flags\":", """
            "banditReferences": { "idle": { "modelVersion": "v1", "flagVariations": [] } }, "flags":
            """, StringComparison.Ordinal);
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(Polling.Configurations.Color("blue")), Answers.Json(flags));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(server));

        await client.RefreshAsync();

        Assert.Equal("red", Polling.Configurations.ColorOf(client));
        Assert.Equal(["config", "config"], Paths(server));
    }

    [Fact]
    public async Task Changed_flags_keep_models_whose_versions_still_match_and_do_not_read_them_again()
    {
        await using FlagServer server = await FlagServer.StartAsync(
            Answers.Json(Flags(), "\"1\""), Answers.Json(Models(Model())), Answers.Json(Flags().Replace("\"plain\"", "\"simple\"", StringComparison.Ordinal), "\"2\""));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(server));

        BanditModels read = client.Core.Table.Bandits.Models;
        await client.RefreshAsync();

        Assert.Equal(["config", "bandits", "config"], Paths(server));
        Assert.Equal("only", Ask(client).Action);
        Assert.Same(read, client.Core.Table.Bandits.Models);
    }

    [Fact]
    public async Task A_version_that_another_bandit_has_is_no_reason_not_to_ask()
    {
        // The official .NET SDK compares versions as one set, and would find "v2" among those loaded.
        const string Other = """, "other": { "modelVersion": "v2", "flagVariations": [{ "flagKey": "plain", "variationValue": "smart" }] }""";
        await using FlagServer server = await FlagServer.StartAsync(
            Answers.Json(Flags("v1", references: Other), "\"1\""),
            Answers.Json(Models(Model(version: "v1"), Model("other", "v2"))),
            Answers.Json(Flags("v2", references: Other), "\"2\""),
            Answers.Json(Models(Model(version: "v2"), Model("other", "v2"))));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(server));

        await client.RefreshAsync();

        Assert.Equal(["config", "bandits", "config", "bandits"], Paths(server));
        Assert.True(client.Core.Table.Bandits.IsComplete);
    }

    [Fact]
    public async Task Flags_are_applied_when_models_fail_and_models_are_asked_for_again_after_a_304()
    {
        await using FlagServer server = await FlagServer.StartAsync(
            Answers.Json(Flags(), "\"1\""), Answers.Status(500), Answers.Status(304), Answers.Status(503), Answers.Status(304), Answers.Json(Models(Model())), Answers.Status(304));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(server));

        Assert.Equal(new BanditResult<string>("smart", null), Ask(client));
        Assert.True(await client.RefreshAsync());
        Assert.Null(Ask(client).Action);
        Assert.True(await client.RefreshAsync());
        Assert.Equal("only", Ask(client).Action);
        FlagTable table = client.Core.Table;
        Assert.True(await client.RefreshAsync());

        Assert.Same(table, client.Core.Table);
        Assert.Equal(["config", "bandits", "config", "bandits", "config", "bandits", "config"], Paths(server));
        Assert.Equal([46, 47], _log.Lines.Where(line => line.Id is 46 or 47).Select(line => line.Id));
        Assert.DoesNotContain(_log.Lines, line => line.Text.Contains("secret-key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Flags_are_applied_when_models_never_answer()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(Flags(), "\"1\""), Answers.Hang, Answers.Status(304), Answers.Json(Models(Model())));
        await using EppoClient client = EppoClient.Start(Options(server));
        await server.Hanging.WaitAsync(TimeSpan.FromSeconds(20));

        // Less than the request timeout, so that the poll itself succeeds.
        _clock.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal(InitializationStatus.Ready, (await client.WaitForInitializationAsync()).Status);
        Assert.Equal(new BanditResult<string>("smart", null), Ask(client));
        Assert.True(await client.RefreshAsync());
        Assert.Equal("only", Ask(client).Action);
    }

    [Theory]
    [InlineData("""{ "bandits": [] }""")]
    [InlineData("<html>")]
    [InlineData("")]
    public async Task Models_that_cannot_be_read_leave_the_last_ones_in_use(string nonsense)
    {
        await using FlagServer server = await FlagServer.StartAsync(
            Answers.Json(Flags("v1"), "\"1\""), Answers.Json(Models(Model(version: "v1"))), Answers.Json(Flags("v2"), "\"2\""), Answers.Json(nonsense), Answers.Status(304), Answers.Json(Models(Model(version: "v2"))));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(server));

        Assert.True(await client.RefreshAsync());
        Assert.Equal("only", Ask(client).Action);
        Assert.False(client.Core.Table.Bandits.IsComplete);

        Assert.True(await client.RefreshAsync());
        Assert.True(client.Core.Table.Bandits.IsComplete);
    }

    [Fact]
    public async Task Models_that_lag_behind_their_flags_are_used_and_asked_for_again()
    {
        await using FlagServer server = await FlagServer.StartAsync(
            Answers.Json(Flags("v2"), "\"1\""), Answers.Json(Models(Model(version: "v1"))), Answers.Status(304), Answers.Json(Models(Model(version: "v2"))), Answers.Status(304));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(server));
        Assert.Equal("only", Ask(client).Action);

        await client.RefreshAsync();
        await client.RefreshAsync();

        Assert.Equal(["config", "bandits", "config", "bandits", "config"], Paths(server));
        Assert.True(client.Core.Table.Bandits.IsComplete);
    }

    [Fact]
    public async Task Models_of_any_source_are_used_and_new_ones_alone_are_a_change()
    {
        byte[] flags = System.Text.Encoding.UTF8.GetBytes(Flags());
        ConfigurationFetch Of(params string[] models) => ConfigurationFetch.Fetched(new EppoConfiguration(flags, System.Text.Encoding.UTF8.GetBytes(Models(models))));
        await using EppoClient client = await EppoClient.InitializeAsync(new EppoClientOptions
        {
            Source = new ScriptedSource(ScriptedSource.Answer(Of()), ScriptedSource.Answer(Of(Model()))),
            AttachToShared = false,
            TimeProvider = _clock,
        });
        Assert.Null(Ask(client).Action);

        await client.RefreshAsync();

        Assert.Equal("only", Ask(client).Action);
    }

    private static BanditResult<string> Ask(FlagClient client) => client.GetBanditAction("banner", "anna", null, ["only"], "default");

    private static string[] Paths(FlagServer server) => [.. server.Requests.Select(request => request.Target.Split('?')[0].Split('/')[^1])];

    private EppoClientOptions Options(FlagServer server) =>
        new() { SdkKey = "secret-key", BaseUrl = server.BaseUrl, AttachToShared = false, TimeProvider = _clock, LoggerFactory = _log.Factory };
}
