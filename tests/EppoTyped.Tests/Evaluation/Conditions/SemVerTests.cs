namespace EppoTyped.Tests;

public class SemVerTests
{
    private static readonly string[] Ascending =
    [
        "0.0.1-0", "0.0.1-1", "0.0.1-10", "0.0.1-9999999999999999999999", "0.0.1-A", "0.0.1-a", "0.0.1-a.0", "0.0.1-a.1", "0.0.1-a.b",
        "0.0.1-aa", "0.0.1",
        "0.1.0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0",
        "1.9.0", "1.10.0", "2.0.0", "10.0.0", "10.0.18446744073709551616", "10.0.99999999999999999999999",
    ];

    [Fact]
    public void Versions_order_as_semver_says()
    {
        for (int left = 0; left < Ascending.Length; left++)
        {
            for (int right = 0; right < Ascending.Length; right++)
            {
                Assert.True(SemVer.TryParse(Ascending[left], out SemVer leftVersion), Ascending[left]);
                Assert.True(SemVer.TryParse(Ascending[right], out SemVer rightVersion), Ascending[right]);
                Assert.Equal(
                    Math.Sign(left.CompareTo(right)),
                    Math.Sign(SemVer.Compare(Ascending[left], leftVersion, Ascending[right], rightVersion)));
            }
        }
    }

    [Theory]
    [InlineData("1.0.0+build", "1.0.0+other.001")]
    [InlineData("1.0.0-rc.1+b", "1.0.0-rc.1")]
    public void Build_metadata_is_ignored(string left, string right)
    {
        Assert.True(SemVer.TryParse(left, out SemVer leftVersion));
        Assert.True(SemVer.TryParse(right, out SemVer rightVersion));
        Assert.Equal(0, SemVer.Compare(left, leftVersion, right, rightVersion));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("1.2.3.4.5")]
    [InlineData("v1.2.3")]
    [InlineData("=1.2.3")]
    [InlineData(" 1.2.3")]
    [InlineData("1.2.3 ")]
    [InlineData("01.2.3")]
    [InlineData("1.02.3")]
    [InlineData("1.2.03")]
    [InlineData("1.2.3-")]
    [InlineData("1.2.3-a..b")]
    [InlineData("1.2.3-01")]
    [InlineData("1.2.3-a.01")]
    [InlineData("1.2.3+")]
    [InlineData("1.2.3+a..b")]
    [InlineData("1.2.3+a+b")]
    [InlineData("1.2.3-é")]
    [InlineData("-1.2.3")]
    [InlineData("1..3")]
    [InlineData(".1.2")]
    [InlineData("1.2.")]
    [InlineData("١.٢.٣")]
    public void A_text_that_is_not_strict_is_not_a_version(string text) => Assert.False(SemVer.TryParse(text, out _));

    [Theory]
    [InlineData("1.2.3-0a")]
    [InlineData("1.2.3--")]
    [InlineData("1.2.3-a-b.c-d+001")]
    [InlineData("0.0.0")]
    public void Unusual_but_strict_texts_are_versions(string text) => Assert.True(SemVer.TryParse(text, out _));
}
