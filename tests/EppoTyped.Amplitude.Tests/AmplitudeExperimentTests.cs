namespace EppoTyped.Amplitude.Tests;

/// <summary>The registry is the process's: each test has keys of its own.</summary>
public sealed class AmplitudeExperimentTests
{
    [Fact]
    public void A_key_has_one_remote_client_until_it_is_disposed()
    {
        AmplitudeRemoteClient first = AmplitudeExperiment.InitializeRemote("remote-1");
        Assert.Same(first, AmplitudeExperiment.InitializeRemote(" remote-1 ", new() { ServerUrl = "http://ignored.example" }));
        Assert.NotSame(first, AmplitudeExperiment.InitializeRemote("remote-2"));
        Assert.NotSame(first, AmplitudeExperiment.InitializeRemote("remote-1", new() { InstanceName = "other" }));
        first.Dispose();
        AmplitudeRemoteClient second = AmplitudeExperiment.InitializeRemote("remote-1");
        Assert.NotSame(first, second);
        first.Dispose();
        Assert.Same(second, AmplitudeExperiment.InitializeRemote("remote-1"));
    }

    [Fact]
    public async Task A_key_has_one_local_client_until_it_is_disposed()
    {
        AmplitudeLocalClient first = AmplitudeExperiment.InitializeLocal("local-1");
        Assert.Same(first, AmplitudeExperiment.InitializeLocal("local-1", new() { ServerUrl = "http://ignored.example" }));
        Assert.NotSame(first, AmplitudeExperiment.InitializeLocal("local-1", new() { InstanceName = "other" }));
        await first.DisposeAsync();
        AmplitudeLocalClient second = AmplitudeExperiment.InitializeLocal("local-1");
        Assert.NotSame(first, second);
        await first.DisposeAsync();
        Assert.Same(second, AmplitudeExperiment.InitializeLocal("local-1"));
    }

    [Fact]
    public void Wrong_options_leave_nothing_behind()
    {
        Assert.Throws<ArgumentException>(() => AmplitudeExperiment.InitializeRemote("remote-3", new() { FetchRetries = -1 }));
        Assert.NotNull(AmplitudeExperiment.InitializeRemote("remote-3"));
        Assert.StartsWith("The deployment key is empty", Assert.Throws<ArgumentException>(() => AmplitudeExperiment.InitializeRemote(" ")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callers_at_once_get_one_client()
    {
        AmplitudeRemoteClient[] clients = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => AmplitudeExperiment.InitializeRemote("remote-4"))));
        Assert.Single(clients.Distinct());
    }
}
