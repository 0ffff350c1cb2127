namespace EppoTyped.Tests.Telemetry;

/// <summary>Text from outside is made safe for a log line.</summary>
public sealed class LogTextTests
{
    [Theory]
    [InlineData("checkout", "checkout")]
    [InlineData("\u00e9\u65e5\ud83d\ude00", "\u00e9\u65e5\ud83d\ude00")]
    [InlineData("a\r\nb\tc\u0085d\u2028e\u2029f", "a??b?c?d?e?f")]
    [InlineData("\u001b[31m", "?[31m")]
    [InlineData("a\u202eb\u2066c\u200fd", "a?b?c?d")]
    [InlineData("a\u200bb\ufeffc\u00add", "a?b?c?d")]
    [InlineData("\udb40\udc41", "?")]
    [InlineData("", "")]
    public void Unsafe_characters_are_replaced(string text, string shown) =>
        Assert.Equal(shown.Replace('?', '\uFFFD'), LogText.Sanitize(text));

    // Not a theory, because an attribute cannot hold half of a pair.
    [Fact]
    public void Half_of_a_surrogate_pair_is_replaced() => Assert.Equal("a\uFFFDb\uFFFD", LogText.Sanitize("a\ud800b\udc00"));

    [Fact]
    public void A_long_text_is_cut_and_ends_with_dots()
    {
        Assert.Equal(new string('x', 200), LogText.Sanitize(new string('x', 200)));
        Assert.Equal(new string('x', 200) + "...", LogText.Sanitize(new string('x', 201)));
        Assert.Equal("ab...", LogText.Sanitize("abc", maxLength: 2));
        Assert.Equal("a\uFFFD...", LogText.Sanitize("a\ud83d\ude00", maxLength: 2));
    }
}
