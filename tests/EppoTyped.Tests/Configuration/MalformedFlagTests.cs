using EppoTyped.CompilerServices;
using EppoTyped.Tests.Clients;
using Microsoft.Extensions.Logging;

namespace EppoTyped.Tests;

/// <summary>One flag of a thousand is malformed: the others are used, and the malformed one is logged once.</summary>
public class MalformedFlagTests
{
    private const string Good =
        """{"key":"bad","enabled":true,"variationType":"BOOLEAN","variations":{"on":{"key":"on","value":true}},"allocations":[{"key":"a","rules":[{"conditions":[{"attribute":"x","operator":"ONE_OF","value":["y"]}]}],"startAt":"2020-01-01T00:00:00Z","splits":[{"variationKey":"on","shards":[{"salt":"s","ranges":[{"start":0,"end":10000}]}],"extraLogging":{"k":"v"}}],"doLog":true},{"key":"all","splits":[{"variationKey":"on","shards":[]}]}],"totalShards":10000,"entityId":7}""";

    public static TheoryData<string, string, string> Mistakes() => new()
    {
        { Good, "\"a string\"", "expected an object, found a string" },
        { "\"enabled\":true", "\"enabled\":\"true\"", "enabled: expected true or false, found a string" },
        { "\"enabled\":true,", "", "enabled: is missing" },
        { "\"BOOLEAN\"", "\"COLOUR\"", "variationType: unknown variation type \"COLOUR\"" },
        { "\"BOOLEAN\"", "7", "variationType: expected a string, found a number" },
        { "\"variations\":{", "\"variations\":[],\"x\":{", "variations: expected an object, found an array" },
        { "\"variations\":{\"on\":{", "\"variations\":{\"off\":null,\"on\":{", "variations.off: expected an object, found null" },
        { "\"allocations\":[", "\"allocations\":\"none\",\"x\":[", "allocations: expected an array, found a string" },
        { "{\"key\":\"all\"", "17,{\"key\":\"all\"", "allocations[1]: expected an object, found a number" },
        { "{\"key\":\"all\"", "{\"key\":false", "allocations[1].key: expected a string, found a boolean" },
        { "\"rules\":[", "\"rules\":{},\"x\":[", "allocations[0].rules: expected an array, found an object" },
        { "\"conditions\":[", "\"conditions\":\"all\",\"x\":[", "allocations[0].rules[0].conditions: expected an array, found a string" },
        { "\"ONE_OF\"", "\"FOO\"", "allocations[0].rules[0].conditions[0].operator: unknown operator \"FOO\"" },
        { "\"attribute\":\"x\"", "\"attribute\":null", "allocations[0].rules[0].conditions[0].attribute: expected a string, found null" },
        {
            "[\"y\"]",
            "{\"y\":1}",
            "allocations[0].rules[0].conditions[0].value: expected a string, a number, a boolean or an array, found an object"
        },
        { "2020-01-01T00:00:00Z", "yesterday", "allocations[0].startAt: \"yesterday\" is not an ISO 8601 date" },
        { "2020-01-01T00:00:00Z", "2020-02-30T00:00:00Z", "allocations[0].startAt: \"2020-02-30T00:00:00Z\" is not an ISO 8601 date" },
        {
            "\"splits\":[{\"variationKey\":\"on\",\"shards\":[]}]",
            "\"splits\":null",
            "allocations[1].splits: expected an array, found null"
        },
        { "\"doLog\":true", "\"doLog\":\"yes\"", "allocations[0].doLog: expected true or false, found a string" },
        { "\"salt\":\"s\"", "\"salt\":1", "allocations[0].splits[0].shards[0].salt: expected a string, found a number" },
        {
            "\"start\":0",
            "\"start\":-1",
            "allocations[0].splits[0].shards[0].ranges[0].start: expected a whole number from 0 to 9223372036854775807, found -1"
        },
        { "\"start\":0", "\"start\":10001", "allocations[0].splits[0].shards[0].ranges[0]: the range starts after its end" },
        {
            "\"start\":0",
            "\"start\":0.5",
            "allocations[0].splits[0].shards[0].ranges[0].start: expected a whole number from 0 to 9223372036854775807, found 0.5"
        },
        {
            "\"extraLogging\":{\"k\":\"v\"}",
            "\"extraLogging\":{\"k\":1}",
            "allocations[0].splits[0].extraLogging.k: expected a string, found a number"
        },
        { "\"totalShards\":10000", "\"totalShards\":0", "totalShards: expected a whole number from 1 to 4294967295, found 0" },
        { "\"totalShards\":10000", "\"totalShards\":-10000", "totalShards: expected a whole number from 1 to 4294967295, found -10000" },
        {
            "\"totalShards\":10000",
            "\"totalShards\":4294967296",
            "totalShards: expected a whole number from 1 to 4294967295, found 4294967296"
        },
        { "\"totalShards\":10000,", "", "totalShards: is missing" },
        { "\"entityId\":7", "\"entityId\":\"7\"", "entityId: expected a number, found a string" },
        { "\"shards\":[]", "\"shard\":[]", "allocations[1].splits[0].shards: is missing" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void The_other_flags_are_used_and_the_malformed_one_is_logged_once(string part, string mistake, string defect)
    {
        Assert.Contains(part, Good, StringComparison.Ordinal);
        int at = Good.IndexOf(part, StringComparison.Ordinal);
        string bad = "\"bad\":" + Good[..at] + mistake + Good[(at + part.Length)..];
        IEnumerable<string> flags = Enumerable.Range(0, 999).Select(
            index => Ufc.Flag($"flag-{index}", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("a", "on")));
        CollectingLogger logger = new();
        FlagTable table = Ufc.Read(Ufc.Document([.. flags.Take(500), bad, .. flags.Skip(500)]), logger);

        Assert.Equal((1000, 1), (table.Flags.Count, table.RejectedFlags));
        for (int index = 0; index < 999; index++)
        {
            Assert.True(table.Evaluate($"flag-{index}", VariationType.Boolean).Variation!.Boolean);
        }

        EvaluationResult result = table.Evaluate("bad", VariationType.Boolean);
        Assert.Null(result.Variation);
        Assert.Equal(Outcome.SetAside, result.Outcome);
        Assert.Equal(defect, table.Flags["bad"].Defect);
        Assert.Contains(defect, result.Details.FlagEvaluationDescription, StringComparison.Ordinal);
        (LogLevel level, EventId id, string text) = Assert.Single(logger.Lines);
        Assert.Equal((LogLevel.Warning, 10), (level, id.Id));
        Assert.Contains("Flag bad ", text, StringComparison.Ordinal);
        Assert.Contains(defect, text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Callers_of_the_malformed_flag_get_their_default_in_every_call(string part, string mistake, string defect)
    {
        int at = Good.IndexOf(part, StringComparison.Ordinal);
        string bad = "\"bad\":" + Good[..at] + mistake + Good[(at + part.Length)..];
        CollectingLogger messages = new();
        RecordingLogger assignments = new();
        FlagClient client = FlagClient.InMemory(
            Ufc.Document(bad, Ufc.Flag("good", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("a", "on"))), assignments, loggerFactory: messages);
        Flag<bool> handle = GeneratedCodeV1.Boolean("bad", false);
        Shopper subject = new("somebody");

        foreach (bool mine in (bool[])[true, false, true])
        {
            Assert.Equal(
                (mine, mine),
                (client.GetBooleanAssignment("bad", "somebody", mine), client.GetBooleanAssignmentDetails("bad", "somebody", mine).Value));
            Assert.Equal((mine, mine), (client.GetValue(handle, subject, mine), client.GetDetails(handle, subject, mine).Value));
            Assert.True(client.GetBooleanAssignment("good", "somebody", false));
        }

        Assert.Equal(EvaluationError.ParseError, client.GetDetails(handle, subject).Error);
        Assert.All(assignments.Events, assignment => Assert.Equal("good", assignment.FeatureFlag));
        Assert.Contains(defect, Assert.Single(messages.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_thousand_mistakes_do_not_slow_the_reader_down()
    {
        CollectingLogger logger = new();
        string conditions = string.Join(',', Enumerable.Repeat("""{"attribute":1,"operator":2,"value":{}}""", 50_000));
        string bad = Good.Replace("""{"attribute":"x","operator":"ONE_OF","value":["y"]}""", conditions, StringComparison.Ordinal);
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        FlagTable table = Ufc.Read(Ufc.Document("\"bad\":" + bad), logger);
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(60));
        Assert.StartsWith(
            "allocations[0].rules[0].conditions[0].attribute: expected a string, found a number (and ",
            table.Flags["bad"].Defect,
            StringComparison.Ordinal);
        Assert.Single(logger.Lines);
    }

    [Fact]
    public void The_flag_without_a_mistake_is_used()
    {
        CollectingLogger logger = new();
        FlagTable table = Ufc.Read(Ufc.Document("\"bad\":" + Good), logger);
        Assert.Empty(logger.Lines);
        Assert.Equal("all", table.Evaluate("bad", VariationType.Boolean).Details.MatchedAllocation!.Key);
        Assert.Equal("a", table.Evaluate("bad", VariationType.Boolean, attributes: ("x", "y")).Details.MatchedAllocation!.Key);
        Assert.Equal(7, table.Flags["bad"].EntityId);
        Assert.Equal("v", table.Flags["bad"].Splits[0].ExtraLogging!["k"]);
    }

    [Fact]
    public void Several_mistakes_are_one_log_line()
    {
        CollectingLogger logger = new();
        string bad = Good
            .Replace("\"salt\":\"s\"", "\"salt\":1", StringComparison.Ordinal)
            .Replace("\"ONE_OF\"", "\"FOO\"", StringComparison.Ordinal);
        FlagTable table = Ufc.Read(Ufc.Document("\"bad\":" + bad), logger);
        Assert.Equal("allocations[0].rules[0].conditions[0].operator: unknown operator \"FOO\" (and 1 more)", table.Flags["bad"].Defect);
        Assert.Single(logger.Lines);
    }

    [Fact]
    public void Of_two_properties_of_one_name_the_last_one_is_used_also_for_mistakes()
    {
        CollectingLogger logger = new();
        string mended = Good.Replace("\"operator\":\"ONE_OF\"", "\"operator\":\"FOO\",\"operator\":\"ONE_OF\"", StringComparison.Ordinal)
            .Replace("\"totalShards\":10000", "\"totalShards\":\"x\",\"totalShards\":10000", StringComparison.Ordinal)
            .Replace("\"allocations\":[", "\"allocations\":[{\"splits\":[7]}],\"allocations\":[", StringComparison.Ordinal);
        FlagTable table = Ufc.Read(Ufc.Document("\"bad\":7", "\"bad\":" + mended), logger);
        Assert.Null(table.Flags["bad"].Defect);
        Assert.Empty(logger.Lines);

        string worsened = Good.Replace("\"operator\":\"ONE_OF\"", "\"operator\":\"ONE_OF\",\"operator\":\"FOO\"", StringComparison.Ordinal);
        Assert.NotNull(Ufc.Read(Ufc.Document("\"bad\":" + Good, "\"bad\":" + worsened)).Flags["bad"].Defect);
    }

    [Fact]
    public void Control_characters_of_a_configuration_do_not_reach_the_log()
    {
        CollectingLogger logger = new();
        Ufc.Read(Ufc.Document("\"evil\\r\\n\\u001b[31mINFO all is well\":{\"variations\":{\"\\n\":1}}"), logger);
        Assert.DoesNotContain(Assert.Single(logger.Lines).Text, character => char.IsControl(character));
    }
}
