using EppoTyped.MultiProject.App;
using AppFlags = EppoTyped.MultiProject.App.Flags;
using AppFlagSet = EppoTyped.MultiProject.App.FlagSet;

namespace EppoTyped.MultiProject.Tests;

/// <summary>Generated flags under overrides, as a team's own tests use them: one scope for each test, also when it is opened in the constructor.</summary>
public abstract class OverrideTests(CheckoutVariant variant) : IDisposable
{
    private static readonly Visitor Someone = new("visitor-1") { Country = "DE" };

    private readonly IDisposable _scope = FlagClient.Shared.Override(CheckoutFlag.Flag, variant);

    public void Dispose()
    {
        _scope.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Code_that_asks_the_static_flags_sees_them()
    {
        for (int round = 0; round < 50; round++)
        {
            Assert.Equal(variant, AppFlags.Checkout.Variant(Someone));
            Assert.Equal(variant.ToValue(), FlagClient.Shared.GetStringAssignment(CheckoutFlag.Key, "visitor-1", "none"));
            await Task.Delay(1);
        }
    }

    [Fact]
    public void Code_that_is_given_a_set_sees_them()
    {
        AppFlagSet flags = new(FlagClient.InMemory(overrides: new FlagOverrides().Set(CheckoutFlag.Flag, variant)).Snapshot());

        Assert.Equal(variant, flags.For(Someone).Checkout.Variant());
        Assert.Equal(variant.ToValue(), flags.Checkout.Details(Someone).Details.VariationValue.GetString());
    }
}

/// <summary>Runs beside the other one.</summary>
public sealed class StandardCheckoutTests() : OverrideTests(CheckoutVariant.Standard);

/// <summary>Runs beside the other one.</summary>
public sealed class FastCheckoutTests() : OverrideTests(CheckoutVariant.Fast);
