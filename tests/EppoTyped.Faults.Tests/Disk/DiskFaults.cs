using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped.Faults.Tests;

/// <summary>The last good configuration on a faulty disk.</summary>
[Trait("Category", "Faults")]
public sealed class DiskFaults
{
    /// <summary>KillTests does this a thousand times, in the middle of a write.</summary>
    [Fact]
    public async Task F49_The_process_is_killed_while_it_writes()
    {
        await using DiskScene disk = new();
        for (int kill = 0; kill < 20; kill++)
        {
            using ChildProcess child = ChildProcess.Start("write", disk.CachePath);
            Assert.Equal("writing", await child.Output.ReadLineAsync().WaitAsync(FaultScene.Bound));
            await child.KillAsync();
            LastGoodFile file = new(disk.CachePath, WritingChild.Binding, 10_000_000, NullLogger.Instance, "EppoClientOptions");
            ConfigurationResponse? kept = file.Read();
            Assert.NotNull(kept);
            Assert.Contains(Encoding.UTF8.GetString(kept.Content.Span), WritingChild.Versions);
        }
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("cut")]
    [InlineData("bit")]
    [InlineData("version")]
    [InlineData("key")]
    public async Task F50_The_file_is_damaged_or_foreign(string damage)
    {
        await using DiskScene disk = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(503));
        await disk.KeepAsync(server, "red");
        byte[] whole = await File.ReadAllBytesAsync(disk.CachePath);
        byte[] damaged = damage switch
        {
            "nothing" => [],
            "cut" => whole[..^100],
            "bit" => [.. whole[..^100], (byte)(whole[^100] ^ 1), .. whole[^99..]],
            "version" => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(whole).Replace("good 1 ", "good 9 ", StringComparison.Ordinal)),
            _ => whole,
        };
        await File.WriteAllBytesAsync(disk.CachePath, damaged);

        EppoClientOptions options = disk.Options(server);
        EppoClient client = disk.Scene.Start(damage == "key" ? options with { SdkKey = "another key" } : options);
        Assert.False(await disk.Scene.PollAsync(client, server));
        FaultScene.AssertDefaults(client);
        Assert.Equal([51], disk.SaidOfFile);
        Assert.Equal(damaged, await File.ReadAllBytesAsync(disk.CachePath + ".bad"));

        server.Good("blue", "\"2\"");
        await disk.Scene.AssertRecoversAsync(client, "blue");
        await client.DisposeAsync();
        Assert.Contains("blue", await File.ReadAllTextAsync(disk.CachePath), StringComparison.Ordinal);
        Assert.Equal([51], disk.SaidOfFile);
    }

    [Theory]
    [InlineData("no such folder/flags.eppo")]
    [InlineData("")]
    [InlineData("/dev/full/flags.eppo")]
    [InlineData("/proc/flags.eppo")]
    public async Task F51_The_disk_takes_nothing(string place)
    {
        await using DiskScene disk = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(503));
        // The empty path is the folder itself, which can be neither read nor replaced.
        string path = place.Length == 0 ? disk.Folder : Path.Combine(disk.Folder, place);
        await disk.Scene.PlayWarmAsync(server, change: options => options with { CacheFile = path });
        EppoClient client = await disk.Scene.InitializeAsync(disk.Options(server) with { CacheFile = path });
        for (int version = 0; version < 3; version++)
        {
            server.Good("version " + version, null);
            Assert.True(await client.RefreshAsync());
        }

        await client.DisposeAsync();
        Assert.Single(disk.SaidOfFile, id => id == 52);
    }

    [Fact]
    public async Task F52_Two_processes_share_the_file_and_somebody_locks_it()
    {
        await using DiskScene disk = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(503));
        server.Good("red", "\"1\"");
        EppoClient one = await disk.Scene.InitializeAsync(disk.Options(server));
        EppoClient two = await disk.Scene.InitializeAsync(disk.Options(server));
        for (int version = 0; version < 20; version++)
        {
            server.Good("version " + version, null);
            Assert.All(await Task.WhenAll(one.RefreshAsync(), two.RefreshAsync()), Assert.True);
        }

        using (FileStream locked = new(disk.CachePath, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            server.Good("last", null);
            Assert.All(await Task.WhenAll(one.RefreshAsync(), two.RefreshAsync()), Assert.True);
            FaultScene.AssertAnswers(one, "last");
            await one.DisposeAsync();
            await two.DisposeAsync();
        }

        server.Fail();
        EppoClient next = await disk.Scene.InitializeAsync(disk.Options(server));
        FaultScene.AssertAnswers(next, OperatingSystem.IsWindows() ? "version 19" : "last", stale: true);
        Assert.DoesNotContain(51, disk.SaidOfFile);
    }

    [Fact]
    public async Task F53_The_file_is_older_than_is_wanted()
    {
        await using DiskScene disk = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(503));
        await disk.KeepAsync(server, "red");
        disk.Scene.Clock.Advance(TimeSpan.FromDays(2));

        // By default it is used, and reported as stale.
        EppoClient tolerant = await disk.Scene.InitializeAsync(disk.Options(server));
        FaultScene.AssertAnswers(tolerant, "red", stale: true);
        Assert.Equal((ClientHealthStatus.Degraded, TimeSpan.FromDays(2)), (tolerant.Health.Status, tolerant.Health.ConfigurationAge));
        Assert.Contains("on disk, confirmed 2.00:00:00 ago", tolerant.Health.Message, StringComparison.Ordinal);
        await tolerant.DisposeAsync();

        EppoClient strict = disk.Scene.Start(disk.Options(server) with { CacheMaxAge = TimeSpan.FromDays(1) });
        Assert.False(await disk.Scene.PollAsync(strict, server));
        FaultScene.AssertDefaults(strict);
        Assert.Equal([51], disk.SaidOfFile);
        Assert.Contains(
            "EppoClientOptions.CacheMaxAge (1.00:00:00)",
            disk.Scene.Log.Lines.Single(line => line.Id == 51).Text,
            StringComparison.Ordinal);
        Assert.True(File.Exists(disk.CachePath));

        // A file that a server has confirmed is not old, however long nothing has changed.
        server.Good("red", "\"1\"");
        await disk.Scene.AssertRecoversAsync(strict, "red");
        server.Then(Answers.Status(304));
        disk.Scene.Clock.Advance(TimeSpan.FromDays(2));
        Assert.True(await strict.RefreshAsync());
        await strict.DisposeAsync();
        server.Fail();
        EppoClient next = await disk.Scene.InitializeAsync(disk.Options(server) with { CacheMaxAge = TimeSpan.FromDays(1) });
        FaultScene.AssertAnswers(next, "red", stale: true);
    }

    [Fact]
    public async Task F54_Somebody_has_laid_a_trap_in_the_folder()
    {
        await using DiskScene disk = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(503));
        if (OperatingSystem.IsWindows())
        {
            return; // Windows needs rights for links, and has no pipes in the file system.
        }

        File.SetUnixFileMode(disk.Folder, (UnixFileMode)0b111_111_111);
        string precious = Path.Combine(disk.Folder, "precious");
        await File.WriteAllTextAsync(precious, "precious");
        File.CreateSymbolicLink(disk.CachePath, precious);
        File.CreateSymbolicLink(disk.CachePath + ".bad", precious);

        // The target of the link is not a configuration of ours: the link is set aside, and the new file replaces the link and not its
        // target.
        await disk.KeepAsync(server, "red");
        Assert.Equal("precious", await File.ReadAllTextAsync(precious));
        Assert.Null(new FileInfo(disk.CachePath).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(disk.CachePath));
        Assert.DoesNotContain(Directory.GetFiles(disk.Folder), file => file.EndsWith(".tmp", StringComparison.Ordinal));

        // Opening a pipe without a writer blocks: the client starts without the file.
        File.Delete(disk.CachePath);
        using (Process pipe = Process.Start("mkfifo", disk.CachePath))
        {
            await pipe.WaitForExitAsync();
        }

        EppoClient client = disk.Scene.Start(disk.Options(server));
        Assert.False(await client.RefreshAsync().WaitAsync(FaultScene.Bound), "The client waits for the pipe.");
        server.Good("blue", "\"2\"");
        await disk.Scene.AssertRecoversAsync(client, "blue");
        Assert.Equal([51], disk.SaidOfFile);
        await client.DisposeAsync();
        Assert.Contains("blue", await File.ReadAllTextAsync(disk.CachePath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task F55_The_server_is_down_at_the_start_and_the_last_good_configuration_is_there()
    {
        await using DiskScene disk = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(503));
        await disk.KeepAsync(server, "red");
        server.Then(Answers.Hang);

        // Ready while the first request still hangs, with the same values and reasons.
        EppoClient client = await disk.Scene.InitializeAsync(disk.Options(server));
        Assert.Equal(InitializationStatus.ReadyFromCache, client.Initialization.Status);
        FaultScene.AssertAnswers(client, "red", stale: true);
        Assert.Equal(ClientHealthStatus.Degraded, client.Health.Status);

        Assert.False(await disk.Scene.PollAsync(client, server, () => FaultScene.AssertAnswers(client, "red", stale: true)));
        FaultScene.AssertAnswers(client, "red", stale: true);
        server.Good("blue", "\"2\"");
        await disk.Scene.AssertRecoversAsync(client, "blue");
        Assert.Equal(ClientHealthStatus.Healthy, client.Health.Status);
        Assert.Equal([50], disk.SaidOfFile);
    }
}
