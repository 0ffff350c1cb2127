using System.Text.Json.Nodes;

namespace EppoTyped.Faults.Tests;

/// <summary>Valid configurations with one faulty flag.</summary>
[Trait("Category", "Faults")]
public sealed class FlagFaults
{
    private const string Ruled =
        """{"key":"there","rules":[{"conditions":[{"attribute":"country","operator":"ONE_OF","value":["DE"]}]}],"splits":[{"variationKey":"one","shards":[{"salt":"s","ranges":[{"start":0,"end":10000}]}]}]}""";

    [Theory]
    [InlineData(
        """[{"key":"all","rules":[],"splits":[{"variationKey":"one","shards":[]}],"doLog":true}]""",
        "\"all of them\"",
        "allocations: expected an array, found a string")]
    [InlineData("\"enabled\":true", "\"enabled\":\"yes\"", "enabled: expected true or false, found a string")]
    [InlineData(
        "\"variationKey\":\"one\"", "\"variationKey\":[]", "allocations[0].splits[0].variationKey: expected a string, found an array")]
    public async Task F28_One_malformed_flag_among_a_thousand(string part, string mistake, string defect)
    {
        await using FaultScene scene = new();
        string bad = Replace(ReferenceFlags.Flag("bad", "BOOLEAN", "true", ReferenceFlags.Everybody), part, mistake);
        IEnumerable<string> good = Enumerable.Range(0, 999).Select(
            index => ReferenceFlags.Flag($"flag-{index}", "BOOLEAN", "true", ReferenceFlags.Everybody));
        await scene.PlayBesideAsync("," + string.Join(',', good.Take(500).Append(bad).Concat(good.Skip(500))), client =>
        {
            FaultScene.AssertDefault(client, "bad", EvaluationError.ParseError);
            Assert.All(
                Enumerable.Range(0, 999),
                index => Assert.True(client.GetBooleanAssignment($"flag-{index}", ReferenceFlags.Subject, false)));
            Assert.Equal(1, client.Core.Table.RejectedFlags);
        });
        Assert.Contains($"Flag bad cannot be read and is set aside: {defect}.", scene.Single(10), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"operator\":\"ONE_OF\"", "\"operator\":\"SOUNDS_LIKE\"")]
    [InlineData("\"variationType\":\"BOOLEAN\"", "\"variationType\":\"COLOUR\"")]
    public async Task F29_An_operator_or_a_type_of_tomorrow(string part, string unknown)
    {
        // After the rule that cannot be read there is an allocation for every subject, which no subject may reach.
        await using FaultScene scene = new();
        string tomorrow = Replace(ReferenceFlags.Flag("tomorrow", "BOOLEAN", "true", $"{Ruled},{ReferenceFlags.Everybody}"), part, unknown);
        await scene.PlayBesideAsync("," + tomorrow, client => FaultScene.AssertDefault(client, "tomorrow", EvaluationError.ParseError));
        Assert.Contains("Flag tomorrow ", scene.Single(10), StringComparison.Ordinal);
    }

    [Fact]
    public async Task F30_Fields_of_tomorrow_at_every_level()
    {
        JsonNode document = JsonNode.Parse(ReferenceFlags.Json("red", "," + ReferenceFlags.Flag("ruled", "BOOLEAN", "true", Ruled)))!;
        int added = AddFields(document, isMap: false);
        Assert.InRange(added, 30, 1000);
        await using FaultScene scene = new();
        await scene.PlayInUseAsync(
            document.ToJsonString(),
            client => Assert.True(client.GetBooleanAssignment("ruled", ReferenceFlags.Subject, ReferenceFlags.Attributes, false)));
        Assert.Equal([20], scene.Log.Lines.Select(line => line.Id).Where(id => id != 1));
    }

    [Theory]
    [InlineData("INTEGER", "12", "\"12\"", "STRING")]
    [InlineData("INTEGER", "12", "1.5", "NUMERIC")]
    [InlineData("INTEGER", "12", "9223372036854775808", "NUMERIC")]
    [InlineData("NUMERIC", "1.5", "\"1.5\"", "INTEGER")]
    [InlineData("NUMERIC", "1.5", "1e400", "STRING")]
    [InlineData("BOOLEAN", "true", "\"true\"", "STRING")]
    [InlineData("STRING", "\"a\"", "7", "JSON")]
    [InlineData("JSON", "\"{}\"", "\"{\"", "STRING")]
    [InlineData("JSON", "\"{}\"", "{}", "STRING")]
    [InlineData("JSON", "\"{}\"", "null", "STRING")]
    public async Task F33_A_value_of_another_type(string type, string good, string wrong, string otherType)
    {
        await using FaultScene scene = new();
        string flag = Replace(
            ReferenceFlags.Flag("mixed", type, good, Ruled + ",{\"key\":\"rest\",\"splits\":[{\"variationKey\":\"two\",\"shards\":[]}]}"),
            "\"variations\":{",
            $"\"variations\":{{\"two\":{{\"key\":\"two\",\"value\":{wrong}}},");
        await scene.PlayBesideAsync("," + flag, client =>
        {
            Assert.Equal((EvaluationCode.Match, EvaluationError.None), Evaluate(client, "mixed", type, ReferenceFlags.Attributes));
            Assert.Equal((EvaluationCode.AssignmentError, EvaluationError.ParseError), Evaluate(client, "mixed", type, []));
            Assert.Equal(
                (EvaluationCode.TypeMismatch, EvaluationError.TypeMismatch), Evaluate(client, "mixed", otherType, ReferenceFlags.Attributes));
        });
        Assert.DoesNotContain(scene.Log.Lines, line => line.Id == 10);
    }

    [Fact]
    public async Task F34_A_split_of_a_variation_that_is_missing()
    {
        await using FaultScene scene = new();
        string flag = ReferenceFlags.Flag(
            "half", "BOOLEAN", "true", Ruled + ",{\"key\":\"rest\",\"splits\":[{\"variationKey\":\"gone\",\"shards\":[]}]}");
        await scene.PlayBesideAsync("," + flag, client =>
        {
            Assert.True(client.GetBooleanAssignment("half", ReferenceFlags.Subject, ReferenceFlags.Attributes, false));
            foreach (bool mine in (bool[])[true, false])
            {
                Evaluation<bool> answer = client.GetBooleanAssignmentDetails("half", ReferenceFlags.Subject, mine);
                Assert.Equal((mine, EvaluationCode.AssignmentError, "gone"), (answer.Value, answer.Code, answer.VariationKey));
                Assert.Equal(mine, client.GetBooleanAssignment("half", ReferenceFlags.Subject, mine));
            }
        });
        Assert.DoesNotContain(scene.Log.Lines, line => line.Id == 10);
    }

    [Theory]
    [InlineData("\"start\":0", "\"start\":10001", false)]
    [InlineData("\"start\":0", "\"start\":-1", false)]
    [InlineData("\"end\":10000", "\"end\":-9223372036854775809", false)]
    [InlineData("\"end\":10000", "\"end\":1e400", false)]
    [InlineData("\"end\":10000", "\"end\":9.5", false)]
    [InlineData("\"totalShards\":10000", "\"totalShards\":0", false)]
    [InlineData("\"totalShards\":10000", "\"totalShards\":-10000", false)]
    [InlineData("\"totalShards\":10000", "\"totalShards\":4294967296", false)]
    [InlineData("\"totalShards\":10000", "\"totalShards\":null", false)]
    [InlineData("\"totalShards\":10000", "\"totalShards\":4294967295", null)]
    [InlineData("\"end\":10000", "\"end\":9223372036854775807", true)]
    [InlineData("\"end\":10000", "\"end\":0", null)]
    [InlineData("\"ranges\":[{\"start\":0,\"end\":10000}]", "\"ranges\":[]", null)]
    public async Task F35_Ranges_and_shards_at_their_edges(string part, string edge, bool? matchesAll)
    {
        // False: the flag is set aside. Null: no subject is in a range.
        await using FaultScene scene = new();
        await scene.PlayBesideAsync("," + Replace(ReferenceFlags.Flag("edge", "BOOLEAN", "true", Ruled), part, edge), client =>
        {
            if (matchesAll == false)
            {
                FaultScene.AssertDefault(client, "edge", EvaluationError.ParseError);
                return;
            }

            EvaluationCode expected = matchesAll is null ? EvaluationCode.DefaultAllocationNull : EvaluationCode.Match;
            Assert.All(Enumerable.Range(0, 50), index => Assert.Equal(
                expected, client.GetBooleanAssignmentDetails("edge", $"subject-{index}", ReferenceFlags.Attributes, false).Code));
        });
        Assert.Equal(matchesAll == false ? 1 : 0, scene.Log.Lines.Count(line => line.Id == 10));
    }

    [Theory]
    [InlineData("[unclosed")]
    [InlineData("a{2,1}")]
    [InlineData("(?<name>")]
    [InlineData("\\\\")]
    public async Task F37_An_invalid_pattern(string pattern)
    {
        // The condition never holds, negated or not, so that a mistake matches no subject.
        await using FaultScene scene = new();
        string Rule(string operatorName) =>
            $$"""{"key":"{{operatorName}}","rules":[{"conditions":[{"attribute":"country","operator":"{{operatorName}}","value":"{{pattern}}"}]}],"splits":[{"variationKey":"one","shards":[]}]}""";
        string never = ReferenceFlags.Flag("never", "BOOLEAN", "true", Rule("MATCHES") + "," + Rule("NOT_MATCHES"));
        string still = ReferenceFlags.Flag("still", "BOOLEAN", "true", $"{Rule("MATCHES")},{Ruled}");
        await scene.PlayBesideAsync($",{never},{still}", client =>
        {
            Assert.Equal(
                EvaluationCode.DefaultAllocationNull,
                client.GetBooleanAssignmentDetails("never", ReferenceFlags.Subject, ReferenceFlags.Attributes, true).Code);
            Assert.True(client.GetBooleanAssignment("still", ReferenceFlags.Subject, ReferenceFlags.Attributes, false));
        });
        Assert.Equal(["never", "still"], scene.Log.Lines.Where(line => line.Id == 11).Select(line => line.Text.Split(' ')[1].TrimEnd(':')));
    }

    // The scene begins at 2026-01-01T00:00:00Z.
    [Theory]
    [InlineData("2025-12-31T23:59:59.999999Z", "2026-01-01T00:05:00.000001Z", true)]
    [InlineData("2026-01-01T00:00:00.000000Z", null, true)]
    [InlineData("2026-01-01T00:00:00.000001Z", null, false)]
    [InlineData("2026-01-01T00:00:00.000000001+00:00", null, true)]
    [InlineData("2026-01-01T02:00:00+02:00", null, true)]
    [InlineData("2025-12-31T22:30:00-02:00", null, false)]
    [InlineData(null, "2026-01-01T00:00:00Z", true)]
    [InlineData(null, "2025-12-31T23:59:59.9999999Z", false)]
    [InlineData("2025-12-31", "9999-12-31T23:59:59.9999999Z", true)]
    [InlineData("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", true)]
    [InlineData("2026-13-01T00:00:00Z", null, null)]
    [InlineData("2025-02-29T00:00:00Z", null, null)]
    [InlineData("10000-01-01T00:00:00Z", null, null)]
    [InlineData("tomorrow", null, null)]
    [InlineData(null, "", null)]
    [InlineData(null, "1767225600", null)]
    public async Task F38_Dates_of_every_kind(string? start, string? end, bool? open)
    {
        await using FaultScene scene = new();
        string dates = (start is null ? "" : $"\"startAt\":\"{start}\",") + (end is null ? "" : $"\"endAt\":\"{end}\",");
        string flag = ReferenceFlags.Flag(
            "dated", "BOOLEAN", "true", "{" + dates + "\"key\":\"now\",\"splits\":[{\"variationKey\":\"one\",\"shards\":[]}]}");
        await scene.PlayBesideAsync("," + flag, client =>
        {
            if (open is null)
            {
                FaultScene.AssertDefault(client, "dated", EvaluationError.ParseError);
                return;
            }

            Assert.Equal(open, client.GetBooleanAssignment("dated", ReferenceFlags.Subject, false));
            Assert.Equal(open, client.GetBooleanAssignmentDetails("dated", ReferenceFlags.Subject, false).Value);
        });
        Assert.Equal(open is null ? 1 : 0, scene.Log.Lines.Count(line => line.Id == 10));
    }

    private static (EvaluationCode Code, EvaluationError Error) Evaluate(
        FlagClient client, string key, string type, Dictionary<string, object> attributes)
    {
        EvaluationDetails details = type switch
        {
            "INTEGER" => client.GetIntegerAssignmentDetails(key, ReferenceFlags.Subject, attributes, -1).Details,
            "NUMERIC" => client.GetNumericAssignmentDetails(key, ReferenceFlags.Subject, attributes, -1).Details,
            "BOOLEAN" => client.GetBooleanAssignmentDetails(key, ReferenceFlags.Subject, attributes, false).Details,
            "JSON" => client.GetJsonStringAssignmentDetails(key, ReferenceFlags.Subject, attributes, "mine").Details,
            _ => client.GetStringAssignmentDetails(key, ReferenceFlags.Subject, attributes, "mine").Details,
        };
        return (details.FlagEvaluationCode, details.Error);
    }

    private static int AddFields(JsonNode? node, bool isMap)
    {
        int added = 0;
        if (node is JsonArray array)
        {
            added += array.Sum(item => AddFields(item, isMap: false));
        }
        else if (node is JsonObject members)
        {
            added += members.ToList().Sum(member => AddFields(member.Value, isMap: member.Key is "flags" or "variations"));
            if (!isMap)
            {
                members.Add("tomorrow", JsonNode.Parse("""{"flags":null,"value":[1,{"allocations":"none","key":7}],"size":1e400}"""));
                members.Add("nothing", null);
                added += 2;
            }
        }

        return added;
    }

    private static string Replace(string text, string part, string by)
    {
        int at = text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{part} is not in {text}");
        return text[..at] + by + text[(at + part.Length)..];
    }
}
