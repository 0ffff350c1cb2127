using System.Collections.Concurrent;
using EppoTyped.CompilerServices;

namespace EppoTyped.Tests.Clients;

/// <summary>What is opened or watched on <see cref="FlagClient.Shared"/> follows the clients that attach and detach.</summary>
[Collection("FlagClient.Shared")]
public sealed class SharedClientTests
{
    private static readonly Flag<long> Limit = GeneratedCodeV1.Integer("limit", 0);
    private static readonly Flag<bool> Other = GeneratedCodeV1.Boolean("other", false);
    private static readonly Shopper Someone = new("somebody");

    [Fact]
    public async Task A_scope_opened_before_a_client_attaches_holds_for_it_and_after_it_is_gone()
    {
        using (FlagClient.Shared.Override(Limit, 9))
        {
            EppoClient client = await AttachAsync("1", new FlagOverrides().Set(Other, true));
            await using (client)
            {
                Assert.Equal((9, true), Ask(FlagClient.Shared));
                Assert.Equal((9, true), Ask(client));
            }

            Assert.Equal((9, false), Ask(FlagClient.Shared));
        }

        Assert.Equal((0, false), Ask(FlagClient.Shared));
    }

    [Fact]
    public async Task A_scope_opened_on_an_attached_client_holds_for_the_static_flags()
    {
        await using EppoClient client = await AttachAsync("1");
        Assert.Equal((1, false), Ask(FlagClient.Shared));
        using (client.Override(Limit, 9))
        {
            Assert.Equal((9, false), Ask(FlagClient.Shared));
            Assert.Equal((9, false), Ask(FlagClient.Shared.Snapshot()));
        }

        Assert.Equal((1, false), Ask(FlagClient.Shared));
    }

    [Fact]
    public async Task A_watch_on_shared_hears_of_each_client_that_attaches()
    {
        using BlockingCollection<FlagChange> heard = [];
        using IDisposable watch = FlagClient.Shared.OnChange(Limit, heard.Add);
        foreach ((string value, FlagChange change) in new[] { ("1", FlagChange.Added), ("2", FlagChange.Changed) })
        {
            await using EppoClient client = await AttachAsync(value);
            Assert.True(heard.TryTake(out FlagChange told, TimeSpan.FromSeconds(20)));
            Assert.Equal(change, told);
        }

        Assert.False(heard.TryTake(out _, 100));
    }

    private static (long Limit, bool Other) Ask(FlagClient client) => (client.GetValue(Limit, Someone), client.GetValue(Other, Someone));

    private static Task<EppoClient> AttachAsync(string limit, FlagOverrides? overrides = null) => EppoClient.InitializeAsync(new EppoClientOptions
    {
        Source = new StringConfigurationSource(Configurations.Of(Configurations.Constant("limit", "INTEGER", limit))),
        Overrides = overrides,
    });
}
