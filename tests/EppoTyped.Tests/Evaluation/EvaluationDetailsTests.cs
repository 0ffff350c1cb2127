namespace EppoTyped.Tests;

public class EvaluationDetailsTests
{
    private static readonly FlagTable Table = Ufc.Read(Ufc.Document(
        Ufc.Flag("switch", "BOOLEAN", Ufc.OnOff,
            Ufc.Allocation("old", "on", more: "\"endAt\":\"2020-01-01T00:00:00Z\",") + ","
            + Ufc.Allocation("grown-up", "on", Ufc.Condition("age", "GTE", "18"), Ufc.Shard("some-salt", 0, 10_000)) + ","
            + Ufc.Allocation("rest", "off")),
        Ufc.Flag("disabled", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("a", "on"), enabled: false),
        Ufc.Flag("text", "STRING", """{"<é>":{"key":"<é>","value":"<\"&'\u00e9>"}}""", Ufc.Allocation("a", "<é>"))));

    [Fact]
    public void The_fields_of_every_Eppo_SDK_in_their_order() => Assert.Equal(
        """{"environmentName":"Test","flagEvaluationCode":"MATCH","flagEvaluationDescription":"Supplied attributes match rules defined in allocation \"grown-up\".","variationKey":"on","variationValue":true,"banditKey":null,"banditAction":null,"configFetchedAt":"1970-01-01T00:00:00.000Z","configPublishedAt":"2026-01-02T03:04:05.678Z","matchedRule":{"conditions":[{"attribute":"age","operator":"GTE","value":18}]},"matchedAllocation":{"key":"grown-up","allocationEvaluationCode":"MATCH","orderPosition":2},"unmatchedAllocations":[{"key":"old","allocationEvaluationCode":"AFTER_END_TIME","orderPosition":1}],"unevaluatedAllocations":[{"key":"rest","allocationEvaluationCode":"UNEVALUATED","orderPosition":3}]}""",
        Table.Evaluate("switch", VariationType.Boolean, "test-subject", attributes: ("age", 62)).Details.ToEppoJson());

    [Fact]
    public void All_fields_in_their_order() => Assert.EndsWith(
        ""","flagKey":"switch","subjectKey":"test-subject","subjectAttributes":{"age":62},"timestamp":"2026-07-01T12:00:00.000Z","reason":"TARGETING_MATCH","errorCode":null,"stale":false,"banditEvaluationCode":null,"allocations":[{"key":"old","orderPosition":1,"allocationEvaluationCode":"AFTER_END_TIME","evaluatedRules":[],"evaluatedSplits":[]},{"key":"grown-up","orderPosition":2,"allocationEvaluationCode":"MATCH","evaluatedRules":[{"matched":true,"conditions":[{"attribute":"age","operator":"GTE","value":18,"attributeValue":62,"matched":true}]}],"evaluatedSplits":[{"variationKey":"on","matched":true,"shards":[{"salt":"some-salt","ranges":[{"start":0,"end":10000}],"shardValue":1191,"matched":true}]}]},{"key":"rest","orderPosition":3,"allocationEvaluationCode":"UNEVALUATED","evaluatedRules":[],"evaluatedSplits":[]}]}""",
        Table.Evaluate("switch", VariationType.Boolean, "test-subject", attributes: ("age", 62)).Details.ToJson(), StringComparison.Ordinal);

    [Fact]
    public void Without_a_selected_variation_its_fields_are_null() => Assert.Equal(
        """{"environmentName":"Test","flagEvaluationCode":"FLAG_UNRECOGNIZED_OR_DISABLED","flagEvaluationDescription":"Unrecognized or disabled flag: nope","variationKey":null,"variationValue":null,"banditKey":null,"banditAction":null,"configFetchedAt":"1970-01-01T00:00:00.000Z","configPublishedAt":"2026-01-02T03:04:05.678Z","matchedRule":null,"matchedAllocation":null,"unmatchedAllocations":[],"unevaluatedAllocations":[]}""",
        Table.Evaluate("nope", VariationType.Boolean).Details.ToEppoJson());

    [Fact]
    public void Text_is_escaped_no_more_than_JSON_requires() =>
        Assert.Contains("""
            "variationKey":"<é>","variationValue":"<\"&'é>"
            """.Trim(), Table.Evaluate("text", VariationType.String).Details.ToEppoJson(), StringComparison.Ordinal);

    [Fact]
    public void Unusual_texts_of_the_caller_are_written()
    {
        string json = Table.Evaluate(
            "switch",
            VariationType.Boolean,
            "a\uD800b",
            attributes: [("x\uDC00", "y\uD800"), ("nan", double.NaN), ("list", new[] { "a", "b" })]).Details.ToJson();
        using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(json);
        Assert.Equal("a\uFFFDb", document.RootElement.GetProperty("subjectKey").GetString());
        Assert.Equal("""["a","b"]""", document.RootElement.GetProperty("subjectAttributes").GetProperty("list").GetRawText());
    }

    [Fact]
    public void Disabled_has_a_reason_of_its_own_and_lists_unevaluated_allocations()
    {
        EvaluationDetails details = Table.Evaluate("disabled", VariationType.Boolean).Details;
        Assert.Equal(
            (EvaluationCode.FlagUnrecognizedOrDisabled, EvaluationReason.Disabled, EvaluationError.None),
            (details.FlagEvaluationCode, details.Reason, details.Error));
        Assert.Equal(AllocationEvaluationCode.Unevaluated, Assert.Single(details.Allocations).Code);
    }

    [Fact]
    public void A_mismatch_of_types_is_reported_before_a_disabled_flag()
    {
        EvaluationDetails details = Table.Evaluate("disabled", VariationType.Integer).Details;
        Assert.Equal(
            "Variation value does not have the correct type. Found BOOLEAN, but expected INTEGER for flag disabled",
            details.FlagEvaluationDescription);
        Assert.Equal(EvaluationCode.TypeMismatch, details.FlagEvaluationCode);
    }

    [Fact]
    public void Without_a_type_the_flags_own_type_is_used()
    {
        EvaluationDetails details = DetailedCall.Run(Ufc.Core(), Table, "text", null, new SubjectView("alice", null), out int outcome);
        Assert.Equal((0, EvaluationCode.Match), (outcome, details.FlagEvaluationCode));
    }

    [Fact]
    public void Before_the_first_configuration()
    {
        EvaluationDetails details = DetailedCall.Run(
            Ufc.Core(), FlagTable.NotReady, "f", null, new SubjectView("alice", null), out int outcome);
        Assert.Equal((Outcome.NotReady, EvaluationCode.ConfigurationMissing), (outcome, details.FlagEvaluationCode));
        Assert.Equal((EvaluationReason.Error, EvaluationError.ProviderNotReady), (details.Reason, details.Error));
        Assert.Null(details.ConfigFetchedAt);
    }

    [Fact]
    public void In_an_evaluated_allocation_every_rule_condition_split_and_shard_is_listed()
    {
        FlagTable table = Ufc.Read(Ufc.Document(Ufc.Flag("f", "BOOLEAN", Ufc.OnOff, $$"""
            {"key":"a","rules":[{"conditions":[{{Ufc.Condition("x", "IS_NULL", "true")}},{{Ufc.Condition("y", "IS_NULL", "false")}}]},{"conditions":[{{Ufc.Condition("x", "IS_NULL", "true")}}]},{"conditions":[]}],
             "splits":[{"variationKey":"on","shards":[]},{"variationKey":"off","shards":[{{Ufc.Shard("s", 0, 10_000)}},{{Ufc.Shard("t", 0, 0)}}]}]}
            """)));
        EvaluationDetails details = table.Evaluate("f", VariationType.Boolean).Details;
        EvaluatedAllocation allocation = Assert.Single(details.Allocations);
        Assert.Equal([false, true, true], allocation.EvaluatedRules.Select(rule => rule.Matched));
        Assert.Equal([true, false], allocation.EvaluatedRules[0].Conditions.Select(condition => condition.Matched));
        Assert.Same(allocation.EvaluatedRules[1], details.MatchedRule);
        Assert.Equal([true, false], allocation.EvaluatedSplits.Select(split => split.Matched));
        Assert.Equal([true, false], allocation.EvaluatedSplits[1].Shards.Select(shard => shard.Matched));
        Assert.All(allocation.EvaluatedSplits[1].Shards, shard => Assert.NotNull(shard.ShardValue));
        Assert.Equal(
            "Supplied attributes match rules defined in allocation \"a\" and alice belongs to the range of traffic assigned to \"on\".",
            details.FlagEvaluationDescription);
    }

    [Fact]
    public void A_subject_that_throws_is_reported()
    {
        EvaluationDetails details = DetailedCall.RunWithoutSubject(
            Ufc.Core(), Table, "switch", null, null, new InvalidOperationException("no key today"), out int outcome);
        Assert.Equal(Outcome.Failed, outcome);
        Assert.Equal("Assignment Error: no key today", details.FlagEvaluationDescription);
        Assert.Equal(
            (EvaluationCode.AssignmentError, EvaluationReason.Error, EvaluationError.General),
            (details.FlagEvaluationCode, details.Reason, details.Error));
        Assert.NotEmpty(details.ToJson());
    }
}
