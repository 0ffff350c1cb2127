using EppoTyped.Cli.Evaluate;
using EppoTyped.Snapshots;

namespace EppoTyped.Cli.Tests;

/// <summary>A tool has no public members.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Nothing_is_public() => Assert.Equal("", PublicApi.Of(typeof(CaseStream).Assembly));
}
