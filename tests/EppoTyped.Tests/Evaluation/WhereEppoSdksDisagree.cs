using EppoTyped.Tests.Clients;

namespace EppoTyped.Tests;

/// <summary>
/// Every case in which Eppo's own SDKs disagree, and what this library does; repeated assignments are tested with the log.
/// </summary>
public class WhereEppoSdksDisagree
{
    private static EvaluationResult Serve(string type, string value, VariationType call) =>
        Ufc.Read(
            Ufc.Document(Ufc.Flag("f", type, $$"""{"v":{"key":"v","value":{{value}} } }""", Ufc.Allocation("a", "v")))).Evaluate("f", call);

    [Theory]
    [InlineData("salt", "alice", 3619)]
    [InlineData("salt", "é", 2180)]
    [InlineData("salt", "😀", 4929)]
    [InlineData("sålt", "alice", 3862)]
    public void Non_ascii_subject_key_or_salt_is_hashed_as_utf8(string salt, string key, uint shard) =>
        Assert.Equal(shard, SubjectHash.Shard(SubjectHash.Prefix(salt), key, 10_000));

    [Fact]
    public void NUMERIC_flag_with_value_3_returns_3() => Assert.Equal(3.0, Serve("NUMERIC", "3", VariationType.Numeric).Variation!.Number);

    [Fact]
    public void INTEGER_flag_with_3_point_0_returns_3() =>
        Assert.Equal(3, Serve("INTEGER", "3.0", VariationType.Integer).Variation!.Integer);

    [Fact]
    public void STRING_flag_whose_text_is_a_JSON_object_returns_the_text() =>
        Assert.Equal("{\"a\": 1}", Serve("STRING", "\"{\\\"a\\\": 1}\"", VariationType.String).Variation!.Text);

    [Fact]
    public void STRING_flag_value_looking_like_an_ISO_date_returns_the_text() =>
        Assert.Equal("2024-01-01T00:00:00Z", Serve("STRING", "\"2024-01-01T00:00:00Z\"", VariationType.String).Variation!.Text);

    [Fact]
    public void JSON_flag_with_an_array_returns_the_array() =>
        Assert.Equal(3, Serve("JSON", "\"[1,2,3]\"", VariationType.Json).Variation!.Raw.GetArrayLength());

    [Theory]
    [InlineData("JSON", "\"{}\"", VariationType.String)]
    [InlineData("INTEGER", "1", VariationType.Numeric)]
    [InlineData("STRING", "\"{}\"", VariationType.Json)]
    public void JSON_flag_called_as_string_or_NUMERIC_call_on_INTEGER_flag_is_a_mismatch(string type, string value, VariationType call)
    {
        EvaluationResult result = Serve(type, value, call);
        Assert.Null(result.Variation);
        Assert.Equal(EvaluationCode.TypeMismatch, result.Details.FlagEvaluationCode);
        Assert.Equal((EvaluationReason.Error, EvaluationError.TypeMismatch), (result.Details.Reason, result.Details.Error));
    }

    [Fact]
    public void Attribute_string_with_a_JSON_object_ONE_OF_the_same_text_matches() =>
        Assert.True(Ufc.Holds("ONE_OF", "[\"{\\\"a\\\": 1}\"]", "{\"a\": 1}"));

    [Fact]
    public void Decimal_short_byte_and_float_attributes_are_numbers()
    {
        Assert.True(Ufc.Holds("ONE_OF", "[\"1.5\"]", 1.5m));
        Assert.True(Ufc.Holds("ONE_OF", "[\"7\"]", (short)7));
        Assert.True(Ufc.Holds("ONE_OF", "[\"7\"]", (byte)7));
        Assert.True(Ufc.Holds("ONE_OF", "[\"0.1\"]", 0.1f));
        Assert.True(Ufc.Holds("ONE_OF", "[\"0.1\"]", (Half)0.1f));
        Assert.True(Ufc.Holds("ONE_OF", "[\"7\"]", (nuint)7));
        Assert.True(Ufc.Holds("GTE", "18446744073709551615", ulong.MaxValue));
    }

    [Theory]
    [InlineData("BOOLEAN", "LOOKS_LIKE")]
    [InlineData("COLOUR", "ONE_OF")]
    public void Unknown_operator_or_variationType_sets_that_flag_aside_and_no_other(string type, string operatorName)
    {
        FlagTable table = Ufc.Read(Ufc.Document(
            Ufc.Flag(
                "bad",
                type,
                Ufc.OnOff,
                Ufc.Allocation("a", "on", Ufc.Condition("x", operatorName, "[]")) + "," + Ufc.Allocation("all", "on")),
            Ufc.Flag("good", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("a", "on"))));
        EvaluationResult bad = table.Evaluate("bad", VariationType.Boolean);
        Assert.Equal(
            (EvaluationCode.AssignmentError, EvaluationReason.Error, EvaluationError.ParseError),
            (bad.Details.FlagEvaluationCode, bad.Details.Reason, bad.Details.Error));
        Assert.Equal(Outcome.SetAside, bad.Outcome);
        Assert.True(table.Evaluate("good", VariationType.Boolean).Variation!.Boolean);
    }

    [Fact]
    public void Split_to_a_missing_variation_returns_the_default()
    {
        EvaluationResult result = Ufc.Read(
            Ufc.Document(Ufc.Flag("f", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("a", "gone")))).Evaluate("f", VariationType.Boolean);
        Assert.Equal(Outcome.Unusable, result.Outcome);
        Assert.Equal("Variation (gone) does not exist in flag f", result.Details.FlagEvaluationDescription);
        Assert.Equal("a", result.Details.MatchedAllocation!.Key);
    }

    [Fact]
    public void Empty_subject_key_evaluates_and_an_empty_flag_key_returns_the_default()
    {
        FlagTable table = Ufc.Read(
            Ufc.Document(Ufc.Flag("f", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("a", "on", shards: Ufc.Shard("s", 0, 10_000)))));
        Assert.True(table.Evaluate("f", VariationType.Boolean, key: "").Variation!.Boolean);
        Assert.Equal(EvaluationError.FlagNotFound, table.Evaluate("", VariationType.Boolean).Details.Error);

        CollectingLogger logger = new();
        FlagClient client = FlagClient.InMemory(
            Ufc.Document(Ufc.Flag("", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("a", "on"))), loggerFactory: logger);
        foreach (string? flagKey in (string?[])["", null])
        {
            Assert.False(client.GetBooleanAssignment(flagKey!, "alice", false));
            Assert.Equal(
                (false, EvaluationCode.AssignmentError),
                (
                    client.GetBooleanAssignmentDetails(flagKey!, "alice", false).Value,
                    client.GetBooleanAssignmentDetails(flagKey!, "alice", false).Code));
        }

        Assert.Contains("key is empty", Assert.Single(logger.Lines).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MATCHES")]
    [InlineData("NOT_MATCHES")]
    public void Invalid_regex_is_a_false_condition(string operatorName)
    {
        CollectingLogger logger = new();
        FlagTable table = Ufc.WithCondition("x", operatorName, "\"(unclosed\"", logger);
        Assert.Equal(
            EvaluationCode.DefaultAllocationNull,
            table.Evaluate("f", VariationType.Boolean, attributes: ("x", "anything")).Details.FlagEvaluationCode);
        string line = Assert.Single(logger.Lines).Text;
        Assert.Contains("Flag f:", line, StringComparison.Ordinal);
        Assert.Contains("(unclosed", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Inline_ignore_case_in_a_regex_works() => Assert.True(Ufc.Holds("MATCHES", "\"(?i)ABC\"", "xabcx"));

    [Fact]
    public void Anchored_abc_does_not_match_abc_with_a_line_break() => Assert.False(Ufc.Holds("MATCHES", "\"^abc$\"", "abc\n"));

    [Theory]
    [InlineData("2")]
    [InlineData("2.0")]
    [InlineData(2L)]
    public void Semver_condition_against_2_is_false(object attribute)
    {
        Assert.False(Ufc.Holds("GT", "\"1.5.0\"", attribute));
        Assert.False(Ufc.Holds("LT", "\"9.5.0\"", attribute));
    }

    [Fact]
    public void Version_with_a_leading_v_is_not_a_version() => Assert.False(Ufc.Holds("GT", "\"1.5.0\"", "v1.6.0"));

    [Theory]
    [InlineData("1e2", 100, true)]
    [InlineData("-5", -5, true)]
    [InlineData("+5", 5, true)]
    [InlineData(".5", 0.5, true)]
    [InlineData("0x20", 0, false)]
    [InlineData(" 19 ", 0, false)]
    [InlineData("1,000", 0, false)]
    [InlineData("", 0, false)]
    [InlineData("inf", 0, false)]
    [InlineData("Infinity", 0, false)]
    [InlineData("NaN", 0, false)]
    [InlineData(false, 0, false)]
    public void Numeric_condition_against_texts(object attribute, double value, bool isNumber)
    {
        string operand = value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(isNumber, Ufc.Holds("GTE", operand, attribute));
        Assert.Equal(isNumber, Ufc.Holds("LTE", operand, attribute));
    }

    [Fact]
    public void Text_1_point_10_is_a_number_below_1_point_9() => Assert.False(Ufc.Holds("GT", "1.9", "1.10"));

    [Fact]
    public void Missing_doLog_logs()
    {
        RecordingLogger logger = new();
        FlagClient client = FlagClient.InMemory(
            Ufc.Document(Ufc.Flag("f", "BOOLEAN", Ufc.OnOff, """{"key":"a","splits":[{"variationKey":"on","shards":[]}]}""")), logger);
        Assert.True(client.GetBooleanAssignment("f", "alice", false));
        Assert.Equal(("f", "on"), (Assert.Single(logger.Events).FeatureFlag, logger.Events[0].Variation));
    }

    [Theory]
    [InlineData("INTEGER", "\"12\"", VariationType.Integer, "12")]
    [InlineData("INTEGER", "1.5", VariationType.Integer, "1.5")]
    [InlineData("BOOLEAN", "\"true\"", VariationType.Boolean, "true")]
    [InlineData("NUMERIC", "null", VariationType.Numeric, "null")]
    [InlineData("NUMERIC", "1e999", VariationType.Numeric, "1e999")]
    [InlineData("STRING", "7", VariationType.String, "7")]
    [InlineData("JSON", "\"{broken\"", VariationType.Json, "{broken")]
    [InlineData("JSON", "\"{} {}\"", VariationType.Json, "{} {}")]
    [InlineData("JSON", "\"null\"", VariationType.Json, "null")]
    [InlineData("JSON", "{}", VariationType.Json, "{}")]
    public void Value_of_the_wrong_type_returns_the_default_and_is_not_logged(string type, string value, VariationType call, string shown)
    {
        EvaluationResult result = Serve(type, value, call);
        Assert.Equal(Outcome.Unusable, result.Outcome);
        Assert.Equal(
            $"Variation (v) is configured for type {type}, but is set to incompatible value ({shown})",
            result.Details.FlagEvaluationDescription);
        Assert.Equal(
            (EvaluationCode.AssignmentError, EvaluationError.ParseError), (result.Details.FlagEvaluationCode, result.Details.Error));
        Assert.Equal(("v", "a"), (result.Details.VariationKey, result.Details.MatchedAllocation!.Key));

        RecordingLogger logger = new();
        FlagClient client = FlagClient.InMemory(
            Ufc.Document(Ufc.Flag("f", type, $$"""{"v":{"key":"v","value":{{value}} } }""", Ufc.Allocation("a", "v"))), logger);
        switch (call)
        {
            case VariationType.Integer:
                Assert.Equal(
                    (-7, -7), (client.GetIntegerAssignment("f", "alice", -7), client.GetIntegerAssignmentDetails("f", "alice", -7).Value));
                break;
            case VariationType.Numeric:
                Assert.Equal(
                    (-7, -7), (client.GetNumericAssignment("f", "alice", -7), client.GetNumericAssignmentDetails("f", "alice", -7).Value));
                break;
            case VariationType.Boolean:
                Assert.Equal(
                    (false, true),
                    (client.GetBooleanAssignment("f", "alice", false), client.GetBooleanAssignmentDetails("f", "alice", true).Value));
                break;
            case VariationType.String:
                Assert.Equal(
                    ("none", "none"),
                    (client.GetStringAssignment("f", "alice", "none"), client.GetStringAssignmentDetails("f", "alice", "none").Value));
                break;
            default:
                Assert.Equal(
                    ("none", "none"),
                    (
                        client.GetJsonStringAssignment("f", "alice", "none"),
                        client.GetJsonStringAssignmentDetails("f", "alice", "none").Value));
                break;
        }

        Assert.Empty(logger.Events);
    }

    [Fact]
    public void IS_NULL_with_a_true_string_is_false()
    {
        Assert.False(Ufc.Holds("IS_NULL", "\"true\"", null));
        Assert.False(Ufc.Holds("IS_NULL", "\"false\"", "there"));
    }

    [Fact]
    public void ONE_OF_with_numeric_elements_compares_their_text()
    {
        Assert.True(Ufc.Holds("ONE_OF", "[1, 2.50, true]", "2.5"));
        Assert.True(Ufc.Holds("ONE_OF", "[1, 2.50, true]", 1));
        Assert.True(Ufc.Holds("ONE_OF", "[1, 2.50, true]", true));
        Assert.False(Ufc.Holds("ONE_OF", "[[\"1\"]]", "1"));
        Assert.False(Ufc.Holds("NOT_ONE_OF", "[null]", "1"));
    }

    [Fact]
    public void TotalShards_0_sets_the_flag_aside()
    {
        FlagTable table = Ufc.Read(
            Ufc.Document(Ufc.Flag("f", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("a", "on", shards: Ufc.Shard("s", 0, 1)), totalShards: "0")));
        Assert.Equal("totalShards: expected a whole number from 1 to 4294967295, found 0", table.Flags["f"].Defect);
        Assert.Equal(
            (Outcome.SetAside, EvaluationError.ParseError),
            (table.Evaluate("f", VariationType.Boolean).Outcome, table.Evaluate("f", VariationType.Boolean).Details.Error));
    }
}
