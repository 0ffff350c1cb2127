using EppoTyped.Snapshots;

namespace EppoTyped.Testing.Tests;

/// <summary>The public members are a decision: a change of them changes this snapshot.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void EppoTypedTesting() => Verifier.Verify(PublicApi.Of(typeof(FlagScope).Assembly));
}
