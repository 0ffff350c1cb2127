namespace EppoTyped.Testing.Tests;

/// <summary>A test once for every side of a flag, each in a scope of its own.</summary>
public sealed class BothSidesTests
{
    private static readonly User Anna = new("anna");

    public static IEnumerable<object[]> Sides => BothSides.Of(KillSwitchFlag.Flag).And(CheckoutFlag.Flag).ToTestCases();

    [Theory]
    [MemberData(nameof(Sides))]
    public void Sides_are_the_rows_of_a_theory(FlagSide side)
    {
        using FlagScope scope = side.Begin();
        Assert.Equal((side.ValueOf(KillSwitchFlag.Flag), side.ValueOf(CheckoutFlag.Flag)), (Flags.KillSwitch.IsEnabled(Anna), Flags.Checkout.Variant(Anna)));
    }

    [Fact]
    public void There_is_a_row_for_every_combination() => Assert.Equal(
        [
            "kill-switch = false, checkout = standard_checkout",
            "kill-switch = false, checkout = fast_checkout",
            "kill-switch = false, checkout = express_checkout",
            "kill-switch = true, checkout = standard_checkout",
            "kill-switch = true, checkout = fast_checkout",
            "kill-switch = true, checkout = express_checkout",
        ],
        Sides.Select(row => Assert.Single(row).ToString()));

    [Fact]
    public async Task A_boolean_flag_has_two_sides()
    {
        List<bool> seen = [];
        await BothSides.Of(KillSwitchFlag.Flag).RunAsync(async on =>
        {
            await Task.Yield();
            Assert.Equal(on, Flags.KillSwitch.IsEnabled(Anna));
            seen.Add(on);
        });

        Assert.Equal([false, true], seen);
        Assert.False(Flags.KillSwitch.IsEnabled(Anna));
    }

    [Fact]
    public void A_flag_with_variations_has_a_side_for_each()
    {
        List<CheckoutVariant> seen = [];
        BothSides.Of(CheckoutFlag.Flag).Run(variant =>
        {
            Assert.Equal(variant, Flags.Checkout.Variant(Anna));
            seen.Add(variant);
        });
        Assert.Equal([CheckoutVariant.StandardCheckout, CheckoutVariant.FastCheckout, CheckoutVariant.ExpressCheckout], seen);
    }

    [Fact]
    public void Other_flags_have_the_sides_that_are_named()
    {
        List<long> seen = [];
        BothSides.Of(NumResultsFlag.Flag, 1, 100).Run(results => seen.Add(Flags.NumResults.Value(Anna) + results));
        Assert.Equal([2, 200], seen);

        BothSides.Of(CampaignFlag.Flag, CampaignFlag.Default with { Hero = true }).Run(campaign => Assert.Same(campaign, Flags.Campaign.Value(Anna)));
        BothSides.Of(CheckoutFlag.Flag, CheckoutVariant.FastCheckout).Run(variant => Assert.Equal(CheckoutVariant.FastCheckout, variant));
    }

    [Fact]
    public async Task Several_flags_are_combined()
    {
        HashSet<(bool, long, double)> seen = [];
        FlagCombinations combinations = BothSides.Of(KillSwitchFlag.Flag).And(NumResultsFlag.Flag, 1, 2).And(PriceFlag.Flag, 0.5, 1.5);
        await combinations.RunAsync(async side =>
        {
            await Task.Yield();
            seen.Add((Flags.KillSwitch.IsEnabled(Anna), Flags.NumResults.Value(Anna), Flags.Price.Value(Anna)));
        });
        Assert.Equal(8, seen.Count);

        combinations.Run(side => seen.Remove((side.ValueOf(KillSwitchFlag.Flag), side.ValueOf(NumResultsFlag.Flag), side.ValueOf(PriceFlag.Flag))));
        Assert.Empty(seen);
    }

    [Fact]
    public async Task A_side_that_fails_is_named_with_what_it_threw_inside()
    {
        InvalidOperationException thrown = new("It is off.\nAnd stays so.");
        FlagAssertionException failed = await Assert.ThrowsAsync<FlagAssertionException>(
            () => BothSides.Of(KillSwitchFlag.Flag).RunAsync(on => on ? Task.CompletedTask : Task.FromException(thrown)));

        Assert.Equal("1 of 2 sides failed.\n  kill-switch = false: InvalidOperationException: It is off.\n    And stays so.", failed.Message);
        Assert.Same(thrown, failed.InnerException);
    }

    [Fact]
    public void All_sides_are_run_and_all_that_failed_are_named()
    {
        int runs = 0;
        FlagAssertionException failed = Assert.Throws<FlagAssertionException>(() => BothSides.Of(CheckoutFlag.Flag).Run(variant =>
        {
            runs++;
            Assert.Equal(CheckoutVariant.FastCheckout, variant);
        }));

        Assert.Equal(3, runs);
        Assert.StartsWith("2 of 3 sides failed.\n  checkout = standard_checkout: EqualException: ", failed.Message, StringComparison.Ordinal);
        Assert.Contains("\n  checkout = express_checkout: EqualException: ", failed.Message, StringComparison.Ordinal);
        Assert.Equal(2, Assert.IsType<AggregateException>(failed.InnerException).InnerExceptions.Count);
    }

    [Fact]
    public async Task A_cancelled_run_ends_before_the_next_side()
    {
        using CancellationTokenSource cancelling = new();
        int runs = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BothSides.Of(KillSwitchFlag.Flag).RunAsync(
            _ =>
            {
                runs++;
                return cancelling.CancelAsync();
            },
            cancelling.Token));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Over_a_client_of_ones_own_it_leaves_the_static_flags_alone()
    {
        FlagClient client = FlagClient.InMemory();
        BothSides.Of(KillSwitchFlag.Flag).Over(client).Run(on =>
        {
            Assert.Equal(on, new FlagSet(client).KillSwitch.IsEnabled(Anna));
            Assert.False(Flags.KillSwitch.IsEnabled(Anna));
        });
        await BothSides.Of(KillSwitchFlag.Flag).Over(client).And(CheckoutFlag.Flag).RunAsync(async side =>
        {
            await Task.Yield();
            Assert.Equal(side.ValueOf(CheckoutFlag.Flag), new FlagSet(client).Checkout.Variant(Anna));
        });
    }

    [Fact]
    public void A_flag_named_twice_or_not_at_all_is_refused()
    {
        FlagSides<bool> sides = BothSides.Of(KillSwitchFlag.Flag);
        Assert.Contains("kill-switch is added twice", Assert.Throws<ArgumentException>(() => sides.And(KillSwitchFlag.Flag)).Message, StringComparison.Ordinal);
        Assert.Contains("no value of price", Assert.Throws<ArgumentException>(() => sides.Sides[0].ValueOf(PriceFlag.Flag)).Message, StringComparison.Ordinal);
    }
}
