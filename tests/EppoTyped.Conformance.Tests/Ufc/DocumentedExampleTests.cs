using System.Text.Json.Nodes;

namespace EppoTyped.Conformance.Tests.Ufc;

/// <summary>The examples in Eppo's documentation and test data, value by value.</summary>
public sealed class DocumentedExampleTests
{
    private static readonly Lazy<FlagClient> Client = new(
        () => FlagClient.InMemory(File.ReadAllText(Path.Combine(ConformanceFolder.Ufc!, "flags-v1.json"))));

    [ConformanceFact]
    public void The_details_of_kill_switch_for_test_subject_are_the_documented_ones()
    {
        Dictionary<string, object?> attributes = new() { ["country"] = "UK", ["age"] = 62 };

        Evaluation<bool> evaluation = Client.Value.GetBooleanAssignmentDetails("kill-switch", "test-subject", attributes, false);

        EvaluationDetails details = evaluation.Details;
        Assert.True(evaluation.Value);
        Assert.Equal("kill-switch", details.FlagKey);
        Assert.Equal("test-subject", details.SubjectKey);
        Assert.Equal("UK", details.SubjectAttributes["country"].AsString);
        Assert.Equal(62, details.SubjectAttributes["age"].AsInteger);
        Assert.Equal("Test", details.EnvironmentName);
        Assert.Equal(new DateTimeOffset(2024, 4, 17, 19, 40, 53, 716, TimeSpan.Zero), details.ConfigPublishedAt);
        Assert.Equal(EvaluationCode.Match, details.FlagEvaluationCode);
        Assert.Equal("Supplied attributes match rules defined in allocation \"on-for-age-50+\".", details.FlagEvaluationDescription);
        Assert.Equal(EvaluationReason.TargetingMatch, details.Reason);
        Assert.Equal(EvaluationError.None, details.Error);
        Assert.False(details.Stale);
        Assert.Equal("on", details.VariationKey);
        Assert.True(details.VariationValue.GetBoolean());
        Assert.Equal(("on-for-age-50+", 2), (details.MatchedAllocation!.Key, details.MatchedAllocation.OrderPosition));
        Assert.Equal(
            [AllocationEvaluationCode.FailingRule, AllocationEvaluationCode.Match, AllocationEvaluationCode.Unevaluated],
            details.Allocations.Select(allocation => allocation.Code));

        EvaluatedCondition country = Assert.Single(Assert.Single(details.Allocations[0].EvaluatedRules).Conditions);
        Assert.Equal(
            ("country", "ONE_OF", "UK", false), (country.Attribute, country.Operator, country.AttributeValue.AsString, country.Matched));
        Assert.Empty(details.Allocations[0].EvaluatedSplits);

        EvaluatedCondition age = Assert.Single(Assert.Single(details.Allocations[1].EvaluatedRules).Conditions);
        Assert.Equal(
            ("age", "GTE", 50, 62, true), (age.Attribute, age.Operator, age.Value.GetInt32(), age.AttributeValue.AsInteger, age.Matched));
        EvaluatedSplit split = Assert.Single(details.Allocations[1].EvaluatedSplits);
        Assert.True(split.Matched);
        EvaluatedShard shard = Assert.Single(split.Shards);
        Assert.Equal(("some-salt", 1191L, true), (shard.Salt, shard.ShardValue, shard.Matched));
        Assert.Equal([new ShardRange(0, 10000)], shard.Ranges);
        Assert.Empty(details.Allocations[2].EvaluatedRules);
        Assert.Empty(details.Allocations[2].EvaluatedSplits);
    }

    [ConformanceFact]
    public void The_same_details_are_in_the_whole_json()
    {
        Dictionary<string, object?> attributes = new() { ["country"] = "UK", ["age"] = 62 };

        JsonNode json = JsonNode.Parse(
            Client.Value.GetBooleanAssignmentDetails("kill-switch", "test-subject", attributes, false).Details.ToJson())!;

        Assert.Equal("test-subject", (string?)json["subjectKey"]);
        Assert.Equal(62, (int?)json["subjectAttributes"]!["age"]);
        Assert.Equal("TARGETING_MATCH", (string?)json["reason"]);
        Assert.Equal(1191, (int?)json["allocations"]![1]!["evaluatedSplits"]![0]!["shards"]![0]!["shardValue"]);
        Assert.Equal(10000, (int?)json["allocations"]![1]!["evaluatedSplits"]![0]!["shards"]![0]!["ranges"]![0]!["end"]);
        Assert.Equal("UK", (string?)json["allocations"]![0]!["evaluatedRules"]![0]!["conditions"]![0]!["attributeValue"]);
        Assert.Equal("UNEVALUATED", (string?)json["allocations"]![2]!["allocationEvaluationCode"]);
    }

    [ConformanceTheory]
    [InlineData("nicole")]
    [InlineData("owen")]
    public void Null_is_not_the_text_null(string subject)
    {
        UfcCase[] cases = [.. UfcCase.All.Where(@case => @case.Subject == subject)];
        Assert.NotEmpty(cases);
        Assert.All(cases, @case =>
        {
            long value = Client.Value.GetIntegerAssignment(
                @case.Flag, @case.Subject, @case.AttributesAs(NumberForm.Integers), @case.Default.GetInt64());
            Assert.Equal(@case.Assignment.GetInt64(), value);
        });
    }
}
