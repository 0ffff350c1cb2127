using EppoTyped.Manifest.Naming;

namespace EppoTyped.Manifest.Tests;

public sealed class PascalNameTests
{
    [Theory]
    [InlineData("kill-switch", "KillSwitch")]
    [InlineData("isReturningUser", "IsReturningUser")]
    [InlineData("HTTP_proxy", "HTTPProxy")]
    [InlineData("checkout", "Checkout")]
    [InlineData("a", "A")]
    [InlineData("A", "A")]
    [InlineData("class", "Class")]
    [InlineData("2nd-try", "_2ndTry")]
    [InlineData("try 2", "Try2")]
    [InlineData("v1.2", "V12")]
    [InlineData("--x--y--", "XY")]
    [InlineData("größe-ändern", "GrößeÄndern")]
    [InlineData("ß", "ß")]
    [InlineData("istanbul", "Istanbul")]
    [InlineData("日本-語", "日本語")]
    [InlineData("٣x", "_٣x")]
    [InlineData("a😀b", "AB")]
    [InlineData("😀", "_1F600")]
    [InlineData("--", "_2D_2D")]
    [InlineData(" ", "_20")]
    [InlineData("\n", "_0A")]
    [InlineData("", "_")]
    [InlineData("_", "_5F")]
    [InlineData("𝒳", "_1D4B3")]
    public void Gives_the_Pascal_form(string key, string expected) => Assert.Equal(expected, PascalName.Of(key));

    [Fact]
    public void Is_always_an_identifier_and_never_a_keyword()
    {
        Random random = new(3);
        for (int i = 0; i < 20_000; i++)
        {
            string key = new([.. Enumerable.Range(0, random.Next(6)).Select(_ => (char)(random.Next(2) == 0 ? random.Next(128) : random.Next(char.MaxValue)))]);
            Assert.True(CSharpName.IsIdentifier(PascalName.Of(key)), $"{key} gives {PascalName.Of(key)}");
        }
    }

    [Theory]
    [InlineData("subjct", "subject")]
    [InlineData("defaultvalue", "defaultValue")]
    [InlineData("flagTpye", "flagType")]
    [InlineData("entirely-else", null)]
    [InlineData("", null)]
    public void Finds_the_nearest_name(string name, string? expected) => Assert.Equal(expected, NearestName.Of(name, ["subject", "defaultValue", "flagType"]));
}
