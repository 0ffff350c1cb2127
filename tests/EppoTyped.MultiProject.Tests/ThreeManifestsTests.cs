using System.Reflection;
using EppoTyped.CompilerServices;
using EppoTyped.MultiProject.App;
using EppoTyped.MultiProject.Library;
using AppFlags = EppoTyped.MultiProject.App.Flags;
using OwnFlags = EppoTyped.MultiProject.Tests.Flags;

namespace EppoTyped.MultiProject.Tests;

/// <summary>An application, a library and their tests, each with flags of its own, built by the repository's compiler and run together.</summary>
public class ThreeManifestsTests
{
    private static readonly Visitor Someone = new("visitor-1") { Country = "DE" };

    [Fact]
    public void The_application_answers() => Assert.Equal(CheckoutVariant.Standard, AppFlags.Checkout.Variant(Someone));

    [Fact]
    public void The_applications_second_manifest_answers() => Assert.Equal(49.5, AppFlags.For(Someone).Shipping.FreeFrom.Value());

    [Fact]
    public void The_library_answers() => Assert.Equal(3, Parcels.Limit(Someone));

    [Fact]
    public void The_tests_own_flag_answers() => Assert.Equal(new TestOnly { Runs = 2 }, OwnFlags.TestOnly.Value(Someone));

    [Fact]
    public void Of_a_library_nothing_generated_is_seen() =>
        Assert.All(typeof(Parcels).Assembly.GetTypes().Where(type => type != typeof(Parcels)), type => Assert.False(type.IsPublic, type.FullName));

    [Fact]
    public void Of_an_application_everything_generated_is_seen() => Assert.True(typeof(AppFlags).IsPublic && typeof(CheckoutFlag).IsPublic && typeof(Visitor).IsPublic);

    [Fact]
    public void Each_assembly_tells_its_keys()
    {
        Assert.Equal(["checkout", "shipping.free-from"], Keys(typeof(AppFlags)));
        Assert.Equal(["parcels.limit"], Keys(typeof(Parcels)));
        Assert.Equal(["test-only"], Keys(typeof(OwnFlags)));
    }

    private static IEnumerable<string> Keys(Type type) => type.Assembly.GetCustomAttributes<FlagKeysAttribute>().SelectMany(attribute => attribute.Keys);
}
