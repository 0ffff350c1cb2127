using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EppoTyped.CompilerServices;
using EppoTyped.Tests;

namespace EppoTyped.Amplitude.Tests;

/// <summary>Variants under the typed surface.</summary>
public sealed class VariantsTests
{
    private readonly CollectingLogger _log = new();
    private readonly User _user = new("user-1");

    [Fact]
    public void A_flag_set_over_variants_answers_every_type()
    {
        FlagSet flags = new(Of("""
            {
              "checkout": { "key": "fast_checkout", "value": "fast_checkout" },
              "kill-switch": { "key": "on", "value": "on" },
              "num-results": { "key": "many", "value": "25" },
              "price": { "key": "cheap", "value": "1.5" },
              "greeting": { "key": "hi" },
              "campaign": { "key": "summer", "value": "summer", "payload": { "hero": true, "hero_title": "Sun" } },
              "layout": { "key": "wide", "value": "wide", "payload": { "columns": 3 } }
            }
            """));
        Assert.Equal(CheckoutVariant.FastCheckout, flags.Checkout.Variant(_user));
        Assert.True(flags.KillSwitch.IsEnabled(_user));
        Assert.Equal(25, flags.NumResults.Value(_user));
        Assert.Equal(1.5, flags.Price.Value(_user));
        Assert.Equal("hi", flags.Greeting.Value(_user));
        Assert.Equal(new Campaign { Hero = true, HeroTitle = "Sun" }, flags.Campaign.Value(_user));
        Assert.Equal(3, flags.Layout.Value(_user).GetProperty("columns").GetInt32());
        Assert.Empty(_log.Lines);
    }

    [Theory]
    [InlineData("on", true)]
    [InlineData("True", true)]
    [InlineData("OFF", false)]
    [InlineData("false", false)]
    public void On_and_true_are_true_off_and_false_are_false(string value, bool expected)
    {
        Flag<bool> flag = GeneratedCodeV1.Boolean("a", !expected);
        Assert.Equal(expected, Of("{\"a\":{\"value\":\"" + value + "\"}}").GetValue(flag, _user));
    }

    [Theory]
    [InlineData("7", 7L)]
    [InlineData("-7.0", -7L)]
    [InlineData("7e2", 700L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("7.5", 1L)]
    [InlineData("9223372036854775808", 1L)]
    [InlineData("seven", 1L)]
    public void Integers_are_read_invariantly(string value, long expected) =>
        Assert.Equal(expected, Of("{\"a\":{\"value\":\"" + value + "\"}}").GetValue(GeneratedCodeV1.Integer("a", 1), _user));

    [Theory]
    [InlineData("{\"key\":\"off\",\"metadata\":{\"default\":true}}")]
    [InlineData("{\"key\":\"off\",\"payload\":{\"x\":1},\"metadata\":{\"default\":true}}")]
    public void A_default_variant_without_a_value_is_the_manifests_default(string variant)
    {
        Variants variants = Of("{\"a\":" + variant + "}");
        Assert.Equal("mine", variants.GetValue(GeneratedCodeV1.Text("a", "mine"), _user));
        Evaluation<string> why = variants.GetDetails(GeneratedCodeV1.Text("a", "mine"), _user);
        Assert.Equal(("mine", EvaluationReason.Default, EvaluationError.None), (why.Value, why.Reason, why.Error));
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void A_default_variant_with_a_value_gives_it()
    {
        Evaluation<string> why = Of("""{"a":{"key":"off","value":"plain","metadata":{"default":true}}}""").GetDetails(GeneratedCodeV1.Text("a", "mine"), _user);
        Assert.Equal(("plain", EvaluationReason.Default, "off"), (why.Value, why.Reason, why.VariationKey));
    }

    [Fact]
    public void An_unreadable_value_gives_the_default_an_error_and_one_line()
    {
        Variants variants = Of("""{"a":{"key":"blue","value":"blue"}}""");
        Flag<bool> flag = GeneratedCodeV1.Boolean("a", true);
        Assert.True(variants.GetValue(flag, _user));
        Evaluation<bool> why = variants.GetDetails(flag, _user);
        Assert.Equal((true, EvaluationReason.Error, EvaluationError.ParseError), (why.Value, why.Reason, why.Error));
        Assert.Equal("Variant (blue) has the value \"blue\", which is not on, off, true or false", why.Details.FlagEvaluationDescription);
        Assert.Contains("not on, off, true or false", Assert.Single(_log.Lines).Text, StringComparison.Ordinal);

        // The same variant is a fine text.
        Assert.Equal("blue", variants.GetValue(GeneratedCodeV1.Text("a", ""), _user));
    }

    [Fact]
    public void Details_name_the_segment_and_the_variant()
    {
        Variants variants = Of("""{"a":{"key":"on","value":"yes","metadata":{"segmentName":"Segment 1"}}}""");
        Evaluation<string> why = variants.GetDetails(GeneratedCodeV1.Text("a", ""), _user);
        Assert.Equal(
            ("yes", EvaluationReason.TargetingMatch, "on", "Segment 1", "user-1 was assigned \"on\" by \"Segment 1\"."),
            (why.Value, why.Reason, why.VariationKey, why.AllocationKey, why.Details.FlagEvaluationDescription));
        Assert.Equal("yes", why.Details.VariationValue.GetString());
    }

    [Fact]
    public void String_keyed_calls_and_evaluate_all_answer_too()
    {
        Variants variants = Of("""{"a":{"key":"on","value":"12"},"b":{"key":"off","metadata":{"default":true}}}""");
        Assert.Equal(12, variants.GetIntegerAssignment("a", "user-1", null!, 1));
        Assert.Equal("12", variants.GetStringAssignment("a", "user-1", null!, ""));
        Assert.Equal(12, variants.GetNumericAssignmentDetails("a", "user-1", null!, 1).Value);
        Assert.Equal("none", variants.GetStringAssignment("b", "user-1", null!, "none"));
        FlagResults all = variants.EvaluateAll(_user);
        Assert.Equal(("12", false), (all["a"].Value.GetString(), all["b"].IsAssigned));
    }

    [Fact]
    public void A_flag_that_was_not_evaluated_is_null_and_says_once_what_to_check()
    {
        Variants variants = Of("""{"a":{"key":"on"}}""");
        Assert.Null(variants["b"]);
        Assert.Null(variants["b"]);
        Assert.False(variants.TryGetValue("c", out _));
        Assert.Equal("mine", variants.GetValue(GeneratedCodeV1.Text("d", "mine"), _user));
        Assert.Equal(EvaluationError.FlagNotFound, variants.GetDetails(GeneratedCodeV1.Text("d", "mine"), _user).Error);
        Assert.Equal("mine", variants.GetStringAssignment("e", "user-1", null!, "mine"));
        Assert.Equal(["b", "d", "e"], _log.Lines.Select(line => line.Text.Split(' ')[1]));
        Assert.All(_log.Lines, line => Assert.Contains("activated", line.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_defaults_only_assigned_variants_of_deployed_flags_are_left()
    {
        Variants variants = Of("""
            {
              "on": { "key": "on", "value": "on" },
              "said": { "key": "on", "metadata": { "default": false, "deployed": true } },
              "off": { "key": "off", "metadata": { "default": true } },
              "undeployed": { "key": "on", "metadata": { "deployed": false } }
            }
            """);
        Assert.Equal(["on", "said"], variants.WithoutDefaults().Keys.Order());
        Assert.Equal(4, variants.Count);
    }

    [Theory]
    [InlineData("""{"key":"on","value":"on","payload":{"n":1.50,"s":["ä"]},"metadata":{"default":false,"segmentName":"Beta"}}""")]
    [InlineData("""{"key":"off"}""")]
    [InlineData("{}")]
    public void A_variant_is_written_as_it_was_served(string json)
    {
        using JsonDocument served = JsonDocument.Parse(json);
        using MemoryStream written = new();
        using (Utf8JsonWriter writer = new(written, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            VariantJson.Read(served.RootElement).WriteTo(writer);
        }

        Assert.Equal(json, Encoding.UTF8.GetString(written.ToArray()));
    }

    [Fact]
    public void Variants_are_equal_by_key_value_and_payload()
    {
        Variants some = Of("""{"a":{"key":"on","value":"1","payload":[1],"metadata":{"x":1}},"b":{"key":"on","value":"1","payload":[1]},"c":{"key":"on","value":"1"}}""");
        Assert.Equal(some["a"], some["b"]);
        Assert.Equal(some["a"]!.GetHashCode(), some["b"]!.GetHashCode());
        Assert.NotEqual(some["a"], some["c"]);
    }

    [Fact]
    public void Metadata_that_is_well_known_has_properties()
    {
        Variant variant = Of("""{"a":{"metadata":{"default":true,"deployed":false,"segmentName":"s","flagType":"experiment","flagVersion":6,"experimentKey":"exp-1","trackExposure":false}}}""")["a"]!;
        Assert.Equal(
            (true, false, "s", "experiment", 6L, "exp-1", false),
            (variant.IsDefault, variant.IsDeployed, variant.SegmentName, variant.FlagType, variant.FlagVersion!.Value, variant.ExperimentKey, variant.TracksExposure));
        Variant plain = new();
        Assert.Equal((false, true, true, null), (plain.IsDefault, plain.IsDeployed, plain.TracksExposure, plain.FlagVersion));
    }

    private Variants Of(string json)
    {
        Assert.True(VariantJson.TryReadAll(System.Text.Encoding.UTF8.GetBytes(json), out Dictionary<string, Variant>? variants));
        return new Variants(variants!, _log);
    }
}
