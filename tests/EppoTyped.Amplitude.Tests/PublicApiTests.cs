using EppoTyped.Snapshots;

namespace EppoTyped.Amplitude.Tests;

/// <summary>The public members are a decision: a change of them changes this snapshot.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void EppoTypedAmplitude() => Verifier.Verify(PublicApi.Of(typeof(AmplitudeUser).Assembly));
}
