using EppoTyped.CompilerServices;

namespace EppoTyped.Tests.Clients;

/// <summary>Overrides win over the configuration and are never logged.</summary>
public sealed class OverrideTests
{
    private static readonly Flag<Variant> Typical = GeneratedCodeV1.Choice("typical", Variant.Control, Variants.TryParse);
    private static readonly Shopper Someone = new("somebody") { Country = "US", Age = 40 };

    [Fact]
    public void A_value_may_be_set_changed_and_taken_back_while_the_client_runs()
    {
        FlagOverrides overrides = new();
        RecordingLogger assignments = new();
        FlagClient client = FlagClient.InMemory(Configurations.Of(Configurations.RulesAndSplit("typical")), assignments, overrides);
        Variant live = client.GetValue(Typical, Someone);
        Variant other = live == Variant.Control ? Variant.Treatment : Variant.Control;
        Assert.Single(assignments.Events);

        overrides.Set(Typical, other);
        Assert.Equal(other, client.GetValue(Typical, Someone));
        Assert.Equal("Flag override applied", client.GetDetails(Typical, Someone).Details.FlagEvaluationDescription);

        overrides.Set(Typical, subject => subject?.Key == "somebody" ? live : other);
        Assert.Equal(live, client.GetValue(Typical, Someone));
        Assert.Equal(other, client.GetValue(Typical, new Shopper("another")));
        Assert.Single(assignments.Events);

        overrides.Remove(Typical);
        Assert.Equal(live, client.GetValue(Typical, Someone));
        Assert.Equal(2, assignments.Events.Count);
    }

    [Fact]
    public void They_need_no_configuration()
    {
        FlagOverrides overrides = new();
        overrides.Set(Typical, Variant.Treatment);

        FlagClient client = FlagClient.InMemory(null, overrides: overrides);

        Assert.Equal(Variant.Treatment, client.GetValue(Typical, Someone));
        overrides.Clear();
        Assert.Equal(Variant.Control, client.GetValue(Typical, Someone));
    }

    [Fact]
    public void They_outlive_a_swap()
    {
        FlagOverrides overrides = new();
        overrides.Set(Typical, Variant.Treatment);
        FlagClient client = FlagClient.InMemory(null, overrides: overrides);
        client.GetValue(Typical, Someone);

        client.Core.Publish(FlagClient.InMemory(Configurations.Of(Configurations.Constant("typical", "STRING", "\"control\""))).Core.Table);

        Assert.Equal(Variant.Treatment, client.GetValue(Typical, Someone));
    }
}
