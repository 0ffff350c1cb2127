using System.Reflection;
using EppoTyped.Snapshots;
using Xunit.Abstractions;

namespace EppoTyped.Tests;

/// <summary>The public members are a decision: a change of them changes this snapshot.</summary>
public sealed class PublicApiTests(ITestOutputHelper output)
{
    [Fact]
    public void EppoTyped() => Verifier.Verify(PublicApi.Of(typeof(FlagClient).Assembly));

    [Fact]
    public void The_class_that_everybody_meets_first_has_at_most_thirty_members()
    {
        MemberInfo[] members = [.. typeof(FlagClient)
            .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => member is PropertyInfo or EventInfo or FieldInfo or MethodInfo { IsSpecialName: false })];

        output.WriteLine($"FlagClient has {members.Length} public members.");
        Assert.InRange(members.Length, 1, 30);
    }
}
