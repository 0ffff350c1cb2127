namespace EppoTyped.Testing.Tests;

/// <summary>Three classes of the same tests, which the runner starts in parallel, each with a value of its own.</summary>
public abstract class ParallelScopeTests : IDisposable
{
    private readonly FlagScope _scope;
    private readonly long _mine;

    protected ParallelScopeTests(long mine) => (_scope, _mine) = (FlagScope.Begin().With(NumResultsFlag.Flag, mine), mine);

    [Fact]
    public async Task A_scope_of_the_constructor_holds_for_the_test()
    {
        for (int round = 0; round < 200; round++)
        {
            Assert.Equal(_mine, Flags.NumResults.Value(new User("anna")));
            await Task.Yield();
        }
    }

    public void Dispose()
    {
        _scope.Dispose();
        GC.SuppressFinalize(this);
    }
}

public sealed class FirstParallelScopeTests() : ParallelScopeTests(20);

public sealed class SecondParallelScopeTests() : ParallelScopeTests(30);

public sealed class ThirdParallelScopeTests() : ParallelScopeTests(40);
