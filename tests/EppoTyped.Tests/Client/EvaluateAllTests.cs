using System.Text.Json;
using EppoTyped.CompilerServices;

namespace EppoTyped.Tests.Clients;

/// <summary>Every flag for one subject, each with its reason.</summary>
public sealed class EvaluateAllTests
{
    private const string Broken =
        """
        "broken": { "key": "broken", "enabled": true, "variationType": "INTEGER", "variations": {}, "allocations": 7 },
        "off": { "key": "off", "enabled": false, "variationType": "BOOLEAN", "totalShards": 1, "variations": {}, "allocations": [] },
        "nobody": { "key": "nobody", "enabled": true, "variationType": "STRING", "totalShards": 1, "variations": {}, "allocations": [] }
        """;

    private static readonly Shopper Someone = new("somebody") { Country = "US", Age = 40 };

    private readonly RecordingLogger _assignments = new();
    private readonly FlagOverrides _overrides = new();

    private readonly string _configuration = Configurations.Of(
        Configurations.RulesAndSplit("typical"),
        Configurations.Constant("constant", "BOOLEAN", "true"),
        Configurations.Constant("wrong", "INTEGER", "\"seven\""),
        Configurations.Constant("json", "JSON", "\"{\\\"a\\\":1}\""),
        Broken);

    [Fact]
    public void Flags_that_give_nothing_are_there_with_their_reason()
    {
        FlagResults all = FlagClient.InMemory(_configuration, _assignments).EvaluateAll(Someone);

        Assert.Equal(["broken", "constant", "json", "nobody", "off", "typical", "wrong"], all.Select(result => result.FlagKey));
        Assert.Equal((EvaluationCode.AssignmentError, EvaluationReason.Error, EvaluationError.ParseError), (all["broken"].Code, all["broken"].Reason, all["broken"].Error));
        Assert.Equal((EvaluationCode.FlagUnrecognizedOrDisabled, EvaluationReason.Disabled), (all["off"].Code, all["off"].Reason));
        Assert.Equal((EvaluationCode.DefaultAllocationNull, EvaluationReason.Default), (all["nobody"].Code, all["nobody"].Reason));
        Assert.Equal((EvaluationCode.AssignmentError, "only", false), (all["wrong"].Code, all["wrong"].VariationKey, all["wrong"].IsAssigned));
        Assert.Equal((true, "only", "all", EvaluationReason.Static), (all["constant"].Value.GetBoolean(), all["constant"].VariationKey, all["constant"].AllocationKey, all["constant"].Reason));
        Assert.Equal((VariationType.Json, 1), (all["json"].Type, all["json"].Value.GetProperty("a").GetInt32()));
        Assert.Equal(JsonValueKind.Undefined, all["off"].Value.ValueKind);
        Assert.False(all.TryGet("unknown", out _));
        Assert.Throws<KeyNotFoundException>(() => all["unknown"]);
        Assert.Empty(_assignments.Events);
    }

    [Fact]
    public void Each_is_what_its_own_call_says()
    {
        FlagClient client = FlagClient.InMemory(_configuration);
        Dictionary<string, object> attributes = new() { ["country"] = "US", ["age"] = 40 };
        for (int number = 0; number < 200; number++)
        {
            FlagResults typed = client.EvaluateAll(new Shopper($"user-{number}") { Country = "US", Age = 40 });
            FlagResults keyed = client.EvaluateAll($"user-{number}", attributes);
            Assert.Equal(typed.Select(result => result with { Value = default }), keyed.Select(result => result with { Value = default }));
            Evaluation<string> one = client.GetStringAssignmentDetails("typical", $"user-{number}", attributes, "none");
            Assert.Equal(
                (one.Value, one.VariationKey, one.AllocationKey, one.Code, one.Reason),
                (keyed["typical"].Value.GetString(), keyed["typical"].VariationKey, keyed["typical"].AllocationKey, keyed["typical"].Code, keyed["typical"].Reason));
        }
    }

    [Fact]
    public void It_logs_when_it_is_asked_to()
    {
        FlagClient.InMemory(_configuration, _assignments).EvaluateAll(Someone, logAssignments: true);

        Assert.Equal(["constant", "json", "typical"], _assignments.Events.Select(assignment => assignment.FeatureFlag));
    }

    [Fact]
    public void Overrides_are_in_it_and_never_logged()
    {
        Flag<Variant> typical = GeneratedCodeV1.Choice("typical", Variant.Control, Variants.TryParse, Variants.ToValue);
        FlagClient client = FlagClient.InMemory(_configuration, _assignments, _overrides);
        _overrides.Set(typical, Variant.Treatment).Set("extra", 7).Set("broken", 5);
        using IDisposable scope = client.Override(new FlagOverrides().Set("extra", 8));

        FlagResults all = client.EvaluateAll("somebody", null, logAssignments: true);

        Assert.Equal(["broken", "constant", "extra", "json", "nobody", "off", "typical", "wrong"], all.Select(result => result.FlagKey));
        Assert.Equal(("treatment", "b", "override-b"), (all["typical"].Value.GetString(), all["typical"].VariationKey, all["typical"].AllocationKey));
        Assert.Equal((8, VariationType.Integer, null), (all["extra"].Value.GetInt64(), all["extra"].Type, all["extra"].VariationKey));
        Assert.Equal(5, all["broken"].Value.GetInt64());
        Assert.Equal(["constant", "json"], _assignments.Events.Select(assignment => assignment.FeatureFlag));
    }

    [Fact]
    public void Nothing_throws_and_nothing_is_there_before_the_first_configuration()
    {
        Assert.Empty(FlagClient.InMemory().EvaluateAll(Someone));
        FlagClient client = FlagClient.InMemory(_configuration);
        Assert.Equal(EvaluationError.TargetingKeyMissing, client.EvaluateAll(null!, new Dictionary<string, object> { ["country"] = "US", ["age"] = 40 })["typical"].Error);
        Assert.True(client.EvaluateAll(null)["constant"].IsAssigned);
        Assert.Equal(EvaluationError.General, client.EvaluateAll(new Throwing())["typical"].Error);
        Assert.Equal(EvaluationReason.Disabled, client.EvaluateAll(new Throwing())["off"].Reason);
        Assert.True(client.EvaluateAll(new Throwing())["constant"].IsAssigned);
    }

    private sealed class Throwing : ISubject
    {
        public string Key => throw new InvalidOperationException("no key");

        public bool TryGetAttribute(string name, out AttributeValue value) => throw new InvalidOperationException("no attribute");

        public void CopyAttributesTo(IDictionary<string, AttributeValue> attributes) => throw new InvalidOperationException("no attributes");
    }
}
