using System.Reflection;
using System.Runtime.CompilerServices;
using EppoTyped.Snapshots;

namespace EppoTyped.Amplitude.Tests;

/// <summary>A second engine is built from a small, named set of the runtime's internals; each one more is a decision.</summary>
public sealed class EngineSeamTests
{
    private static readonly Assembly Runtime = typeof(FlagClient).Assembly;
    private static readonly Assembly Engine = typeof(AmplitudeUser).Assembly;

    [Fact]
    public void Amplitude_uses_these_internals_of_the_runtime() => Verifier.Verify(string.Concat(
        EngineSeam.Of(Engine, Runtime).Select(type => $"{type.Key}\n{string.Concat(type.Value.Select(member => $"    {member}\n"))}")));

    [Fact]
    public void They_are_fifteen_types_at_most() =>
        Assert.InRange(EngineSeam.Of(Engine, Runtime).Keys.Count(type => !type.EndsWith("(public)", StringComparison.Ordinal)), 1, 15);

    [Fact]
    public void No_other_package_sees_internals_of_the_runtime() => Assert.Equal(
        ["EppoTyped.Amplitude"],
        Runtime.GetCustomAttributes<InternalsVisibleToAttribute>().Select(friend => friend.AssemblyName).Where(IsPackage));

    private static bool IsPackage(string assembly) =>
        !assembly.EndsWith(".Tests", StringComparison.Ordinal) && assembly is not ("EppoTyped.Benchmarks" or "EppoTyped.KillWriter" or "EppoTyped.Soak");
}
