using System.Text;
using Microsoft.Extensions.Logging;
using static EppoTyped.Tests.Polling.Configurations;

namespace EppoTyped.Tests.Polling;

public sealed class CacheFileTests : IDisposable
{
    private const string Binding = "B1";
    private readonly string _folder = Directory.CreateTempSubdirectory("eppotyped-").FullName;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly LogCapture _log = new();

    private string CachePath => Path.Combine(_folder, "flags.eppo");

    private IEnumerable<(LogLevel Level, int Id, string Text)> Warnings => _log.Lines.Where(line => line.Id is 51 or 52);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_start_without_a_network_is_ready_at_once_and_stale_until_a_fetch_succeeds()
    {
        await KeepAsync("red", "1");
        await using EppoClient client = await EppoClient.InitializeAsync(Options(ScriptedSource.Fail(), ScriptedSource.Color("blue", "2")));
        Assert.Equal(InitializationStatus.ReadyFromCache, client.Initialization.Status);
        Assert.True(client.Initialization.IsReady && client.IsInitialized);
        EvaluationDetails details = client.GetStringAssignmentDetails("color", "alice", "default").Details;
        Assert.Equal((true, EvaluationReason.Static), (details.Stale, details.Reason));
        Assert.Equal("red", ColorOf(client));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), client.ConfigurationFetchedAt);

        await UntilAsync(() => client.Initialization.Message.Contains("down", StringComparison.Ordinal));
        Assert.Equal(InitializationStatus.ReadyFromCache, client.Initialization.Status);
        Assert.True(await client.RefreshAsync());
        Assert.Equal((false, InitializationStatus.Ready, "blue"), (client.GetStringAssignmentDetails("color", "alice", "default").Details.Stale, client.Initialization.Status, ColorOf(client)));
        Assert.Single(_log.Lines, line => line.Id == 50);
    }

    [Fact]
    public async Task The_kept_ETag_is_sent_and_not_modified_makes_it_fresh()
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(Color("red"), "\"e1\""), Answers.Status(304));
        EppoClientOptions options = Options() with { Source = null, SdkKey = "key-1", BaseUrl = server.BaseUrl };
        await using (EppoClient first = await EppoClient.InitializeAsync(options))
        {
            Assert.Equal("red", ColorOf(first));
        }

        await using EppoClient second = await EppoClient.InitializeAsync(options);
        FlagTable table = second.Core.Table;
        Assert.True(await second.RefreshAsync());

        // The refresh joins the first poll of the second client, or follows it.
        Assert.Null(server.Requests.First().IfNoneMatch);
        Assert.InRange(server.Requests.Count, 2, 3);
        Assert.All(server.Requests.Skip(1), request => Assert.Equal("\"e1\"", request.IfNoneMatch));
        Assert.Equal((false, InitializationStatus.Ready, "red"), (second.GetStringAssignmentDetails("color", "alice", "default").Details.Stale, second.Initialization.Status, ColorOf(second)));
        Assert.Same(table.Flags, second.Core.Table.Flags);
    }

    [Theory]
    [InlineData("key-2", "", "another SDK key or another host")]
    [InlineData("key-1", "/other", "another SDK key or another host")]
    public async Task A_file_of_another_key_or_host_is_set_aside(string key, string path, string says)
    {
        await using FlagServer server = await FlagServer.StartAsync(Answers.Json(Color("red"), "\"e1\""), Answers.Status(500));
        EppoClientOptions options = Options() with { Source = null, SdkKey = "key-1", BaseUrl = server.BaseUrl };
        await (await EppoClient.InitializeAsync(options)).DisposeAsync();
        Assert.DoesNotContain("key-1", await File.ReadAllTextAsync(CachePath), StringComparison.Ordinal);

        await using EppoClient other = EppoClient.Start(options with { SdkKey = key, BaseUrl = server.BaseUrl + path });
        Assert.False(await other.RefreshAsync());
        Assert.Equal("default", ColorOf(other));
        Assert.Contains(says, Assert.Single(Warnings).Text, StringComparison.Ordinal);
        Assert.False(File.Exists(CachePath));
        Assert.True(File.Exists(CachePath + ".bad"));
        Assert.DoesNotContain(_log.Lines, line => line.Text.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_cut_and_every_flipped_bit_is_seen_and_set_aside_with_one_warning()
    {
        byte[] whole = LastGoodFormat.Write(Binding, EppoConfiguration.FromResponses(Color("red")).Response);
        Assert.NotNull(LastGoodFormat.Read(whole, Binding, out _));
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Null(LastGoodFormat.Read(whole.AsSpan(0, length), Binding, out string? problem));
            Assert.NotNull(problem);
        }

        for (int bit = 0; bit < whole.Length * 8; bit++)
        {
            byte[] flipped = [.. whole];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            // The case of a hexadecimal digit says nothing, and is compared all the same.
            Assert.Null(LastGoodFormat.Read(flipped, Binding, out _));
        }

        Assert.Null(LastGoodFormat.Read([.. whole, 0], Binding, out _));
        Assert.Null(LastGoodFormat.Read(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(whole).Replace("good 1", "good 2", StringComparison.Ordinal)), Binding, out string? version));
        Assert.Contains("of version 2", version, StringComparison.Ordinal);

        File.WriteAllBytes(CachePath, whole[..^1]);
        Assert.Null(New().Read());
        Assert.Equal(whole[..^1], File.ReadAllBytes(CachePath + ".bad"));
        Assert.Contains("set aside as " + CachePath + ".bad", Assert.Single(Warnings).Text, StringComparison.Ordinal);
        Assert.Null(New().Read());
        Assert.Single(Warnings);
    }

    [Fact]
    public async Task A_whole_file_whose_configuration_cannot_be_used_is_set_aside_too()
    {
        ScriptedSource source = new(ScriptedSource.Fail());
        new LastGoodFile(CachePath, HttpEndpoint.BindingOf("the script", ""), 1000, _log.Factory.CreateLogger(""), "EppoClientOptions").Save(EppoConfiguration.FromResponses("{\"flags\":[]}").Response);
        await using EppoClient client = EppoClient.Start(Options() with { Source = source });
        await client.RefreshAsync();
        Assert.Contains("\"flags\" is an array", Assert.Single(Warnings).Text, StringComparison.Ordinal);
        Assert.True(File.Exists(CachePath + ".bad"));
    }

    [Fact]
    public void Only_its_owner_may_read_it_and_nothing_is_left_beside_it()
    {
        LastGoodFile file = New();
        file.Save(EppoConfiguration.FromResponses(Color("red")).Response);
        file.Save(EppoConfiguration.FromResponses(Color("blue")).Response);
        Assert.Equal(CachePath, Assert.Single(Directory.GetFiles(_folder)));
        Assert.Contains("blue", Encoding.UTF8.GetString(file.Read()!.Content.Span), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(CachePath));
        }
    }

    [Fact]
    public void A_link_in_its_place_is_replaced_and_what_it_leads_to_is_left_alone()
    {
        string target = Path.Combine(_folder, "precious");
        File.WriteAllText(target, "precious");
        File.CreateSymbolicLink(CachePath, target);
        New().Save(EppoConfiguration.FromResponses(Color("red")).Response);
        Assert.Equal("precious", File.ReadAllText(target));
        Assert.Null(new FileInfo(CachePath).LinkTarget);
        Assert.NotNull(New().Read());
    }

    [Fact]
    public void What_killed_writers_left_is_swept_once_it_is_old()
    {
        string old = CachePath + ".1234.tmp", young = CachePath + ".5678.tmp", foreign = Path.Combine(_folder, "other.eppo.1234.tmp");
        foreach (string left in (string[])[old, young, foreign])
        {
            File.WriteAllText(left, "left");
            File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddHours(left == young ? 0 : -2));
        }

        New().Save(EppoConfiguration.FromResponses(Color("red")).Response);
        Assert.Equal((false, true, true), (File.Exists(old), File.Exists(young), File.Exists(foreign)));
    }

    [Theory]
    [InlineData("missing/flags.eppo")]
    [InlineData("")]
    [InlineData("/dev/full/flags.eppo")]
    public async Task A_disk_that_takes_nothing_is_said_once_and_the_client_runs_from_memory(string place)
    {
        // The empty place is the folder itself: it can be neither read nor replaced.
        string path = place.Length == 0 ? _folder : Path.Combine(_folder, place);
        await using EppoClient client = await EppoClient.InitializeAsync(Options(ScriptedSource.Color("red", "1"), ScriptedSource.Color("blue", "2"), ScriptedSource.Color("green", "3")) with { CacheFile = path });
        await client.RefreshAsync();
        await client.RefreshAsync();
        Assert.Equal("green", ColorOf(client));
        await client.DisposeAsync();
        Assert.Single(Warnings, line => line.Id == 52);
    }

    [Fact]
    public async Task The_latest_of_many_is_what_stays_and_writers_of_one_path_do_not_harm_each_other()
    {
        LastGoodFile one = New(), two = New();
        for (int round = 0; round < 100; round++)
        {
            one.Write(EppoConfiguration.FromResponses(Color("one" + round)).Response);
            two.Write(EppoConfiguration.FromResponses(Color("two" + round)).Response);
            if (round > 0)
            {
                // Absent only until the first write.
                Assert.True(!File.Exists(CachePath) || New().Read() is not null);
            }
        }

        await one.Written;
        await two.Written;
        Assert.Contains(Encoding.UTF8.GetString(New().Read()!.Content.Span), (string[])[Color("one99"), Color("two99")]);
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task What_the_application_has_set_is_not_kept()
    {
        await using EppoClient client = await EppoClient.InitializeAsync(Options(ScriptedSource.Color("red", "1"), ScriptedSource.Color("red", "1")));
        client.SetConfiguration(EppoConfiguration.FromResponses(Color("mine")));
        await client.DisposeAsync();
        Assert.Contains("red", await File.ReadAllTextAsync(CachePath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_worth_more_than_an_initial_configuration()
    {
        await KeepAsync("red", "1");
        await using EppoClient client = await EppoClient.InitializeAsync(Options(ScriptedSource.Fail()) with { InitialConfiguration = EppoConfiguration.FromResponses(Color("initial")) });
        Assert.Equal(("red", InitializationStatus.ReadyFromCache), (ColorOf(client), client.Initialization.Status));
        Assert.False(client.SetInitialConfiguration(EppoConfiguration.FromResponses(Color("late"))));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (int attempt = 0; !condition() && attempt < 2000; attempt++)
        {
            await Task.Delay(10);
        }
    }

    private async Task KeepAsync(string color, string revision)
    {
        await using EppoClient client = await EppoClient.InitializeAsync(Options(ScriptedSource.Color(color, revision)));
        Assert.Equal(color, ColorOf(client));
    }

    private LastGoodFile New() => new(CachePath, Binding, 1_000_000, _log.Factory.CreateLogger(""), "EppoClientOptions");

    private EppoClientOptions Options(params Func<string?, CancellationToken, Task<ConfigurationFetch>>[] answers) => new()
    {
        Source = new ScriptedSource(answers), AttachToShared = false, TimeProvider = _clock, LoggerFactory = _log.Factory, CacheFile = CachePath,
    };
}
