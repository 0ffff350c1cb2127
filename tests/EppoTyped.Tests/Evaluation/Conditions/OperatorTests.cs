namespace EppoTyped.Tests;

public class OperatorTests
{
    [Theory]
    [InlineData("[\"US\",\"CA\"]", "US", true)]
    [InlineData("[\"US\",\"CA\"]", "us", false)]
    [InlineData("[\"US\",\"CA\"]", "U", false)]
    [InlineData("[]", "US", false)]
    [InlineData("[\"\"]", "", true)]
    [InlineData("[\"true\"]", true, true)]
    [InlineData("[\"True\"]", true, false)]
    [InlineData("[\"false\"]", false, true)]
    [InlineData("[\"true\"]", "True", false)]
    [InlineData("[\"10\"]", 10.0, true)]
    [InlineData("[\"10\"]", 10, true)]
    [InlineData("[\"10.0\"]", 10.0, false)]
    [InlineData("[\"10.0\"]", 10, false)]
    [InlineData("[\"+10\",\"010\",\"1e1\"]", 10, false)]
    [InlineData("[\"+10\",\"010\",\"1e1\"]", 10.0, false)]
    [InlineData("[\"0\"]", -0.0, true)]
    [InlineData("[\"-0\"]", -0.0, false)]
    [InlineData("[\"0.000001\"]", 1e-6, true)]
    [InlineData("[\"10000000000\"]", 1e10, true)]
    [InlineData("[\"9223372036854775807\"]", long.MaxValue, true)]
    [InlineData("[\"9223372036854775806\"]", long.MaxValue, false)]
    [InlineData("[\"NaN\"]", double.NaN, true)]
    [InlineData("[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\"]", "j", true)]
    [InlineData("[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\"]", "k", false)]
    public void ONE_OF_and_its_negation_are_opposites_for_present_attributes(string value, object attribute, bool expected)
    {
        Assert.Equal(expected, Ufc.Holds("ONE_OF", value, attribute));
        Assert.Equal(!expected, Ufc.Holds("NOT_ONE_OF", value, attribute));
    }

    [Theory]
    [InlineData("ONE_OF", "[\"null\"]")]
    [InlineData("NOT_ONE_OF", "[\"x\"]")]
    [InlineData("MATCHES", "\".*\"")]
    [InlineData("NOT_MATCHES", "\"x\"")]
    [InlineData("GTE", "0")]
    [InlineData("GT", "-1")]
    [InlineData("LTE", "0")]
    [InlineData("LT", "\"1.0.0\"")]
    [InlineData("IS_NULL", "false")]
    public void A_missing_attribute_is_false_for_every_operator(string operatorName, string value)
    {
        Assert.False(Ufc.Holds(operatorName, value, null));
        Assert.False(Ufc.Holds(operatorName, value, new[] { "a", "list" }));
        Assert.Equal(
            Outcome.NoAllocation,
            Ufc.WithCondition("x", operatorName, value).Evaluate("f", VariationType.Boolean, attributes: ("y", "other")).Outcome);
    }

    [Theory]
    [InlineData("ONE_OF", "\"x\"")]
    [InlineData("NOT_ONE_OF", "\"y\"")]
    [InlineData("NOT_ONE_OF", "7")]
    [InlineData("NOT_MATCHES", "7")]
    [InlineData("NOT_MATCHES", "[\"y\"]")]
    [InlineData("GT", "true")]
    [InlineData("LT", "\"no number\"")]
    [InlineData("IS_NULL", "0")]
    public void A_value_that_the_operator_cannot_use_never_holds_negated_or_not(string operatorName, string value) =>
        Assert.False(Ufc.Holds(operatorName, value, "x"));

    [Theory]
    [InlineData("@example\\\\.com", "a@example.com.org", true)]
    [InlineData("^a", "ba", false)]
    [InlineData("A", "a", false)]
    [InlineData("^true$", true, true)]
    [InlineData("^1000000$", 1e6, true)]
    [InlineData("^42$", 42, true)]
    [InlineData("^0\\\\.5$", 0.5, true)]
    [InlineData("(?=foo)", "foo", true)]
    [InlineData("(a)\\\\1", "aa", true)]
    [InlineData("^a\\\\$$", "a$", true)]
    [InlineData("^[$]$", "$", true)]
    [InlineData("^[]$]$", "$", true)]
    [InlineData("a$|b", "a\n", false)]
    [InlineData("(?m)^a$", "a\nb", true)]
    [InlineData("(?i-s:x)(?sm:^a$)", "xa\nb", false)]
    [InlineData("^\\\\(?m$", "m", true)]
    [InlineData("^\\\\(?m$", "m\n", false)]
    [InlineData("^[(?m]$", "m\n", false)]
    [InlineData("", "anything", true)]
    public void MATCHES_searches_and_its_negation_is_the_opposite(string pattern, object attribute, bool expected)
    {
        Assert.Equal(expected, Ufc.Holds("MATCHES", $"\"{pattern}\"", attribute));
        Assert.Equal(!expected, Ufc.Holds("NOT_MATCHES", $"\"{pattern}\"", attribute));
    }

    [Fact]
    public void A_catastrophic_pattern_is_searched_in_linear_time()
    {
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.False(Ufc.Holds("MATCHES", "\"^(a+)+$\"", new string('a', 100_000) + "!"));
        // In linear time it takes milliseconds, on a loaded machine seconds; otherwise it would practically never end.
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("MATCHES")]
    [InlineData("NOT_MATCHES")]
    public void A_pattern_that_times_out_is_false_and_logged_once(string operatorName)
    {
        CollectingLogger logger = new();
        // The look-ahead needs the backtracking engine.
        FlagTable table = Ufc.WithCondition("x", operatorName, "\"(?=a)^(a+)+$\"", logger);
        for (int round = 0; round < 2; round++)
        {
            Assert.Equal(
                Outcome.NoAllocation, table.Evaluate("f", VariationType.Boolean, attributes: ("x", new string('a', 40) + "!")).Outcome);
        }

        Assert.Contains("(?=a)^(a+)+$", Assert.Single(logger.Lines).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(17, false, false, true, true)]
    [InlineData(18, true, false, true, false)]
    [InlineData(18.5, true, true, false, false)]
    [InlineData("18", true, false, true, false)]
    [InlineData("18.0", true, false, true, false)]
    [InlineData("18\0", false, false, false, false)]
    [InlineData("abc", false, false, false, false)]
    [InlineData(true, false, false, false, false)]
    [InlineData(double.NaN, false, false, false, false)]
    [InlineData(double.PositiveInfinity, true, true, false, false)]
    public void Numbers_compare(object attribute, bool gte, bool gt, bool lte, bool lt)
    {
        foreach (string operand in new[] { "18", "18.0", "\"18\"", "\"1.8e1\"" })
        {
            Assert.Equal(gte, Ufc.Holds("GTE", operand, attribute));
            Assert.Equal(gt, Ufc.Holds("GT", operand, attribute));
            Assert.Equal(lte, Ufc.Holds("LTE", operand, attribute));
            Assert.Equal(lt, Ufc.Holds("LT", operand, attribute));
        }
    }

    [Theory]
    [InlineData("1.10.0", true, true, false, false)]
    [InlineData("1.9.0", true, false, true, false)]
    [InlineData("1.9.0+build", true, false, true, false)]
    [InlineData("1.9.0-rc.1", false, false, true, true)]
    [InlineData("1.9", false, false, false, false)]
    [InlineData(2, false, false, false, false)]
    public void Versions_compare(object attribute, bool gte, bool gt, bool lte, bool lt)
    {
        Assert.Equal(gte, Ufc.Holds("GTE", "\"1.9.0\"", attribute));
        Assert.Equal(gt, Ufc.Holds("GT", "\"1.9.0\"", attribute));
        Assert.Equal(lte, Ufc.Holds("LTE", "\"1.9.0\"", attribute));
        Assert.Equal(lt, Ufc.Holds("LT", "\"1.9.0\"", attribute));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", false)]
    [InlineData(0, false)]
    [InlineData(false, false)]
    [InlineData("null", false)]
    public void IS_NULL_tests_whether_the_attribute_is_present(object? attribute, bool isNull)
    {
        Assert.Equal(isNull, Ufc.Holds("IS_NULL", "true", attribute));
        Assert.Equal(!isNull, Ufc.Holds("IS_NULL", "false", attribute));
    }

    [Fact]
    public void The_key_is_the_id_unless_the_subject_has_one()
    {
        FlagTable table = Ufc.WithCondition("id", "ONE_OF", "[\"alice\"]");
        Assert.Equal(0, table.Evaluate("f", VariationType.Boolean, key: "alice").Outcome);
        Assert.Equal(Outcome.NoAllocation, table.Evaluate("f", VariationType.Boolean, key: "alice", attributes: ("id", "bob")).Outcome);
        Assert.Equal(Outcome.NoAllocation, table.Evaluate("f", VariationType.Boolean, key: "alice", attributes: ("id", null)).Outcome);
        Assert.Equal(0, table.Evaluate("f", VariationType.Boolean, key: "bob", attributes: ("id", "alice")).Outcome);
        Assert.Equal(0, Ufc.WithCondition("id", "IS_NULL", "true").Evaluate("f", VariationType.Boolean, key: null).Outcome);
    }
}
