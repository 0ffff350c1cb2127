using EppoTyped.Manifest.Json;

namespace EppoTyped.Manifest.Tests;

/// <summary>Values as JSON text: what analyzers compare and what generated code holds.</summary>
public sealed class ManifestJsonTests
{
    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("20e-1", "2")]
    [InlineData("0.5", "5e-1")]
    [InlineData("9007199254740993", "9007199254740993.0")]
    [InlineData("""{ "a": [1, null], "b": "x" }""", """{"b":"\u0078","a":[1.0,null]}""")]
    public void Values_that_mean_the_same_are_the_same(string left, string right) => Assert.True(ManifestJson.AreSame(ManifestJson.Read(left)!, ManifestJson.Read(right)!));

    [Theory]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("1e400", "1e401")]
    [InlineData("\"1\"", "1")]
    [InlineData("null", "false")]
    [InlineData("[1, 2]", "[2, 1]")]
    [InlineData("[1]", "[1, 1]")]
    [InlineData("""{ "a": 1 }""", """{ "b": 1 }""")]
    [InlineData("""{ "a": 1 }""", """{ "a": 1, "b": 1 }""")]
    public void Values_that_mean_something_else_are_not(string left, string right)
    {
        Assert.False(ManifestJson.AreSame(ManifestJson.Read(left)!, ManifestJson.Read(right)!));
        Assert.False(ManifestJson.AreSame(ManifestJson.Read(right)!, ManifestJson.Read(left)!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("{")]
    [InlineData("{} {}")]
    public void A_text_that_is_no_JSON_is_no_value(string text) => Assert.Null(ManifestJson.Read(text));

    [Fact]
    public void What_is_written_is_read_again()
    {
        const string json = """{"a":[1,2.5e3,true,null],"b":{"c\"":"\u000A\\"}}""";

        Assert.Equal(json, ManifestJson.Write(ManifestJson.Read(json)!));
    }
}
