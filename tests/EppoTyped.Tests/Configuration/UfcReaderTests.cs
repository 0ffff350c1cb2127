using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped.Tests;

public class UfcReaderTests
{
    private const string Whole = """{"flags":{}}""";

    [Theory]
    [InlineData("", "is not JSON")]
    [InlineData("{", "is not JSON")]
    [InlineData("{\"flags\":{}} x", "is not JSON")]
    [InlineData("{\"flags\":{}}{}", "is not JSON")]
    [InlineData("{\"flags\":{},}", "is not JSON")]
    [InlineData("{/* note */\"flags\":{}}", "is not JSON")]
    [InlineData("{\"flags\":{}} // note", "is not JSON")]
    [InlineData("{\"flags\":{\"f\":{\"enabled\":tru}}}", "is not JSON")]
    [InlineData("{'flags':{}}", "is not JSON")]
    [InlineData("null", "null where an object")]
    [InlineData("[]", "an array where an object")]
    [InlineData("\"flags\"", "a string where an object")]
    [InlineData("{}", "no \"flags\"")]
    [InlineData("{\"flags\":[]}", "\"flags\" is an array")]
    [InlineData("{\"flags\":null}", "\"flags\" is null")]
    [InlineData("{\"flags\":{},\"flags\":7}", "\"flags\" is a number")]
    [InlineData("<html></html>", "is not JSON")]
    public void An_invalid_document_is_refused_with_a_sentence(string document, string because)
    {
        Assert.Null(UfcReader.Read(Encoding.UTF8.GetBytes(document), DateTimeOffset.UnixEpoch, NullLogger.Instance, out string? problem));
        Assert.Contains(because, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_accepted() =>
        Assert.NotNull(
            UfcReader.Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Whole)], DateTimeOffset.UnixEpoch, NullLogger.Instance, out _));

    [Fact]
    public void A_flag_of_40_000_salts_is_read_and_each_salt_is_distinct()
    {
        // Each split excludes every subject, but for the last one, which has another salt than all the others.
        string splits = string.Join(
            ",",
            Enumerable.Range(0, 40_000).Select(
                number => $$"""{"variationKey":"off","shards":[{{Ufc.Shard($"salt-{number}", 10_000, 10_000)}}]}"""));
        string flag = Ufc.Flag(
            "many",
            "BOOLEAN",
            Ufc.OnOff,
            $$"""{"key":"all","doLog":false,"splits":[{{splits}},{"variationKey":"on","shards":[{{Ufc.Shard("salt", 3619, 3620)}}]}]}""");

        FlagTable table = Ufc.Read(Ufc.Document(flag));

        Assert.Equal(40_001, table.Flags["many"].Salts.Length);
        Assert.Equal("on", table.Evaluate("many", VariationType.Boolean, "alice").Details.VariationKey);
    }

    [Theory]
    [InlineData(62, true)]
    [InlineData(63, true)]
    [InlineData(64, false)]
    [InlineData(10_000, false)]
    public void The_greatest_depth_is_64(int arrays, bool accepted)
    {
        string document = $$"""{"x":{{new string('[', arrays)}}{{new string(']', arrays)}},"flags":{} }""";
        Assert.Equal(
            accepted, UfcReader.Read(Encoding.UTF8.GetBytes(document), DateTimeOffset.UnixEpoch, NullLogger.Instance, out _) is not null);
    }

    [Fact]
    public void Environment_and_dates_of_a_document_are_kept()
    {
        FlagTable table = Ufc.Read(Ufc.Document());
        Assert.Equal(
            ("Test", new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), DateTimeOffset.UnixEpoch),
            (table.EnvironmentName, table.PublishedAt, table.FetchedAt));
        Assert.True(table.IsReady);
    }

    [Theory]
    [InlineData("{\"flags\":{}}")]
    [InlineData("{\"flags\":{},\"createdAt\":null,\"environment\":null}")]
    [InlineData("{\"flags\":{},\"createdAt\":7,\"environment\":\"Test\"}")]
    [InlineData("{\"flags\":{},\"createdAt\":\"someday\",\"environment\":{\"name\":[1]}}")]
    [InlineData("{\"flags\":{},\"createdAt\":{\"a\":[]},\"environment\":{}}")]
    [InlineData("{\"flags\":{},\"createdAt\":\"0001-01-01T00:00:00+14:00\"}")]
    public void Environment_and_dates_that_a_document_lacks_are_null(string document)
    {
        FlagTable table = Ufc.Read(document);
        Assert.Null(table.EnvironmentName);
        Assert.Null(table.PublishedAt);
    }

    [Fact]
    public void Equal_and_similar_texts_are_not_confused()
    {
        // More keys of one form than the reader's pool of strings has entries.
        IEnumerable<string> flags = Enumerable.Range(0, 3_000).Select(index =>
            Ufc.Flag($"f{index}", "STRING", $$"""{"v{{index}}":{"value":"value {{index}}"} }""", Ufc.Allocation($"a{index}", $"v{index}", Ufc.Condition($"x{index}", "ONE_OF", $"[\"{index}\"]"))));
        FlagTable table = Ufc.Read(Ufc.Document([.. flags]));
        for (int index = 0; index < 3_000; index++)
        {
            EvaluationResult result = table.Evaluate($"f{index}", VariationType.String, attributes: ($"x{index}", index));
            Assert.Equal(
                ($"value {index}", $"v{index}", $"a{index}"),
                (result.Variation!.Text, result.Details.VariationKey, result.Details.MatchedAllocation!.Key));
        }
    }

    [Fact]
    public void Unknown_fields_are_ignored_at_every_level()
    {
        const string Odd = "\"odd\":[{\"deep\":[null,1,\"x\"]}],\"none\":null,";
        string document = $$"""
            { {{Odd}}"flags":{"f":{ {{Odd}}"enabled":true,"variationType":"STRING","variations":{"v":{ {{Odd}}"value":"yes"} },"totalShards":10,
              "allocations":[{ {{Odd}}"key":"a","rules":[{ {{Odd}}"conditions":[{ {{Odd}}"attribute":"x","operator":"IS_NULL","value":true}]}],
              "splits":[{ {{Odd}}"variationKey":"v","shards":[{ {{Odd}}"salt":"s","ranges":[{ {{Odd}}"start":0,"end":10}]}]}]}]} } }
            """;
        Assert.Equal("yes", Ufc.Read(document).Evaluate("f", VariationType.String).Variation!.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"rules\":null,")]
    [InlineData("\"rules\":[],")]
    [InlineData("\"rules\":[],\"startAt\":null,\"endAt\":null,\"doLog\":null,")]
    public void Rules_may_be_absent_null_or_empty(string rules)
    {
        FlagTable table = Ufc.Read(Ufc.Document(Ufc.Flag("f", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("a", "on", more: rules))));
        Assert.Equal(0, table.Flags["f"].ConstantOutcome);
        Assert.Null(table.Evaluate("f", VariationType.Boolean).Details.MatchedRule);
    }

    [Fact]
    public void A_rule_without_conditions_matches_every_subject()
    {
        FlagTable table = Ufc.Read(
            Ufc.Document(Ufc.Flag("f", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("a", "on", more: "\"rules\":[{\"conditions\":[]}],"))));
        EvaluationResult result = table.Evaluate("f", VariationType.Boolean);
        Assert.Equal(EvaluationReason.TargetingMatch, result.Details.Reason);
        Assert.Equal("Supplied attributes match rules defined in allocation \"a\".", result.Details.FlagEvaluationDescription);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\\ud83d\\ude00", "\U0001F600")]
    [InlineData("\\ud83d", "\uFFFD")]
    [InlineData("\\uDE00x", "\uFFFDx")]
    [InlineData("\\ud83d\\ud83d\\ude00", "\uFFFD\U0001F600")]
    [InlineData("\\\\ud83d", "\\ud83d")]
    [InlineData("\\\\\\ud83d", "\\\uFFFD")]
    [InlineData("\\ud83d\\n", "\uFFFD\n")]
    public void Half_a_surrogate_pair_is_read_as_the_replacement_character(string escaped, string text)
    {
        string document = Ufc.Document(Ufc.Flag($"f{escaped}", "STRING", $$"""{"v{{escaped}}":{"value":"{{escaped}}"} }""",
            Ufc.Allocation("a", $"v{escaped}", Ufc.Condition(escaped, "ONE_OF", $"[\"{escaped}\"]"), Ufc.Shard(escaped, 0, 10_000))));
        FlagTable table = Ufc.Read(document);
        EvaluationResult result = table.Evaluate("f" + text, VariationType.String, attributes: (text, text));
        Assert.Equal(text, result.Variation!.Text);
        Assert.NotEmpty(result.Details.ToJson());
        Assert.Equal(text, result.Details.VariationValue.GetString());
    }

    [Fact]
    public void Half_a_surrogate_pair_inside_a_JSON_value_does_not_throw()
    {
        FlagTable table = Ufc.Read(
            Ufc.Document(Ufc.Flag("f", "JSON", """{"v":{"value":"{\"a\":\"\\ud800\"}"}}""", Ufc.Allocation("a", "v"))));
        EvaluationResult result = table.Evaluate("f", VariationType.Json);
        Assert.Equal("\uFFFD", result.Variation!.Raw.GetProperty("a").GetString());
        Assert.Equal("""{"a":"\ud800"}""", result.Variation.Text);
        Assert.NotEmpty(result.Details.ToJson());
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_read_as_the_replacement_character()
    {
        byte[] document = Encoding.UTF8.GetBytes(
            Ufc.Document(Ufc.Flag("f", "STRING", """{"v":{"value":"a#b"}}""", Ufc.Allocation("a", "v"))));
        document[Array.IndexOf(document, (byte)'#')] = 0xFF;
        FlagTable? table = UfcReader.Read(document, DateTimeOffset.UnixEpoch, NullLogger.Instance, out _);
        Assert.Equal("a\uFFFDb", table!.Evaluate("f", VariationType.String).Variation!.Text);
    }

    [Fact]
    public void A_document_cut_or_changed_anywhere_never_throws()
    {
        byte[] document = Encoding.UTF8.GetBytes(Ufc.Document(
            Ufc.Flag("f", "JSON", """{"v":{"value":"{\"a\":\"\\ud800\"}"}}""", Ufc.Allocation("a", "v", Ufc.Condition("x", "MATCHES", "\"^(a|b)$\""), Ufc.Shard("s", 0, 5000), "\"startAt\":\"2026-01-01T00:00:00.123456789+02:00\","))));
        for (int length = 0; length < document.Length; length++)
        {
            Assert.Null(UfcReader.Read(document.AsSpan(0, length), DateTimeOffset.UnixEpoch, NullLogger.Instance, out string? problem));
            Assert.NotNull(problem);
        }

        const string Alphabet = "{}[]\",:\\u0d8nul1-e.x\0\u007f";
        Random random = new(4);
        for (int round = 0; round < RunScale.Of(4_000); round++)
        {
            byte[] changed = [.. document];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                changed[random.Next(changed.Length)] = (byte)Alphabet[random.Next(Alphabet.Length)];
            }

            FlagTable? table = UfcReader.Read(changed, DateTimeOffset.UnixEpoch, NullLogger.Instance, out _);
            foreach (string key in table?.Flags.Keys ?? [])
            {
                _ = table!.Evaluate(key, VariationType.Json, attributes: ("x", "a")).Details.ToJson();
            }
        }
    }

    [Fact]
    public void A_million_elements_and_a_text_of_a_megabyte_are_read()
    {
        string many = "[" + string.Join(',', Enumerable.Range(0, 1_000_000).Select(number => $"\"{number}\"")) + "]";
        Assert.True(Ufc.Holds("ONE_OF", many, 999_999));
        Assert.True(Ufc.Holds("ONE_OF", many, "31337"));
        string longText = new('x', 1 << 20);
        Assert.True(Ufc.Holds("ONE_OF", $"[\"{longText}\"]", longText));
    }
}
