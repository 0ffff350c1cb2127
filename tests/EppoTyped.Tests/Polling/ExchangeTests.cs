using static EppoTyped.Tests.Polling.Configurations;

namespace EppoTyped.Tests.Polling;

public sealed class ExchangeTests
{
    private readonly FakeClock _clock = new();
    private readonly LogCapture _log = new();

    [Fact]
    public async Task A_configuration_that_is_set_answers_at_once_and_the_next_fetch_takes_its_place()
    {
        await using EppoClient client = await EppoClient.InitializeAsync(Options(ScriptedSource.Color("red", "1"), ScriptedSource.Color("blue", "2")));
        client.SetConfiguration(Of("mine"));
        Assert.Equal("mine", ColorOf(client));
        Assert.Equal(Color("mine"), System.Text.Encoding.UTF8.GetString(client.GetConfiguration()!.Flags.Span));
        Assert.True(await client.RefreshAsync());
        Assert.Equal("blue", ColorOf(client));
    }

    [Fact]
    public async Task One_that_is_set_is_not_taken_for_what_the_source_had()
    {
        ScriptedSource source = new(ScriptedSource.Color("red", "1"), (revision, _) => Task.FromResult(
            revision is null ? ConfigurationFetch.Fetched(System.Text.Encoding.UTF8.GetBytes(Color("red")), "1") : ConfigurationFetch.NotModified));
        await using EppoClient client = await EppoClient.InitializeAsync(Options() with { Source = source });
        client.SetConfiguration(Of("mine"));
        Assert.True(await client.RefreshAsync());
        Assert.Equal("red", ColorOf(client));
        Assert.Equal([null, null], source.Revisions);
    }

    [Fact]
    public async Task Not_modified_that_was_asked_before_the_set_says_nothing_of_it()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously), open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using EppoClient client = await EppoClient.InitializeAsync(Options(
            ScriptedSource.Color("red", "1"),
            async (_, _) =>
            {
                asked.SetResult();
                await open.Task;
                return ConfigurationFetch.NotModified;
            },
            ScriptedSource.Color("blue", "2")));
        Task<bool> refreshing = client.RefreshAsync();
        await asked.Task;
        client.SetConfiguration(Of("mine"));
        open.SetResult();
        Assert.True(await refreshing);
        Assert.Equal("mine", ColorOf(client));
        await client.RefreshAsync();
        Assert.Equal("blue", ColorOf(client));
    }

    [Theory]
    [InlineData("{\"flags\":[]}", "\"flags\" is an array")]
    [InlineData("{", "is not JSON")]
    [InlineData("{}", "has no \"flags\"")]
    public async Task One_that_cannot_be_read_is_refused_and_nothing_has_changed(string json, string says)
    {
        await using EppoClient client = await EppoClient.InitializeAsync(Options(ScriptedSource.Color("red", "1")));
        FlagTable table = client.Core.Table;
        FormatException thrown = Assert.Throws<FormatException>(() => client.SetConfiguration(EppoConfiguration.FromResponses(json)));
        Assert.Contains(says, thrown.Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => client.SetConfiguration(EppoConfiguration.FromResponses("{\"flags\":{}}" + new string(' ', 5000))));
        Assert.Throws<ArgumentNullException>(() => client.SetConfiguration(null!));
        Assert.Same(table, client.Core.Table);
    }

    [Fact]
    public async Task A_late_initial_configuration_helps_until_the_first_fetch_and_never_overwrites_one()
    {
        bool isUp = false;
        await using EppoClient client = EppoClient.Start(Options((revision, cancellation) => (Volatile.Read(ref isUp) ? ScriptedSource.Color("red", "1") : ScriptedSource.Fail())(revision, cancellation)));
        Assert.False(await client.RefreshAsync());
        Assert.True(client.SetInitialConfiguration(Of("late")));
        Assert.Equal(("late", InitializationStatus.ReadyFromInitialConfiguration), (ColorOf(client), client.Initialization.Status));

        Volatile.Write(ref isUp, true);
        Assert.True(await client.RefreshAsync());
        Assert.False(client.SetInitialConfiguration(Of("later")));
        Assert.Equal(("red", InitializationStatus.Ready), (ColorOf(client), client.Initialization.Status));
        Assert.False(client.SetInitialConfiguration(EppoConfiguration.FromResponses("{}")));
    }

    [Fact]
    public async Task An_initial_configuration_that_says_what_it_is_need_not_be_fetched_again()
    {
        ScriptedSource source = new(ScriptedSource.Answer(ConfigurationFetch.NotModified));
        EppoConfiguration exported = new(Of("initial").Flags) { FlagsRevision = "\"7\"" };
        await using EppoClient client = await EppoClient.InitializeAsync(Options() with { Source = source, InitialConfiguration = exported });
        Assert.True(await client.RefreshAsync());
        Assert.All(source.Revisions, revision => Assert.Equal("\"7\"", revision));
        Assert.Equal(("initial", InitializationStatus.Ready), (ColorOf(client), client.Initialization.Status));
    }

    [Fact]
    public async Task Flags_kept_without_the_models_of_their_bandits_are_fetched_in_any_case()
    {
        ScriptedSource source = new(ScriptedSource.Color("red"));
        EppoConfiguration exported = new(System.Text.Encoding.UTF8.GetBytes(Bandits.BanditData.Flags())) { FlagsRevision = "\"7\"" };
        await using EppoClient client = await EppoClient.InitializeAsync(Options() with { Source = source, InitialConfiguration = exported });
        Assert.True(await client.RefreshAsync());
        Assert.Null(source.Revisions.First());
    }

    [Fact]
    public async Task Offline_needs_no_key_and_asks_nobody()
    {
        EppoClientOptions options = Options() with { Source = null, Offline = true, BaseUrl = "http://127.0.0.1:1/api", HttpMessageHandler = new NoNetwork() };
        await using EppoClient client = await EppoClient.InitializeAsync(options);
        Assert.Equal(("default", InitializationStatus.Failed), (ColorOf(client), client.Initialization.Status));
        Assert.False(await client.RefreshAsync());
        client.SetConfiguration(Of("mine"));
        Assert.Equal(("mine", InitializationStatus.Ready), (ColorOf(client), client.Initialization.Status));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, _clock.ArmedTimers);

        await using EppoClient initial = await EppoClient.InitializeAsync(options with { InitialConfiguration = Of("initial") });
        Assert.Equal(("initial", InitializationStatus.ReadyFromInitialConfiguration), (ColorOf(initial), initial.Initialization.Status));
        Assert.DoesNotContain(_log.Polling, line => line.Level >= Microsoft.Extensions.Logging.LogLevel.Warning);
    }

    [Fact]
    public async Task Flag_keys_are_listed_in_order_and_none_before_and_after()
    {
        EppoClient client = EppoClient.Start(Options() with { Source = null, Offline = true });
        Assert.Empty(client.FlagKeys);
        Assert.Null(client.GetConfiguration());
        client.SetConfiguration(EppoConfiguration.FromResponses(Ufc.Document(
            Ufc.Flag("b", "BOOLEAN", Ufc.OnOff, ""), Ufc.Flag("B", "BOOLEAN", Ufc.OnOff, ""), Ufc.Flag("a", "BOOLEAN", Ufc.OnOff, ""))));
        Assert.Equal(["B", "a", "b"], client.FlagKeys);
        await client.DisposeAsync();
        Assert.Empty(client.FlagKeys);
        Assert.Null(client.GetConfiguration());
        client.SetConfiguration(Of("after dispose"));
        Assert.Equal("default", ColorOf(client));
    }

    private static EppoConfiguration Of(string color) => EppoConfiguration.FromResponses(Color(color));

    private EppoClientOptions Options(params Func<string?, CancellationToken, Task<ConfigurationFetch>>[] answers) => new()
    {
        Source = new ScriptedSource(answers), AttachToShared = false, TimeProvider = _clock, LoggerFactory = _log.Factory, MaxConfigurationBytes = 4096,
    };

    private sealed class NoNetwork : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Offline, and yet the network was asked.");
    }
}
