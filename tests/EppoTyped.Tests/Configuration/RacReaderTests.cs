using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace EppoTyped.Tests.Legacy;

/// <summary>How the format of a document is recognized, and how a broken document is refused.</summary>
public sealed class RacReaderTests
{
    [Theory]
    [InlineData("""{"flags":{"f":{"subjectShards":10000}}}""", true)]
    [InlineData("""{"createdAt":{"flags":1},"flags":{"a":3,"b":{},"c":{"enabled":[{"variations":1}],"subjectShards":1}}}""", true)]
    [InlineData("""{"flags":{"f":{"variationType":"STRING","subjectShards":10000}}}""", false)]
    [InlineData("""{"flags":{"f":{"key":"f","totalShards":10000}}}""", false)]
    [InlineData("""{"flags":{"f":{"variations":{}}}}""", false)]
    [InlineData("""{"flags":{"subjectShards":{}}}""", false)]
    [InlineData("""{"flags":{}}""", false)]
    [InlineData("""{"flags":["subjectShards"]}""", false)]
    [InlineData("""{"flags":{"f":{"\ud800":1""", false)]
    [InlineData("""["flags"]""", false)]
    [InlineData("", false)]
    public void The_format_is_recognized_by_the_first_flag_that_only_one_format_can_have(string document, bool expected)
    {
        Assert.Equal(expected, RacReader.Recognizes(Encoding.UTF8.GetBytes(document)));
        Assert.Equal(expected, RacReader.Recognizes([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(document)]));
    }

    [Fact]
    public void A_flag_that_differs_between_documents_has_another_fingerprint()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Rac.Document(Rac.Flag("f")));
        byte[] changed = Encoding.UTF8.GetBytes(
            Rac.Document(Rac.Flag("f")).Replace("\"percentExposure\": 1", "\"percentExposure\": 0.5", StringComparison.Ordinal));

        Assert.Equal(FingerprintIn(whole), FingerprintIn(whole));
        Assert.NotEqual(FingerprintIn(whole), FingerprintIn(changed));

        static ulong FingerprintIn(byte[] document) => Read(document, out _)!.Flags["f"].Fingerprint;
    }

    [Fact]
    public void A_document_that_ends_early_is_refused_with_a_reason()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Rac.Document(Rac.Flag("f")));
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Null(Read(whole.AsSpan(0, length).ToArray(), out string? problem));
            Assert.NotNull(problem);
        }

        Assert.NotNull(Read(whole, out _));
        Assert.Null(Read([.. whole, (byte)'x'], out _));
    }

    [Theory]
    [InlineData("\"subjectShards\": 10000", "\"subjectShards\": 0", "subjectShards: expected a whole number from 1 to 4294967295, found 0")]
    [InlineData("\"subjectShards\": 10000", "\"subjectShards\": \"x\"", "subjectShards: expected a number, found a string")]
    [InlineData("\"enabled\": true", "\"enabled\": null", "enabled: is missing")]
    [InlineData("\"percentExposure\": 1", "\"percentExposure\": \"1\"", "allocations.a.percentExposure: expected a number, found a string")]
    [InlineData("\"allocationKey\": \"a\"", "\"allocationKey\": \"b\"", "rules[0].allocationKey: the flag has no allocation \"b\"")]
    [InlineData("\"value\": \"control\", \"typedValue\": \"control\"", "\"value\": null", "allocations.a.variations[0].value: is missing")]
    [InlineData("\"start\": 5000", "\"start\": 10001", "allocations.a.variations[1].shardRange: the range starts after its end")]
    [InlineData("\"operator\": \"GT\"", "\"operator\": \"IS_NULL\"", "rules[0].conditions[0].operator: unknown operator \"IS_NULL\"")]
    [InlineData("\"overrides\": {  }", "\"overrides\": { \"x\": 1 }", "overrides: expected strings, found a number")]
    public void One_malformed_flag_is_set_aside_alone_with_its_path(string good, string bad, string defect)
    {
        string broken = Rac.Flag("bad", conditions: Rac.Condition("x", "GT", "1"));
        Assert.Contains(good, broken, StringComparison.Ordinal);
        CollectingLogger messages = new();
        EppoLegacyClient client = new(
            FlagClient.InMemory(
                Rac.Document(broken.Replace(good, bad, StringComparison.Ordinal), Rac.Flag("good")), loggerFactory: messages));

        Assert.Null(client.GetAssignment("somebody", "bad", new Dictionary<string, object> { ["x"] = 2 }));
        Assert.NotNull(client.GetAssignment("somebody", "good"));
        Assert.Contains(
            defect,
            Assert.Single(messages.Lines, line => line.Text.Contains("bad", StringComparison.Ordinal)).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_byte_anywhere_never_throws()
    {
        byte[] whole = Encoding.UTF8.GetBytes(
            Rac.Document(
                Rac.Flag("f", conditions: Rac.Condition("x", "ONE_OF", "[\"y\"]"), overrides: $"\"{Rac.Md5("anna")}\": \"control\"")));
        Random random = new(3);
        for (int round = 0; round < 3000; round++)
        {
            byte[] changed = [.. whole];
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            if (Read(changed, out _) is { } table)
            {
                foreach (CompiledFlag flag in table.Flags.Values.Where(flag => flag is { Enabled: true, Defect: null }))
                {
                    flag.Evaluate(new SubjectView("anna", null), TimeProvider.System);
                }
            }
        }
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void No_culture_changes_a_value(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            string conditions = $"{Rac.Condition("device", "ONE_OF", "[\"IOS\"]")}, {Rac.Condition("version", "GTE", "1.5")}";
            EppoLegacyClient client = new(
                FlagClient.InMemory(Rac.Document(Rac.Flag("f", Rac.Only("\"1.5\"", "1.5"), exposure: 0.9999, conditions: conditions))));
            Dictionary<string, object> attributes = new() { ["device"] = "ios", ["version"] = "1.5" };
            Assert.Equal("1.5", client.GetAssignment("somebody", "f", attributes));
            Assert.Equal(1.5, client.FindNumericAssignment("f", "somebody", attributes));
        }
        catch (CultureNotFoundException)
        {
            // On a system without cultures there is nothing to test.
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static FlagTable? Read(byte[] document, out string? problem) =>
        ConfigurationReader.Read(new EppoConfiguration(document), DateTimeOffset.UnixEpoch, NullLogger.Instance, out problem);
}
