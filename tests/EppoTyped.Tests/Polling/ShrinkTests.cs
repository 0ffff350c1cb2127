namespace EppoTyped.Tests.Polling;

/// <summary>Which losses RejectShrinkBeyond refuses, and beside which configuration they are measured.</summary>
public sealed class ShrinkTests
{
    [Theory]
    [InlineData(0.5, 10, 5, true)]
    [InlineData(0.5, 10, 4, false)]
    [InlineData(0.0, 10, 10, true)]
    [InlineData(0.0, 10, 9, false)]
    [InlineData(0.99, 10, 0, false)]
    [InlineData(0.5, 0, 0, true)]
    public async Task A_share_is_of_the_flags_that_answer(double share, int before, int after, bool taken)
    {
        // Flags that were set aside before cannot be lost; new ones make up for nothing.
        string broken = "\"broken\":7";
        await using EppoClient client = await StartAsync(share, Of([.. Flags(before), broken]), Of([.. Flags(after), "\"new\":8", .. Flags(3, "other")]));
        Assert.Equal(taken, await client.RefreshAsync());
        Assert.Equal(taken, client.FlagKeys.Contains("new"));
    }

    [Fact]
    public async Task An_initial_configuration_is_no_measure()
    {
        await using EppoClient client = await EppoClient.InitializeAsync(Options(0.1, Of(Flags(1))) with { InitialConfiguration = EppoConfiguration.FromResponses(Of(Flags(10))) });
        Assert.True(await client.RefreshAsync());
        Assert.Single(client.FlagKeys);
    }

    [Fact]
    public async Task What_was_refused_is_taken_once_what_is_in_use_allows_it()
    {
        await using EppoClient client = await StartAsync(0.5, Of(Flags(10)), Of(Flags(1)));
        Assert.False(await client.RefreshAsync());
        client.SetConfiguration(EppoConfiguration.FromResponses(Of(Flags(2))));
        Assert.True(await client.RefreshAsync());
        Assert.Single(client.FlagKeys);
    }

    private static Task<EppoClient> StartAsync(double share, params string[] documents) => EppoClient.InitializeAsync(Options(share, documents));

    private static EppoClientOptions Options(double share, params string[] documents) => new()
    {
        Source = new ScriptedSource([.. documents.Select(document => ScriptedSource.Answer(ConfigurationFetch.Fetched(System.Text.Encoding.UTF8.GetBytes(document), null)))]),
        RejectShrinkBeyond = share,
        AttachToShared = false,
        TimeProvider = new FakeTimeProvider(),
    };

    private static string[] Flags(int count, string name = "flag") => [.. Enumerable.Range(0, count).Select(index => Ufc.Flag($"{name}-{index}", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("a", "on")))];

    private static string Of(params string[] flags) => Ufc.Document(flags);
}
