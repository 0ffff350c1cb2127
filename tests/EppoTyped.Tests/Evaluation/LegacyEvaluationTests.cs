using EppoTyped.Tests.Clients;

namespace EppoTyped.Tests.Legacy;

/// <summary>The rules of assignment before UFC: exposure, holdouts, rules, types.</summary>
public sealed class LegacyEvaluationTests
{
    private const string Rollout = """
        "statusQuoVariationKey": "v-1", "shippedVariationKey": "v-2", "holdouts": [
          { "holdoutKey": "h-1", "statusQuoShardRange": { "start": 0, "end": 500 }, "shippedShardRange": { "start": 500, "end": 1000 } },
          { "holdoutKey": "h-2", "statusQuoShardRange": { "start": 1000, "end": 2000 }, "shippedShardRange": null }],
        """;

    private readonly RecordingLogger _assignments = new();

    [Fact]
    public void A_subject_at_the_bound_of_the_exposure_is_exposed()
    {
        string at = Rac.Subject(subject => Rac.Shard($"exposure-{subject}-f") == 2500);
        string behind = Rac.Subject(subject => Rac.Shard($"exposure-{subject}-f") == 2501);
        EppoLegacyClient client = Client(Rac.Flag("f", exposure: 0.25));

        Assert.NotNull(client.GetAssignment(at, "f"));
        Assert.Null(client.GetAssignment(behind, "f"));
    }

    [Fact]
    public void No_exposure_at_all_still_exposes_shard_0()
    {
        EppoLegacyClient client = Client(Rac.Flag("f", exposure: 0));

        Assert.NotNull(client.GetAssignment(Rac.Subject(subject => Rac.Shard($"exposure-{subject}-f") == 0), "f"));
        Assert.Null(client.GetAssignment(Rac.Subject(subject => Rac.Shard($"exposure-{subject}-f") == 1), "f"));
    }

    [Theory]
    [InlineData("é😀")]
    [InlineData("x")]
    public void Keys_and_flags_of_any_length_and_script_are_hashed_as_utf8(string letters)
    {
        for (int length = 0; length < 260; length += 13)
        {
            string flag = string.Concat(Enumerable.Repeat(letters, length));
            EppoLegacyClient client = Client(Rac.Flag(flag));
            string subject = "user-" + flag;
            Assert.Equal(Rac.Shard($"assignment-{subject}-{flag}") < 5000 ? "control" : "treatment", client.GetAssignment(subject, flag));
        }
    }

    [Theory]
    [InlineData(0, "control", "h-1", "status_quo")]
    [InlineData(499, "control", "h-1", "status_quo")]
    [InlineData(500, "treatment", "h-1", "all_shipped_variants")]
    [InlineData(999, "treatment", "h-1", "all_shipped_variants")]
    [InlineData(1000, "control", "h-2", null)]
    [InlineData(2000, null, null, null)]
    public void A_holdout_assigns_its_side_and_is_logged(int shard, string? expected, string? holdout, string? holdoutVariation)
    {
        string subject = Rac.Subject(subject => Rac.Shard($"holdout-{subject}") == shard);
        expected ??= Rac.Shard($"assignment-{subject}-f") < 5000 ? "control" : "treatment";

        Assert.Equal(expected, Client(Rac.Flag("f", more: Rollout)).GetAssignment(subject, "f"));

        AssignmentEvent assignment = Assert.Single(_assignments.Events);
        Assert.Equal(
            ("f", "a", "f-a", expected, subject),
            (assignment.FeatureFlag, assignment.Allocation, assignment.Experiment, assignment.Variation, assignment.Subject));
        Assert.Equal(holdout, assignment.ExtraLogging.GetValueOrDefault("holdout"));
        Assert.Equal(holdoutVariation, assignment.ExtraLogging.GetValueOrDefault("holdoutVariation"));
        Assert.Equal((holdout is null ? 0 : 1) + (holdoutVariation is null ? 0 : 1), assignment.ExtraLogging.Count);
    }

    [Fact]
    public void A_holdout_has_only_exposed_subjects()
    {
        string subject = Rac.Subject(subject => Rac.Shard($"holdout-{subject}") < 500 && Rac.Shard($"exposure-{subject}-f") > 2500);
        Assert.Null(Client(Rac.Flag("f", exposure: 0.25, more: Rollout)).GetAssignment(subject, "f"));
        Assert.Empty(_assignments.Events);
    }

    [Fact]
    public void A_holdout_without_its_variation_has_no_subjects()
    {
        string subject = Rac.Subject(subject => Rac.Shard($"holdout-{subject}") < 500 && Rac.Shard($"assignment-{subject}-f") >= 5000);
        Assert.Equal(
            "treatment",
            Client(Rac.Flag("f", more: Rollout.Replace("\"v-1\"", "\"gone\"", StringComparison.Ordinal))).GetAssignment(subject, "f"));
        Assert.Empty(Assert.Single(_assignments.Events).ExtraLogging);
    }

    [Theory]
    [InlineData("ONE_OF", "[\"iOS\", \"ANDROID\"]", "IOS", true)]
    [InlineData("ONE_OF", "[\"iOS\", \"ANDROID\"]", "android", true)]
    [InlineData("ONE_OF", "[\"iOS\"]", "windows", false)]
    [InlineData("ONE_OF", "[\"ÉTÉ\"]", "été", true)]
    [InlineData("ONE_OF", "[\"True\"]", true, true)]
    [InlineData("ONE_OF", "[\"1\"]", 1, true)]
    [InlineData("ONE_OF", "[\"iOS\"]", null, false)]
    [InlineData("NOT_ONE_OF", "[\"iOS\"]", "IOS", false)]
    [InlineData("NOT_ONE_OF", "[\"iOS\"]", "windows", true)]
    [InlineData("NOT_ONE_OF", "[\"iOS\"]", null, false)]
    [InlineData("MATCHES", "\"^i[A-Z]\"", "iOS", true)]
    [InlineData("MATCHES", "\"^i[A-Z]\"", "ios", false)]
    [InlineData("GTE", "18", 18, true)]
    [InlineData("GT", "18", "18.5", true)]
    [InlineData("LTE", "18", 18.5, false)]
    [InlineData("LT", "18", 17, true)]
    [InlineData("LT", "18", null, false)]
    [InlineData("GTE", "\"1.9.0\"", "1.10.0", true)]
    public void A_condition_holds_as_before_UFC(string operatorName, string value, object? attribute, bool expected)
    {
        EppoLegacyClient client = Client(Rac.Flag("f", conditions: Rac.Condition("x", operatorName, value)));
        Assert.Equal(expected, client.GetAssignment("somebody", "f", new Dictionary<string, object> { ["x"] = attribute! }) is not null);
    }

    [Fact]
    public void The_key_of_a_subject_is_not_an_attribute()
    {
        EppoLegacyClient client = Client(Rac.Flag("f", conditions: Rac.Condition("id", "ONE_OF", "[\"somebody\"]")));
        Assert.Null(client.GetAssignment("somebody", "f"));
        Assert.NotNull(client.GetAssignment("somebody", "f", new Dictionary<string, object> { ["id"] = "somebody" }));
    }

    [Fact]
    public void The_first_rule_that_holds_ends_the_evaluation()
    {
        FlagClient today = FlagClient.InMemory(Rac.Document($$"""
            "f": { "subjectShards": 10000, "enabled": true,
              "rules": [
                { "allocationKey": "nobody", "conditions": [{{Rac.Condition("age", "GTE", "18")}}] },
                { "allocationKey": "all", "conditions": [] }],
              "allocations": {
                "nobody": { "percentExposure": 1, "variations": [] },
                "all": { "percentExposure": 1, "variations": [{{Rac.Only("\"on\"", "\"on\"")}}] } } }
            """));
        EppoLegacyClient client = new(today);
        Dictionary<string, object> grown = new() { ["age"] = 18 };

        Assert.Null(client.GetAssignment("somebody", "f", grown));
        Assert.Equal(
            [AllocationEvaluationCode.TrafficExposureMiss, AllocationEvaluationCode.Unevaluated],
            today.GetStringAssignmentDetails("f", "somebody", grown, "none").Details.Allocations.Select(allocation => allocation.Code));
        Assert.Equal("on", client.GetAssignment("somebody", "f", new Dictionary<string, object> { ["age"] = 17 }));
        Assert.Equal("on", client.GetAssignment("somebody", "f"));
    }

    [Fact]
    public void A_call_of_another_type_returns_null_and_does_not_log()
    {
        EppoLegacyClient client = Client(
            Rac.Flag("text", Rac.Only("\"5\"", "\"5\"")),
            Rac.Flag("whole", Rac.Only("\"5\"", "5")),
            Rac.Flag("number", Rac.Only("\"5.5\"", "5.5")),
            Rac.Flag("boolean", Rac.Only("\"true\"", "true")),
            Rac.Flag("json", Rac.Only("\"{\\\"a\\\": 1}\"", "{ \"a\": 1 }")));

        Assert.Null(client.FindIntegerAssignment("text", "somebody"));
        Assert.Null(client.FindStringAssignment("whole", "somebody"));
        Assert.Null(client.FindIntegerAssignment("number", "somebody"));
        Assert.Null(client.FindStringAssignment("boolean", "somebody"));
        Assert.Null(client.FindStringAssignment("json", "somebody"));
        Assert.Null(client.FindJsonAssignment("text", "somebody"));
        Assert.Null(client.FindBooleanAssignment("text", "somebody"));
        Assert.Empty(_assignments.Events);

        Assert.Equal("5", client.FindStringAssignment("text", "somebody"));
        Assert.Equal(5, client.FindIntegerAssignment("whole", "somebody"));
        Assert.Equal(5.0, client.FindNumericAssignment("whole", "somebody"));
        Assert.Equal(5.5, client.FindNumericAssignment("number", "somebody"));
        Assert.True(client.FindBooleanAssignment("boolean", "somebody"));
        Assert.Equal(1, client.FindJsonAssignment("json", "somebody")!.Value.GetProperty("a").GetInt32());
        Assert.Equal("{\"a\": 1}", client.FindJsonStringAssignment("json", "somebody"));
        Assert.Equal(
            ["5", "5", "5", "5.5", "true", "{\"a\": 1}", "{\"a\": 1}"], _assignments.Events.Select(assignment => assignment.Variation));
    }

    [Fact]
    public void The_untyped_call_returns_the_text_of_any_type()
    {
        EppoLegacyClient client = Client(
            Rac.Flag("whole", Rac.Only("\"5\"", "5")),
            Rac.Flag("boolean", Rac.Only("\"true\"", "true")),
            Rac.Flag("old", Rac.Only("\"plain\"", "null")));
        Assert.Equal("5", client.GetAssignment("somebody", "whole"));
        Assert.Equal("true", client.Assign("somebody", "boolean"));
        Assert.Equal("plain", client.GetAssignment("somebody", "old"));
        Assert.Equal("plain", client.FindStringAssignment("old", "somebody"));
    }

    [Fact]
    public void Todays_calls_use_the_same_table()
    {
        FlagClient client = FlagClient.InMemory(
            Rac.Document(Rac.Flag("whole", Rac.Only("\"5\"", "5")), Rac.Flag("typical", exposure: 0.25)));
        string outside = Rac.Subject(subject => Rac.Shard($"exposure-{subject}-typical") > 2500);

        Assert.Equal(5, client.GetIntegerAssignment("whole", "somebody", 0));
        Assert.Equal(5.0, client.GetNumericAssignment("whole", "somebody", 0));
        Assert.Equal("none", client.GetStringAssignment("typical", outside, "none"));
        EvaluationDetails details = client.GetStringAssignmentDetails("typical", outside, "none").Details;
        Assert.Equal(EvaluationCode.DefaultAllocationNull, details.FlagEvaluationCode);
        EvaluatedAllocation allocation = Assert.Single(details.Allocations);
        Assert.Equal(AllocationEvaluationCode.TrafficExposureMiss, allocation.Code);
        Assert.Equal(Rac.Shard($"exposure-{outside}-typical"), allocation.EvaluatedSplits[0].Shards[0].ShardValue);
    }

    private EppoLegacyClient Client(params string[] flags) => new(FlagClient.InMemory(Rac.Document(flags), _assignments));
}
