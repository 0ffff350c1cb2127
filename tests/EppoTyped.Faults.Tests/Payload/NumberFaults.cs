namespace EppoTyped.Faults.Tests;

/// <summary>Numbers of a configuration at their edges.</summary>
[Trait("Category", "Faults")]
public sealed class NumberFaults
{
    [Theory]
    [InlineData("9007199254740993", 9007199254740993L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("9223372036854775808", null)]
    [InlineData("-9223372036854775809", null)]
    [InlineData("3.0", 3L)]
    [InlineData("1e2", 100L)]
    [InlineData("-0.0", 0L)]
    [InlineData("1e400", null)]
    [InlineData("1e-400", 0L)]
    [InlineData("0.5", null)]
    public async Task Integers(string value, long? expected)
    {
        await using FaultScene scene = new();
        await scene.PlayBesideAsync("," + ReferenceFlags.Flag("edge", "INTEGER", value, ReferenceFlags.Everybody), client =>
        {
            foreach (long mine in (long[])[-1, 1])
            {
                Assert.Equal(expected ?? mine, client.GetIntegerAssignment("edge", ReferenceFlags.Subject, mine));
                Assert.Equal(
                    expected ?? mine,
                    client.GetValue(CompilerServices.GeneratedCodeV1.Integer("edge", mine), new Subject(ReferenceFlags.Subject)));
            }
        });
    }

    [Theory]
    [InlineData("1.7976931348623157e308", double.MaxValue)]
    [InlineData("5e-324", double.Epsilon)]
    [InlineData("-0.0", -0.0)]
    [InlineData("9007199254740993", 9007199254740992.0)]
    [InlineData("1e400", null)]
    [InlineData("-1e400", null)]
    [InlineData("1e-400", 0.0)]
    public async Task Doubles(string value, double? expected)
    {
        await using FaultScene scene = new();
        await scene.PlayBesideAsync("," + ReferenceFlags.Flag("edge", "NUMERIC", value, ReferenceFlags.Everybody), client =>
        {
            foreach (double mine in (double[])[-1, 1])
            {
                Assert.Equal(expected ?? mine, client.GetNumericAssignment("edge", ReferenceFlags.Subject, mine));
                Assert.Equal(
                    expected ?? mine,
                    client.GetValue(CompilerServices.GeneratedCodeV1.Number("edge", mine), new Subject(ReferenceFlags.Subject)));
            }
        });
    }

    // Infinities and NaN compare with nothing.
    [Theory]
    [InlineData("1e308", 1e308, true)]
    [InlineData("1e400", double.PositiveInfinity, false)]
    [InlineData("1e400", double.MaxValue, false)]
    [InlineData("\"1e400\"", double.MaxValue, false)]
    [InlineData("0", double.NaN, false)]
    [InlineData("0", -0.0, true)]
    [InlineData("0", "-0", true)]
    [InlineData("0", "NaN", false)]
    [InlineData("0", "Infinity", false)]
    [InlineData("0", "1e400", false)]
    [InlineData("9223372036854775807", long.MaxValue, true)]
    public async Task Comparisons(string operand, object value, bool atLeast)
    {
        await using FaultScene scene = new();
        string flag = ReferenceFlags.Flag(
            "edge",
            "BOOLEAN",
            "true",
            $$"""{"key":"compared","rules":[{"conditions":[{"attribute":"value","operator":"GTE","value":{{operand}}}]}],"splits":[{"variationKey":"one","shards":[]}]}""");
        Dictionary<string, object> attributes = new() { ["value"] = value };
        await scene.PlayBesideAsync(
            "," + flag,
            client => Assert.Equal(atLeast, client.GetBooleanAssignment("edge", ReferenceFlags.Subject, attributes, false)));
    }
}
