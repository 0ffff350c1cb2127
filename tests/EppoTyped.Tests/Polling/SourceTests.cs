using static EppoTyped.Tests.Polling.Configurations;

namespace EppoTyped.Tests.Polling;

public sealed class SourceTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly FakeTimeProvider _clock = new();

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
    public async Task When_a_configuration_was_fetched_is_told_in_UTC()
    {
        DateTimeOffset berlin = new(2026, 7, 1, 14, 0, 0, TimeSpan.FromHours(2));
        ScriptedSource source = new(ScriptedSource.Answer(ConfigurationFetch.Fetched(System.Text.Encoding.UTF8.GetBytes(Color("red")), null, berlin)));
        await using EppoClient client = await EppoClient.InitializeAsync(Options(source));
        Assert.Equal((berlin, TimeSpan.Zero), (client.ConfigurationFetchedAt, client.ConfigurationFetchedAt!.Value.Offset));
        Assert.Equal(TimeSpan.Zero, client.GetStringAssignmentDetails("color", "a", "").Details.ConfigFetchedAt!.Value.Offset);
    }

    [Fact]
    public async Task Nothing_a_source_says_breaks_out_of_its_log_line()
    {
        const string Evil = "down\r\n\u001b[31mINFO\u2028all is well";
        LogCapture log = new();
        await using EppoClient client = EppoClient.Start(Options(new ScriptedSource(
            ScriptedSource.Fail(Evil), ScriptedSource.Answer(ConfigurationFetch.Unauthorized(Evil)), ScriptedSource.Color("red"), (_, _) => throw new InvalidOperationException(Evil)))
            with { LoggerFactory = log.Factory });
        for (int poll = 0; poll < 4; poll++)
        {
            await client.RefreshAsync();
            Assert.DoesNotContain(client.Initialization.Message, character => char.IsControl(character) || character == '\u2028');
        }

        Assert.Equal(4, log.Lines.Count);
        Assert.All(log.Lines, line => Assert.DoesNotContain(line.Text, character => char.IsControl(character) || character == '\u2028'));
    }

    [Fact]
    public async Task A_source_whose_own_cancellation_throws_ends_neither_the_process_nor_unobserved()
    {
        List<string> unobserved = [];
        void Keep(object? sender, UnobservedTaskExceptionEventArgs occurred)
        {
            lock (unobserved)
            {
                unobserved.AddRange(occurred.Exception.Flatten().InnerExceptions.Select(inner => inner.Message));
            }
        }

        TaskScheduler.UnobservedTaskException += Keep;
        try
        {
            // Once by the timeout of the request, once by dispose.
            EppoClient client = EppoClient.Start(Options(new ThrowsWhenCancelled()) with { RequestTimeout = TimeSpan.FromMilliseconds(50), TimeProvider = TimeProvider.System });
            Assert.False(await client.RefreshAsync());
            Assert.Contains("did not answer in full", client.Initialization.Message, StringComparison.Ordinal);
            await client.DisposeAsync();
            for (int attempt = 0; attempt < 5; attempt++)
            {
                await Task.Delay(20);
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Keep;
        }

        Assert.DoesNotContain("no end", unobserved);
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

    private sealed class ThrowsWhenCancelled : IConfigurationSource
    {
        public async ValueTask<ConfigurationFetch> FetchAsync(string? revision, CancellationToken cancellationToken)
        {
            TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
            cancellationToken.Register(() =>
            {
                ended.SetResult();
                throw new InvalidOperationException("no end");
            });
            await ended.Task;
            return ConfigurationFetch.NotModified;
        }
    }
}
