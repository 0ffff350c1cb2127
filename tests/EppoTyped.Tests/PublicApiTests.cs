using EppoTyped.Snapshots;

namespace EppoTyped.Tests;

/// <summary>The public members are a decision: a change of them changes this snapshot.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void EppoTyped() => Verifier.Verify(PublicApi.Of(typeof(FlagClient).Assembly));
}
