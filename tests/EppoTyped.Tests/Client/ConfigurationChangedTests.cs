using System.Collections.Concurrent;

namespace EppoTyped.Tests.Polling;

public sealed class ConfigurationChangedTests
{
    private readonly LogCapture _log = new();
    private readonly BlockingCollection<ConfigurationChangedEventArgs> _changes = [];

    [Fact]
    public async Task It_names_the_flags_that_came_went_and_changed_and_no_other()
    {
        await using EppoClient client = Start();
        client.ConfigurationChanged += (_, change) => _changes.Add(change);

        Set(client, Flag("same"), Flag("gone"), Flag("other"));
        Expect("gone other same", "", "");
        Set(client, Flag("new"), Flag("same"), Flag("other", enabled: false));
        Expect("new", "gone", "other");
        Set(client, Flag("other", enabled: false), Flag("same"), Flag("new"));
        Set(client);
        Expect("", "new other same", "");
    }

    [Fact]
    public async Task A_flag_that_is_set_aside_is_told_too()
    {
        await using EppoClient client = Start();
        Set(client, Flag("flag"));
        client.ConfigurationChanged += (_, change) => _changes.Add(change);
        Set(client, "\"flag\":{\"enabled\":7}");
        Expect("", "", "flag");
        Set(client, "\"flag\":{\"enabled\":8}");
        Expect("", "", "flag");
    }

    [Fact]
    public async Task Polls_that_bring_the_same_raise_nothing()
    {
        ScriptedSource source = new(ScriptedSource.Color("red", "1"), ScriptedSource.Answer(ConfigurationFetch.NotModified), ScriptedSource.Color("red", "2"), ScriptedSource.Color("blue", "3"));
        await using EppoClient client = await EppoClient.InitializeAsync(new EppoClientOptions { Source = source, AttachToShared = false, TimeProvider = new FakeTimeProvider() });
        client.ConfigurationChanged += (_, change) => _changes.Add(change);
        await client.RefreshAsync();
        await client.RefreshAsync();
        await client.RefreshAsync();
        Expect("", "", "color");
        Assert.Empty(_changes);
    }

    [Fact]
    public async Task Handlers_that_throw_or_block_hurt_nobody()
    {
        using ManualResetEventSlim open = new();
        await using EppoClient client = Start();
        client.ConfigurationChanged += (_, _) => throw new InvalidOperationException("This handler is broken.");
        client.ConfigurationChanged += (_, _) => open.Wait();
        client.ConfigurationChanged += (_, change) => _changes.Add(change);
        Set(client, Flag("a"));
        Set(client, Flag("a"), Flag("b"));
        Expect("a", "", "");
        Expect("b", "", "");
        Assert.Equal(["a", "b"], client.FlagKeys);
        open.Set();

        // The broken handler is told beside the others; nobody but the log says when.
        Assert.True(SpinWait.SpinUntil(() => _log.Lines.Any(line => line.Id == 53), TimeSpan.FromSeconds(20)));
        await client.DisposeAsync();
        Assert.Single(_log.Lines, line => line.Id == 53);
    }

    [Fact]
    public async Task A_handler_may_dispose_the_client_and_one_that_is_removed_hears_nothing()
    {
        EppoClient client = Start();
        TaskCompletionSource disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        EventHandler<ConfigurationChangedEventArgs> removed = (_, change) => _changes.Add(change);
        client.ConfigurationChanged += removed;
        client.ConfigurationChanged += (sender, _) =>
        {
            ((EppoClient)sender!).Dispose();
            disposed.SetResult();
        };
        client.ConfigurationChanged -= removed;
        Set(client, Flag("a"));
        await disposed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.False(client.IsInitialized);
        Assert.Empty(_changes);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_handler_runs_outside_of_the_publishers_flow()
    {
        await using EppoClient client = Start();
        AsyncLocal<string> flow = new() { Value = "the publisher's" };
        TaskCompletionSource<string?> seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        client.ConfigurationChanged += (_, _) => seen.SetResult(flow.Value);
        Set(client, Flag("a"));
        Assert.Null(await seen.Task.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef")]
    [InlineData("{\"key\":\"a long text that goes over several blocks of sixteen\"}")]
    public void The_hash_sees_every_bit(string text)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        HashSet<ulong> hashes = [Fingerprint.Of(bytes), Fingerprint.Of([.. bytes, 0])];
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            hashes.Add(Fingerprint.Of(flipped));
        }

        Assert.Equal((bytes.Length * 8) + 2, hashes.Count);
    }

    private static string Flag(string key, bool enabled = true) => Ufc.Flag(key, "BOOLEAN", Ufc.OnOff, "", enabled);

    private static void Set(EppoClient client, params string[] flags) => client.SetConfiguration(EppoConfiguration.FromResponses(Ufc.Document(flags)));

    private void Expect(string added, string removed, string changed)
    {
        Assert.True(_changes.TryTake(out ConfigurationChangedEventArgs? change, TimeSpan.FromSeconds(20)));
        Assert.Equal((added, removed, changed), (string.Join(' ', change.Added), string.Join(' ', change.Removed), string.Join(' ', change.Changed)));
    }

    private EppoClient Start() => EppoClient.Start(new EppoClientOptions { Offline = true, AttachToShared = false, TimeProvider = new FakeTimeProvider(), LoggerFactory = _log.Factory });
}
