namespace EppoTyped.Testing.Tests;

/// <summary>What of a test's set-up reaches the test: what flows out of a constructor, an async set-up and a fixture under xunit.</summary>
public sealed class LifetimeScopeTests : IAsyncLifetime, IClassFixture<LifetimeScopeTests.Fixture>, IDisposable
{
    private readonly FlagScope _scope = FlagScope.Begin().With(NumResultsFlag.Flag, 20);
    private FlagScope? _lost;

    public async Task InitializeAsync()
    {
        _lost = FlagScope.Begin().With(KillSwitchFlag.Flag, true);
        await Task.Yield();
        _scope.With(GreetingFlag.Flag, "Hi");
    }

    public Task DisposeAsync()
    {
        _lost?.Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_scope_of_the_constructor_holds() => Assert.Equal(20, Flags.NumResults.Value(new User("anna")));

    [Fact]
    public void An_async_set_up_may_add_to_it() => Assert.Equal("Hi", Flags.Greeting.Value(new User("anna")));

    [Fact]
    public void A_scope_that_an_async_set_up_begins_ends_with_it() => Assert.False(Flags.KillSwitch.IsEnabled(new User("anna")));

    [Fact]
    public void A_scope_of_a_fixture_does_not_hold() => Assert.Equal(9.99, Flags.Price.Value(new User("anna")));

    public sealed class Fixture : IDisposable
    {
        private readonly FlagScope _scope = FlagScope.Begin().With(PriceFlag.Flag, 1);

        public void Dispose() => _scope.Dispose();
    }
}
