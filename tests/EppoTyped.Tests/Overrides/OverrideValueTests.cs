using System.Text.Json;
using EppoTyped.CompilerServices;

namespace EppoTyped.Tests.Clients;

/// <summary>One override a flag key: typed and string-keyed calls see the same value.</summary>
public sealed class OverrideValueTests
{
    private static readonly Flag<bool> Boolean = GeneratedCodeV1.Boolean("boolean", false);
    private static readonly Flag<long> Integer = GeneratedCodeV1.Integer("integer", 1, maximum: 100);
    private static readonly Flag<double> Number = GeneratedCodeV1.Number("number", 1);
    private static readonly Flag<string> Text = GeneratedCodeV1.Text("text", "none");
    private static readonly Flag<Variant> Choice = GeneratedCodeV1.Choice("typical", Variant.Control, Variants.TryParse, Variants.ToValue);
    private static readonly Flag<Variant> OlderChoice = GeneratedCodeV1.Choice("typical", Variant.Control, Variants.TryParse);
    private static readonly Flag<JsonElement> Raw = GeneratedCodeV1.Json("raw", "{}");
    private static readonly Flag<Size> Object = GeneratedCodeV1.Object("object", new Size(1), (place, fallback) => new Size(place["width"].Integer(fallback?.Width)));
    private static readonly Shopper Someone = new("somebody") { Country = "US", Age = 40 };
    private static readonly JsonElement Nothing = JsonDocument.Parse("0").RootElement;

    private readonly FlagOverrides _overrides = new();
    private readonly CollectingLogger _messages = new();

    [Fact]
    public void Typed_values_reach_string_keyed_calls_without_a_configuration()
    {
        FlagClient client = FlagClient.InMemory(overrides: _overrides);
        _overrides.Set(Boolean, true).Set(Integer, 7).Set(Number, 7.5).Set(Text, "t\u00e9xt").Set(Choice, Variant.Treatment).Set(Raw, JsonDocument.Parse("{\"a\":1}").RootElement);

        Assert.True(client.GetBooleanAssignment("boolean", "somebody", false));
        Assert.Equal(7, client.GetIntegerAssignment("integer", "somebody", 0));
        Assert.Equal(7.5, client.GetNumericAssignment("number", "somebody", 0));
        Assert.Equal("t\u00e9xt", client.GetStringAssignment("text", "somebody", ""));
        Assert.Equal("treatment", client.GetStringAssignment("typical", "somebody", ""));
        Assert.Equal(1, client.GetJsonAssignment("raw", "somebody", Nothing).GetProperty("a").GetInt32());
        Assert.Equal("{\"a\":1}", client.GetJsonStringAssignment("raw", "somebody", ""));
    }

    [Fact]
    public void Values_by_key_reach_typed_calls()
    {
        FlagClient client = FlagClient.InMemory(overrides: _overrides);
        _overrides.Set("boolean", true).Set("integer", 7).Set("number", 7).Set("text", "text").Set("typical", "treatment")
            .Set("raw", JsonDocument.Parse("[1]").RootElement).Set("object", "{\"width\":5}");

        Assert.True(client.GetValue(Boolean, Someone));
        Assert.Equal(7, client.GetValue(Integer, Someone));
        Assert.Equal(7.0, client.GetValue(Number, Someone));
        Assert.Equal("text", client.GetValue(Text, Someone));
        Assert.Equal(Variant.Treatment, client.GetValue(Choice, Someone));
        Assert.Equal(1, client.GetValue(Raw, Someone).GetArrayLength());
        Assert.Equal(new Size(5), client.GetValue(Object, Someone));
        Assert.Equal(7, client.GetNumericAssignment("number", "somebody", 0));

        _overrides.Remove("integer");
        Assert.Equal(1, client.GetValue(Integer, Someone));
    }

    [Fact]
    public void A_value_that_a_call_cannot_take_is_not_used_and_said_once()
    {
        FlagClient client = FlagClient.InMemory(Configurations.Of(Configurations.Constant("integer", "INTEGER", "10")), overrides: _overrides, loggerFactory: _messages);
        _overrides.Set("integer", 101).Set("typical", "unheard-of").Set("boolean", "yes");

        Assert.Equal(10, client.GetValue(Integer, Someone));
        Assert.Equal(EvaluationReason.Static, client.GetDetails(Integer, Someone).Reason);
        Assert.Equal(Variant.Control, client.GetValue(Choice, Someone));
        Assert.False(client.GetBooleanAssignment("boolean", "somebody", false));
        Assert.Equal(101, client.GetIntegerAssignment("integer", "somebody", 0));
        Assert.Single(_messages.Lines, line => line.Text.Contains("override is not used", StringComparison.Ordinal));
    }

    [Fact]
    public void Enums_and_objects_are_told_by_the_live_variations_where_nobody_can_write_them()
    {
        FlagClient client = FlagClient.InMemory(
            Configurations.Of(Configurations.RulesAndSplit("typical"), Configurations.Constant("object", "JSON", "\"{\\\"width\\\":5}\"")), overrides: _overrides);
        _overrides.Set(OlderChoice, Variant.Treatment).Set(Object, new Size(5));

        Assert.Equal("treatment", client.GetStringAssignment("typical", "somebody", ""));
        Assert.Equal("{\"width\":5}", client.GetJsonStringAssignment("object", "somebody", ""));

        _overrides.Set(Object, new Size(6));
        Assert.Equal(new Size(6), client.GetValue(Object, Someone));
        Assert.Equal("{\"width\":5}", client.GetJsonStringAssignment("object", "somebody", ""));
    }

    [Fact]
    public void Details_name_the_variation_where_the_live_flag_has_it()
    {
        FlagClient client = FlagClient.InMemory(Configurations.Of(Configurations.RulesAndSplit("typical")), overrides: _overrides);
        _overrides.Set(Choice, Variant.Treatment).Set("text", "free");

        Evaluation<string> keyed = client.GetStringAssignmentDetails("typical", "somebody", "");
        Evaluation<Variant> typed = client.GetDetails(Choice, Someone);
        Assert.Equal((Variant.Treatment, "treatment"), (typed.Value, keyed.Value));
        foreach ((EvaluationDetails details, string? allocation) in new[] { (typed.Details, typed.AllocationKey), (keyed.Details, keyed.AllocationKey) })
        {
            Assert.Equal(("b", "override-b", EvaluationCode.Match, EvaluationReason.Static), (details.VariationKey, allocation, details.FlagEvaluationCode, details.Reason));
            Assert.Equal(("Flag override applied", "treatment"), (details.FlagEvaluationDescription, details.VariationValue.GetString()));
            Assert.Contains("\"orderPosition\":1", details.ToEppoJson().Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        Evaluation<string> unknown = client.GetStringAssignmentDetails("text", "somebody", "");
        Assert.Equal(("free", null, null), (unknown.Value, unknown.VariationKey, unknown.AllocationKey));
    }

    [Fact]
    public void A_function_sees_the_string_keyed_callers_subject()
    {
        FlagClient client = FlagClient.InMemory(overrides: _overrides);
        _overrides.Set(Text, subject => subject!.TryGetAttribute("country", out AttributeValue country) ? $"{subject.Key} {country}" : "none");

        Assert.Equal("somebody NL", client.GetStringAssignment("text", "somebody", new Dictionary<string, object> { ["country"] = "NL" }, ""));
    }

    [Fact]
    public void What_throws_reaches_no_caller()
    {
        FlagClient client = FlagClient.InMemory(Configurations.Of(Configurations.Constant("text", "STRING", "\"live\"")), overrides: _overrides, loggerFactory: _messages);
        _overrides.Set(Text, _ => throw new InvalidOperationException("no")).Set(Choice, (Variant)77).Set("unknown", 1);
        _overrides.Set(Boolean, subject => subject!.Key.Length > 0);

        Assert.Equal("live", client.GetValue(Text, Someone));
        Assert.Equal("live", client.GetDetails(Text, Someone).Value);
        Assert.Equal("live", client.Peek(Text, Someone));
        Assert.Equal("live", client.PeekDetails(Text, Someone).Value);
        Assert.Equal("live", client.GetStringAssignment("text", "somebody", ""));
        Assert.Equal("live", client.GetStringAssignmentDetails("text", "somebody", "").Value);
        Assert.Equal("live", client.EvaluateAll(Someone)["text"].Value.GetString());
        client.LogExposure(Text, Someone);
        Assert.Equal((Variant)77, client.GetValue(Choice, Someone));
        Assert.Equal((Variant)77, client.GetDetails(Choice, Someone).Value);
        Assert.Equal("none", client.GetStringAssignment("typical", "somebody", "none"));
        Assert.False(client.GetBooleanAssignment("boolean", null!, false));
        Assert.False(client.GetValue(Boolean, null));
        Assert.False(client.GetBooleanAssignment("boolean", "somebody", Throwing(), false));
        Assert.Single(_messages.Lines, line => line.Text.Contains("override threw", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_value_is_refused_when_it_is_set()
    {
        Assert.Throws<ArgumentNullException>(() => _overrides.Set(Text, (string)null!));
        Assert.Throws<ArgumentNullException>(() => _overrides.Set((Flag<bool>)null!, true));
        Assert.Throws<ArgumentException>(() => _overrides.Set("number", double.NaN));
        Assert.Throws<ArgumentNullException>(() => FlagClient.InMemory().Override(null!));
    }

    private static IEnumerable<KeyValuePair<string, object>> Throwing()
    {
        yield return new("country", "NL");
        throw new InvalidOperationException("no more");
    }

    private sealed record Size(long Width);
}
