using System.Text.Json;

namespace EppoTyped.Testing.Tests;

/// <summary>A configuration that assigns and logs, for clients in memory and for the static flags.</summary>
[Collection("FlagClient.Shared")]
public sealed class TestConfigurationTests
{
    private static readonly User Anna = new("anna");

    [Fact]
    public void Every_type_of_flag_can_be_assigned()
    {
        RecordingAssignmentLogger logger = new();
        FlagSet flags = new(new TestConfiguration()
            .Assign(CheckoutFlag.Flag, CheckoutVariant.FastCheckout)
            .Assign(KillSwitchFlag.Flag, true)
            .Assign(NumResultsFlag.Flag, 100)
            .Assign(PriceFlag.Flag, 0.5)
            .Assign(GreetingFlag.Flag, "¡Hola \"you\"!")
            .Assign(LayoutFlag.Flag, JsonDocument.Parse("""{ "columns": 3 }""").RootElement)
            .AssignJson(CampaignFlag.Flag, """{ "hero": true, "hero_title": "Sale" }""")
            .ToClient(logger));

        Assert.Equal(CheckoutVariant.FastCheckout, flags.Checkout.Variant(Anna));
        Assert.True(flags.KillSwitch.IsEnabled(Anna));
        Assert.Equal((100, 0.5, "¡Hola \"you\"!"), (flags.NumResults.Value(Anna), flags.Price.Value(Anna), flags.Greeting.Value(Anna)));
        Assert.Equal(3, flags.Layout.Value(Anna).GetProperty("columns").GetInt32());
        Assert.Equal((true, "Sale"), (flags.Campaign.Value(Anna).Hero, flags.Campaign.Value(Anna).HeroTitle));
        Assert.All(logger.Assignments, assignment => Assert.Equal(("anna", "everybody"), (assignment.Subject, assignment.Allocation)));
        Assert.Equal(7, logger.Assignments.Select(assignment => assignment.FeatureFlag).Distinct().Count());
    }

    [Fact]
    public void The_last_value_of_a_flag_counts_and_others_keep_their_default()
    {
        FlagSet flags = new(new TestConfiguration().Assign(NumResultsFlag.Flag, 1).Assign(NumResultsFlag.Flag, 2).ToClient());
        Assert.Equal((2, 9.99), (flags.NumResults.Value(Anna), flags.Price.Value(Anna)));
    }

    [Fact]
    public void Overrides_win_over_it_and_are_not_logged()
    {
        RecordingAssignmentLogger logger = new();
        FlagSet flags = new(new TestConfiguration().Assign(NumResultsFlag.Flag, 1).ToClient(logger, new FlagOverrides().Set(NumResultsFlag.Flag, 2)));
        Assert.Equal(2, flags.NumResults.Value(Anna));
        logger.AssertNothingLogged();
    }

    [Fact]
    public void A_value_that_the_manifest_refuses_is_refused_at_once()
    {
        TestConfiguration configuration = new();
        Assert.Contains("outside the manifest's range", Assert.Throws<ArgumentException>(() => configuration.Assign(NumResultsFlag.Flag, 1000)).Message, StringComparison.Ordinal);
        Assert.Contains("does not fit the manifest's schema", Assert.Throws<ArgumentException>(() => configuration.AssignJson(CampaignFlag.Flag, """{ "hero": 7 }""")).Message, StringComparison.Ordinal);
        Assert.Contains("AssignJson(campaign", Assert.Throws<ArgumentException>(() => configuration.Assign(CampaignFlag.Flag, CampaignFlag.Default)).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<JsonException>(() => configuration.AssignJson(CampaignFlag.Flag, "{"));
        Assert.Empty(configuration.ToClient().FlagKeys);
    }

    [Fact]
    public async Task Its_options_make_a_client_for_the_static_flags()
    {
        RecordingAssignmentLogger logger = new();
        await using (EppoClient client = await EppoClient.InitializeAsync(new TestConfiguration().Assign(CheckoutFlag.Flag, CheckoutVariant.FastCheckout).ToOptions(logger)))
        {
            Assert.True(client.IsInitialized);
            Assert.Equal(CheckoutVariant.FastCheckout, Flags.Checkout.Variant(Anna));
            logger.AssertAssigned(CheckoutFlag.Flag, "anna", CheckoutVariant.FastCheckout);
        }

        Assert.Equal(CheckoutVariant.StandardCheckout, Flags.Checkout.Variant(Anna));
    }
}
