using System.Globalization;

namespace EppoTyped.Tests;

public class EvaluateTests
{
    private static readonly string Static = Ufc.Flag("static", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("a", "on"));
    private static readonly string Everybody = Ufc.Flag(
        "everybody", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("a", "on", shards: Ufc.Shard("s", 0, 10_000)));
    private static readonly string Nobody = Ufc.Flag("nobody", "BOOLEAN", Ufc.OnOff, "");
    private static readonly string Halves = Ufc.Flag("halves", "BOOLEAN", Ufc.OnOff, $$"""
        {"key":"a","splits":[{"variationKey":"on","shards":[{{Ufc.Shard("traffic", 0, 10_000)}},{{Ufc.Shard("split", 0, 5_000)}}]},
                             {"variationKey":"off","shards":[{{Ufc.Shard("traffic", 0, 10_000)}},{{Ufc.Shard("split", 5_000, 10_000)}}]}]}
        """);

    [Fact]
    public void A_constant_outcome_is_known_beforehand()
    {
        FlagTable table = Ufc.Read(Ufc.Document(
            Static,
            Everybody,
            Nobody,
            Halves,
            Ufc.Flag("void-first", "BOOLEAN", Ufc.OnOff, """{"key":"void","splits":[]},""" + Ufc.Allocation("a", "on")),
            Ufc.Flag("dated", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("a", "on", more: "\"endAt\":\"2030-01-01T00:00:00Z\",")),
            Ufc.Flag("ruled", "BOOLEAN", Ufc.OnOff, Ufc.Allocation("a", "on", Ufc.Condition("x", "IS_NULL", "true")) + "," + Ufc.Allocation("b", "off"))));
        Assert.Equal(0, table.Flags["static"].ConstantOutcome);
        Assert.Equal(0, table.Flags["everybody"].ConstantOutcome);
        Assert.Equal(0, table.Flags["void-first"].ConstantOutcome);
        Assert.Equal(Outcome.NoAllocation, table.Flags["nobody"].ConstantOutcome);
        Assert.Equal(Outcome.DependsOnSubject, table.Flags["halves"].ConstantOutcome);
        Assert.Equal(Outcome.DependsOnSubject, table.Flags["dated"].ConstantOutcome);
        Assert.Equal(Outcome.DependsOnSubject, table.Flags["ruled"].ConstantOutcome);
        Assert.Equal(EvaluationReason.Static, table.Evaluate("static", VariationType.Boolean).Details.Reason);
        Assert.Equal(EvaluationReason.Split, table.Evaluate("everybody", VariationType.Boolean).Details.Reason);
        Assert.Equal(EvaluationCode.DefaultAllocationNull, table.Evaluate("nobody", VariationType.Boolean).Details.FlagEvaluationCode);
        Assert.Equal(2, table.Evaluate("void-first", VariationType.Boolean).Details.MatchedAllocation!.OrderPosition);
    }

    [Fact]
    public void A_null_key_fails_at_the_first_shard_that_excludes_subjects()
    {
        FlagTable table = Ufc.Read(Ufc.Document(Static, Everybody, Halves));
        Assert.True(table.Evaluate("static", VariationType.Boolean, key: null).Variation!.Boolean);
        Assert.True(table.Evaluate("everybody", VariationType.Boolean, key: null).Variation!.Boolean);
        EvaluationResult result = table.Evaluate("halves", VariationType.Boolean, key: null);
        Assert.Equal(Outcome.KeyMissing, result.Outcome);
        Assert.Equal(
            (EvaluationCode.AssignmentError, EvaluationReason.Error, EvaluationError.TargetingKeyMissing),
            (result.Details.FlagEvaluationCode, result.Details.Reason, result.Details.Error));
        Assert.All(
            result.Details.Allocations[0].EvaluatedSplits, split => Assert.All(split.Shards, shard => Assert.Null(shard.ShardValue)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("😀")]
    [InlineData("\uD800")]
    public void Any_text_is_a_key(string key) =>
        Assert.InRange(Ufc.Read(Ufc.Document(Halves)).Evaluate("halves", VariationType.Boolean, key).Outcome, 0, 1);

    [Fact]
    public void Halves_are_halves()
    {
        FlagTable table = Ufc.Read(Ufc.Document(Halves));
        int on = Enumerable.Range(0, 4_000).Count(number => table.Evaluate("halves", VariationType.Boolean, $"user-{number}").Outcome == 0);
        Assert.InRange(on, 1_850, 2_150);
    }

    [Fact]
    public void A_miss_continues_with_the_next_allocation_and_an_empty_range_matches_no_subject()
    {
        FlagTable table = Ufc.Read(Ufc.Document(Ufc.Flag("f", "BOOLEAN", Ufc.OnOff,
            Ufc.Allocation("a", "on", shards: """{"salt":"s","ranges":[]}""") + "," + Ufc.Allocation("b", "off", shards: Ufc.Shard("s", 5, 5)) + "," + Ufc.Allocation("c", "off"))));
        EvaluationResult result = table.Evaluate("f", VariationType.Boolean);
        Assert.Equal("c", result.Details.MatchedAllocation!.Key);
        Assert.Equal(["a", "b"], result.Details.UnmatchedAllocations.Select(allocation => allocation.Key));
        Assert.All(
            result.Details.UnmatchedAllocations, allocation => Assert.Equal(AllocationEvaluationCode.TrafficExposureMiss, allocation.Code));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(600)]
    public void Flags_of_many_salts_are_evaluated_alike(int salts)
    {
        IEnumerable<string> allocations = Enumerable.Range(0, salts).Select(
            index => Ufc.Allocation($"a{index}", "on", shards: Ufc.Shard($"salt-{index}", 0, 3)))
            .Concat(
                Enumerable.Range(0, salts).Select(index => Ufc.Allocation($"b{index}", "on", shards: Ufc.Shard($"salt-{index}", 3, 6))));
        FlagTable table = Ufc.Read(Ufc.Document(Ufc.Flag("f", "BOOLEAN", Ufc.OnOff, string.Join(',', allocations))));
        for (int subject = 0; subject < 50; subject++)
        {
            table.Evaluate("f", VariationType.Boolean, $"user-{subject}");
        }
    }

    [Fact]
    public void The_largest_number_of_shards_is_usable()
    {
        FlagTable table = Ufc.Read(Ufc.Document(Ufc.Flag("f", "BOOLEAN", Ufc.OnOff,
            """{"key":"a","splits":[{"variationKey":"on","shards":[{"salt":"s","ranges":[{"start":0,"end":2147483648}]}]},{"variationKey":"off","shards":[{"salt":"s","ranges":[{"start":2147483648,"end":9999999999999}]}]}]}""",
            totalShards: "4294967295")));
        int[] outcomes =
        [
            .. Enumerable.Range(0, 50).Select(
                subject => table.Evaluate("f", VariationType.Boolean, $"user-{subject}").Outcome).Distinct().Order(),
        ];
        Assert.Equal([0, 1], outcomes);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("fi-FI")]
    [InlineData("ar-SA")]
    public void No_culture_changes_an_outcome(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);
        try
        {
            Assert.True(Ufc.Holds("ONE_OF", "[\"1234.5\", 7.25]", 1234.5));
            Assert.True(Ufc.Holds("ONE_OF", "[7.25]", "7.25"));
            Assert.True(Ufc.Holds("ONE_OF", "[\"-5\"]", -5));
            Assert.True(Ufc.Holds("GT", "\"-1.5\"", "-1.25"));
            Assert.True(Ufc.Holds("MATCHES", "\"(?i)^ISTANBUL$\"", "istanbul"));
            Assert.True(Ufc.Holds("MATCHES", "\"^-1234[.]5$\"", -1234.5));
            Assert.False(Ufc.Holds("ONE_OF", "[\"ISTANBUL\"]", "istanbul"));
            Assert.True(Ufc.Holds("LT", "\"1.10.0-rc.1\"", "1.9.0"));
            string json = Ufc.Read(
                Ufc.Document(Halves)).Evaluate("halves", VariationType.Boolean, attributes: ("x", -1.5)).Details.ToJson();
            Assert.Contains("\"timestamp\":\"2026-07-01T12:00:00.000Z\"", json, StringComparison.Ordinal);
            Assert.Contains("\"x\":-1.5", json, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void Rules_and_a_split_with_a_GUID_key_allocate_nothing()
    {
        FlagTable table = Ufc.Read(Ufc.Document(Ufc.Flag("f", "BOOLEAN", Ufc.OnOff,
            Ufc.Allocation("a", "on", Ufc.Condition("email", "MATCHES", "\"@example\\\\.com$\"")) + ","
            + Ufc.Allocation(
                "b", "on", Ufc.Condition("price", "ONE_OF", "[\"1.5\",\"2.5\"]") + "," + Ufc.Condition("number", "ONE_OF", "[\"1\"]")) + ","
            + Ufc.Allocation("c", "on", Ufc.Condition("number", "MATCHES", "\"^x\"")) + ","
            + $$"""{"key":"d","rules":[{"conditions":[{{Ufc.Condition("age", "GTE", "18")}},{{Ufc.Condition("version", "GTE", "\"1.9.0\"")}},{{Ufc.Condition("country", "NOT_ONE_OF", "[\"US\"]")}}]}],"startAt":"2020-01-01T00:00:00Z","splits":[{"variationKey":"on","shards":[{{Ufc.Shard("traffic-of-flag-checkout-d", 0, 9_000)}},{{Ufc.Shard("split-of-flag-checkout-d", 0, 5_000)}}]},{"variationKey":"off","shards":[{{Ufc.Shard("traffic-of-flag-checkout-d", 0, 9_000)}},{{Ufc.Shard("split-of-flag-checkout-d", 5_000, 10_000)}}]}]}""")));
        CompiledFlag flag = table.Flags["f"];
        Subject[] subjects = [.. Enumerable.Range(0, 64).Select(_ => new Subject(Guid.NewGuid().ToString())
        {
            ["email"] = "alice@example.org", ["price"] = 3.5, ["number"] = 1e-7, ["age"] = "30", ["version"] = "1.10.0-rc.1+build",
            ["country"] = "DE",
        })];
        FakeTimeProvider clock = new(Ufc.Now);
        long allocated = 0;
        for (int round = 0; round < 100; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (Subject subject in subjects)
            {
                _ = flag.Evaluate(new SubjectView(subject), clock);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
        Assert.True(subjects.Select(subject => flag.Evaluate(new SubjectView(subject), clock)).Distinct().Count() > 1);
    }
}
