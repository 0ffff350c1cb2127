using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace EppoTyped.Tests.Evaluation;

/// <summary>The plain matcher finds what a regular expression finds, for every pattern that it supports.</summary>
public sealed class PlainPatternTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("zach", "my zach", true)]
    [InlineData("@example\\.com", "a@exampleXcom", false)]
    [InlineData("@mycompany.com", "a@mycompanyXcom.au", true)]
    [InlineData("@mycompany.com", "a@mycompany\ncom", false)]
    [InlineData(".*@test\\.com", "bob@test.com", true)]
    [InlineData("^abc$", "abc", true)]
    [InlineData("^abc$", "abc\n", false)]
    [InlineData("abc$", "xabc", true)]
    [InlineData("^a|b$|c", "xcx", true)]
    [InlineData("^a|b$", "xax", false)]
    [InlineData("", "anything", true)]
    [InlineData("x|", "anything", true)]
    [InlineData("^$", "", true)]
    [InlineData("[ab]", "xbx", true)]
    [InlineData("^user-[0-9]+$", "user-17", true)]
    [InlineData("^user-[0-9]+$", "user-", false)]
    [InlineData("^user-[0-9]*$", "user-", true)]
    [InlineData("^user-[0-9]+$", "user-17\n", false)]
    [InlineData("^[a-z0-9_-]+@example\\.com$", "some-one_1@example.com", true)]
    [InlineData("^[^@]+@example\\.com$", "a@b@example.com", false)]
    [InlineData("^\\d+$", "१२", true)]
    [InlineData("^a[ab]*b", "aab", true)]
    [InlineData("a[ab]*$", "xab", true)]
    [InlineData("[a-f]+-x", "zz-x", false)]
    [InlineData("[a-f]+-x|z", "zz-x", true)]
    public void Common_patterns_are_plain(string pattern, string text, bool found)
    {
        Assert.True(PlainPattern.TryRead(pattern, out PlainPattern? plain));
        Assert.Equal(found, plain.IsFoundIn(text));
    }

    [Fact]
    public void Patterns_that_could_cost_more_than_an_automaton_are_not_plain()
    {
        // Sixteen alternatives of sixty characters would make a thousand million comparisons in a text of a megabyte.
        string[] alternatives =
        [
            .. Enumerable.Range(0, 16).Select(index => string.Concat(Enumerable.Repeat("a.", 30)) + (char)('b' + index)),
        ];
        Assert.False(PlainPattern.TryRead(string.Join('|', alternatives), out _));
        Assert.False(PlainPattern.TryRead(string.Join('|', alternatives.Take(2)), out _));
        Assert.True(PlainPattern.TryRead(alternatives[0], out _));
        Assert.True(PlainPattern.TryRead(string.Join('|', alternatives.Select(alternative => "^" + alternative)), out _));
        Assert.True(PlainPattern.TryRead("@first.com|@second.org|@third.net", out _));
    }

    [Theory]
    [InlineData("a+")]
    [InlineData("a*")]
    [InlineData("(a|b)")]
    [InlineData("a{2}")]
    [InlineData("[ab]+?")]
    [InlineData("[ab]c")]
    [InlineData("[ab][cd]")]
    [InlineData("a[ab]+b")]
    [InlineData("[b-a]")]
    [InlineData("[]a]")]
    [InlineData("[a-z-[aeiou]]")]
    [InlineData("[a-c-e]")]
    [InlineData("[[:alpha:]]")]
    [InlineData("[é]")]
    [InlineData("[\\w]")]
    [InlineData("[a")]
    [InlineData("\\w+")]
    [InlineData("^.*a")]
    [InlineData("a.*b")]
    [InlineData("a$b")]
    [InlineData("a\\")]
    [InlineData(".*+")]
    [InlineData("(?i)a")]
    public void Other_patterns_are_left_to_the_regular_expression(string pattern) => Assert.False(PlainPattern.TryRead(pattern, out _));

    [Fact]
    public void Random_patterns_and_texts_agree_with_the_regular_expression()
    {
        Random random = new(20261121);
        string[] pieces =
        [
            "a", "b", "ab", "@", ".", "\\.", "^", "$", "|", ".*", "\n",
            "\\$", "\\-", "é", "a.", "*", "?", "[ab]+", "[^a]*", "[a-b@]", "\\d+", "+",
        ];
        string[] letters = ["a", "b", "@", ".", "\n", "$", "-", "é", "|", "7"];
        int pairs = 0, patterns = 0, refused = 0;
        while (pairs < 200_000)
        {
            string pattern = string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (!PlainPattern.TryRead(pattern, out PlainPattern? plain))
            {
                refused++;
                continue;
            }

            patterns++;
            Regex expected = new(RegexDialect.Translate(pattern), RegexOptions.CultureInvariant);
            for (int text = 0; text < 25; text++, pairs++)
            {
                string subject = string.Concat(Enumerable.Range(0, random.Next(7)).Select(_ => letters[random.Next(letters.Length)]));
                Assert.True(
                    expected.IsMatch(subject) == plain.IsFoundIn(subject),
                    $"'{pattern}' in '{subject}': expected {expected.IsMatch(subject)}");
            }
        }

        output.WriteLine($"{pairs} pairs of {patterns} patterns; {refused} were left to the regular expression");
        Assert.InRange(refused, 1, 10 * patterns);
    }
}
