using EppoTyped.CompilerServices;

namespace EppoTyped.Tests.Clients;

/// <summary>What a client has bound to a configuration.</summary>
public sealed class BoundTableTests
{
    private static readonly Flag<long> Limit = GeneratedCodeV1.Integer("limit", 0);

    private readonly FlagTable _table = Ufc.Read(Configurations.Of(Configurations.Constant("limit", "INTEGER", "1")));

    [Fact]
    public void A_handle_is_bound_once_and_to_each_configuration_anew()
    {
        BoundTable first = new(_table, overridable: false);
        BoundTable second = new(Ufc.Read(Configurations.Of(Configurations.Constant("limit", "INTEGER", "2"))), overridable: false);

        second.BindSameFlagsAs(first);
        FlagBinding<long> bound = first.BindingOf(Limit);
        second.BindSameFlagsAs(first);

        Assert.Same(bound, first.BindingOf(Limit));
        Assert.Equal((1, 2), (bound.Values[0].Value, second.BindingOf(Limit).Values[0].Value));
    }

    [Fact]
    public void A_configuration_that_is_only_confirmed_keeps_its_bindings()
    {
        BoundTable stale = new(_table with { Stale = true }, overridable: false);
        FlagBinding<long> bound = stale.BindingOf(Limit);
        BoundTable confirmed = new(_table with { Stale = false }, overridable: false);

        confirmed.BindSameFlagsAs(stale);

        Assert.Same(bound, confirmed.BindingOf(Limit));
    }

    [Fact]
    public void What_was_bound_before_looks_for_overrides_too()
    {
        BoundTable bound = new(_table, overridable: false);
        SplitValue<long>[] values = bound.BindingOf(Limit).Values;

        bound.MakeOverridable();

        Assert.True(bound.BindingOf(Limit).IsOverridable);
        Assert.Same(values, bound.BindingOf(Limit).Values);
    }

    [Fact]
    public void A_table_that_nothing_overrides_takes_over_no_binding_that_looks_for_overrides()
    {
        // A client without a scope of its own attaches to Shared, over which a scope is open.
        BoundTable scoped = new(FlagTable.NotReady, overridable: true);
        Assert.True(scoped.BindingOf(Limit).IsOverridable);
        BoundTable plain = new(FlagTable.NotReady, overridable: false);

        plain.BindSameFlagsAs(scoped);

        Assert.False(plain.BindingOf(Limit).IsOverridable);
    }
}
