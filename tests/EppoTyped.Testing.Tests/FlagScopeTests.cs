using System.Text.Json;

namespace EppoTyped.Testing.Tests;

/// <summary>A scope holds for the static flags, for the code inside it, and for nobody else.</summary>
public sealed class FlagScopeTests
{
    private static readonly User Anna = new("anna");

    [Fact]
    public void It_gives_its_values_until_it_is_disposed()
    {
        using (FlagScope.Begin().With(CheckoutFlag.Flag, CheckoutVariant.FastCheckout).With(KillSwitchFlag.Flag, true))
        {
            Assert.Equal(CheckoutVariant.FastCheckout, Flags.Checkout.Variant(Anna));
            Assert.True(Flags.KillSwitch.IsEnabled(Anna));
        }

        Assert.Equal(CheckoutVariant.StandardCheckout, Flags.Checkout.Variant(Anna));
        Assert.False(Flags.KillSwitch.IsEnabled(Anna));
    }

    [Fact]
    public void Values_by_key_by_subject_and_of_every_type()
    {
        using FlagScope scope = FlagScope.Begin()
            .With(CheckoutFlag.Flag, subject => subject?.Key == "anna" ? CheckoutVariant.FastCheckout : CheckoutVariant.ExpressCheckout)
            .With("kill-switch", true)
            .With("num-results", 42)
            .With("price", 1.5)
            .With("greeting", "Hi")
            .With("layout", JsonDocument.Parse("""{ "columns": 3 }""").RootElement)
            .With("campaign", """{ "hero": true, "hero_title": "Sale" }""");

        Assert.Equal((CheckoutVariant.FastCheckout, CheckoutVariant.ExpressCheckout), (Flags.Checkout.Variant(Anna), Flags.Checkout.Variant(new User("ben"))));
        Assert.True(Flags.KillSwitch.IsEnabled(Anna));
        Assert.Equal((42, 1.5, "Hi"), (Flags.NumResults.Value(Anna), Flags.Price.Value(Anna), Flags.Greeting.Value(Anna)));
        Assert.Equal((3, "Sale"), (Flags.Layout.Value(Anna).GetProperty("columns").GetInt32(), Flags.Campaign.Value(Anna).HeroTitle));

        scope.Without(KillSwitchFlag.Flag).Without("price");
        Assert.Equal((false, 9.99), (Flags.KillSwitch.IsEnabled(Anna), Flags.Price.Value(Anna)));
    }

    [Fact]
    public void Scopes_nest_and_are_disposed_in_any_order()
    {
        FlagScope outer = FlagScope.Begin().With(NumResultsFlag.Flag, 20).With(PriceFlag.Flag, 2);
        FlagScope inner = FlagScope.Begin().With(NumResultsFlag.Flag, 30);
        Assert.Equal((30, 2), (Flags.NumResults.Value(Anna), Flags.Price.Value(Anna)));

        outer.Dispose();
        Assert.Equal((30, 9.99), (Flags.NumResults.Value(Anna), Flags.Price.Value(Anna)));

        inner.Dispose();
        inner.Dispose();
        Assert.Equal(10, Flags.NumResults.Value(Anna));
    }

    [Fact]
    public void A_closed_scope_takes_no_values()
    {
        FlagScope scope = FlagScope.Begin();
        scope.Dispose();
        Assert.Throws<ObjectDisposedException>(() => scope.With(KillSwitchFlag.Flag, true));
    }

    [Fact]
    public void Over_a_client_it_holds_for_that_client_only()
    {
        FlagClient mine = FlagClient.InMemory();
        using FlagScope scope = FlagScope.Begin(mine).With(NumResultsFlag.Flag, 20);
        Assert.Equal((20, 10), (new FlagSet(mine).NumResults.Value(Anna), Flags.NumResults.Value(Anna)));
    }

    [Fact]
    public async Task Two_flows_at_the_same_moment_see_each_its_own()
    {
        using Barrier together = new(2);
        await Task.WhenAll(Enumerable.Range(1, 2).Select(number => Task.Factory.StartNew(
            () =>
            {
                using FlagScope scope = FlagScope.Begin().With(NumResultsFlag.Flag, number);
                Assert.True(together.SignalAndWait(TimeSpan.FromSeconds(20)));
                Assert.Equal(number, Flags.NumResults.Value(Anna));
                Assert.True(together.SignalAndWait(TimeSpan.FromSeconds(20)));
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }

    [Fact]
    public async Task It_flows_into_awaits_and_tasks_and_an_async_method_takes_its_own_with_it()
    {
        using FlagScope scope = FlagScope.Begin().With(NumResultsFlag.Flag, 20);
        await Task.Yield();
        Assert.Equal(20, await Task.Run(() => Flags.NumResults.Value(Anna)));

        FlagScope begun = await BeginAsync();
        Assert.Equal(20, Flags.NumResults.Value(Anna));
        begun.Dispose();

        static async Task<FlagScope> BeginAsync()
        {
            FlagScope inner = FlagScope.Begin().With(NumResultsFlag.Flag, 30);
            await Task.Yield();
            Assert.Equal(30, Flags.NumResults.Value(Anna));
            return inner;
        }
    }
}
