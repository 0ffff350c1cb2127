using static EppoTyped.Tests.Polling.Configurations;

namespace EppoTyped.Tests.Polling;

public sealed class SourceTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly FakeClock _clock = new();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task A_file_that_changes_is_picked_up_and_one_that_does_not_is_left()
    {
        await File.WriteAllTextAsync(_path, Color("red"));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(new FileConfigurationSource(_path)));
        FlagTable table = client.Core.Table;
        Assert.Equal("red", ColorOf(client));
        Assert.True(await client.RefreshAsync());
        Assert.Same(table, client.Core.Table);

        // Of the same length and, for the file system, of the same moment.
        DateTime written = File.GetLastWriteTimeUtc(_path);
        await File.WriteAllTextAsync(_path, Color("dew"));
        File.SetLastWriteTimeUtc(_path, written);
        Assert.True(await client.RefreshAsync());
        Assert.Equal("dew", ColorOf(client));
    }

    [Fact]
    public async Task A_file_that_is_missing_or_half_written_is_a_failure_that_mends()
    {
        await using EppoClient client = EppoClient.Start(Options(new FileConfigurationSource(_path)));
        Assert.False(await client.RefreshAsync());
        Assert.Contains($"The file {_path} does not exist.", client.Initialization.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(_path, Color("red"));
        Assert.True(await client.RefreshAsync());
        await File.WriteAllTextAsync(_path, Color("blue")[..40]);
        Assert.False(await client.RefreshAsync());
        Assert.Equal("red", ColorOf(client));
    }

    [Fact]
    public async Task A_folder_is_no_file()
    {
        await using EppoClient client = EppoClient.Start(Options(new FileConfigurationSource(Path.GetTempPath())));
        Assert.False(await client.RefreshAsync());
        Assert.Contains("cannot be read", client.Initialization.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_is_read_once()
    {
        await using EppoClient client = await EppoClient.InitializeAsync(Options(new StringConfigurationSource(Color("red"))));
        FlagTable table = client.Core.Table;
        Assert.True(await client.RefreshAsync());
        Assert.Same(table, client.Core.Table);
        Assert.Equal("red", ColorOf(client));
    }

    [Fact]
    public async Task A_source_that_gives_too_much_is_refused()
    {
        await using EppoClient client = EppoClient.Start(Options(new StringConfigurationSource(Color(new string('x', 5000)))) with { MaxConfigurationBytes = 4096 });
        Assert.False(await client.RefreshAsync());
        Assert.Contains("EppoClientOptions.MaxConfigurationBytes (4096)", client.Initialization.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_moment_of_the_fetch_is_the_sources_or_now()
    {
        DateTimeOffset earlier = _clock.GetUtcNow().AddHours(-1);
        await using EppoClient dated = await EppoClient.InitializeAsync(Options(new ScriptedSource(
            ScriptedSource.Answer(ConfigurationFetch.Fetched(System.Text.Encoding.UTF8.GetBytes(Color("red")), null, earlier)))));
        await using EppoClient undated = await EppoClient.InitializeAsync(Options(new StringConfigurationSource(Color("red"))));
        Assert.Equal((earlier, _clock.GetUtcNow()), (dated.Core.Table.FetchedAt, undated.Core.Table.FetchedAt));
    }

    private EppoClientOptions Options(IConfigurationSource source) => new() { Source = source, AttachToShared = false, TimeProvider = _clock };
}
