using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EppoTyped.Tests;

namespace EppoTyped.Amplitude.Tests.Evaluation;

/// <summary>What Amplitude's shared data does not ask.</summary>
public sealed class EngineTests
{
    private const string Good = """{"key":"good","variants":{"on":{"key":"on","value":"on"}},"segments":[{"variant":"on"}]}""";

    [Theory]
    [InlineData("""{"key":"bad","variants":[],"segments":[]}""", "bad", "variants is an array, but must be an object")]
    [InlineData("""{"key":"bad","variants":{},"segments":[{"bucket":{"selector":[],"salt":"s","allocations":[{"range":[0],"distributions":[]}]}}]}""", "bad", "segments[0].bucket.allocations[0].range is not a pair of numbers")]
    [InlineData("""{"key":"bad","variants":{},"segments":[{"conditions":[[{"selector":["context"],"values":[]}]]}]}""", "bad", "segments[0].conditions[0][0].op is missing")]
    [InlineData("""{"key":"bad","variants":{"on":{"key":"\ud800"}},"segments":[]}""", "bad", "half a surrogate pair")]
    [InlineData("""{"variants":{}}""", "(1)", "key is missing or empty")]
    [InlineData("7", "(1)", "The flag is a number, but must be an object")]
    [InlineData("""{"key":"bad","dependencies":["bad"],"variants":{},"segments":[]}""", "bad", "Detected a cycle between flags bad")]
    public void A_flag_that_cannot_be_used_is_set_aside_by_name(string flag, string name, string why)
    {
        Engine engine = Engine.Of($"[{flag},{Good}]");

        Assert.Equal(["good"], engine.Evaluate(new AmplitudeUser("u")).Keys);
        (_, Microsoft.Extensions.Logging.EventId id, string text) = Assert.Single(engine.Log.Lines);
        Assert.Equal(10, id.Id);
        Assert.Contains($"Flag {name} ", text, StringComparison.Ordinal);
        Assert.Contains(why, text, StringComparison.Ordinal);
        Assert.Null(AmplitudeTableReader.Read(Encoding.UTF8.GetBytes($"[{flag},{Good}]"), default, new() { Strict = true }, engine.Log, out string? problem));
        Assert.Contains(why, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flag_that_depends_on_a_cycle_is_set_aside_and_its_sibling_is_not()
    {
        Engine engine = Engine.Of($$"""
            [{"key":"a","dependencies":["b"],"variants":{},"segments":[]},{"key":"b","dependencies":["a"],"variants":{},"segments":[]},
             {"key":"behind","dependencies":["good","a"],"variants":{"on":{"key":"on"} },"segments":[{"variant":"on"}]},{{Good}}]
            """);

        Assert.Equal(["good"], engine.Evaluate(new AmplitudeUser("u")).Keys);
        Assert.Equal(["a", "b", "behind"], engine.Table.Flags.Values.Where(flag => flag.Defect is not null).Select(flag => flag.Key).Order());
    }

    [Fact]
    public void A_pattern_that_is_none_makes_its_condition_false_for_both_operators_and_is_said()
    {
        foreach (string @operator in (string[])["regex match", "regex does not match"])
        {
            Engine engine = Engine.OfCondition(@operator, "ok", "[");
            Assert.False(engine.Holds("ok"));
            Assert.Equal(11, Assert.Single(engine.Log.Lines).Id.Id);
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("""{"flags":[]}""")]
    [InlineData("null")]
    public void What_is_no_array_of_flags_is_refused_as_a_whole(string text)
    {
        Assert.Null(AmplitudeTableReader.Read(Encoding.UTF8.GetBytes(text), default, new(), new CollectingLogger(), out string? problem));
        Assert.NotEmpty(problem!);
    }

    [Fact]
    public void A_chain_of_dependencies_of_any_length_overflows_no_stack()
    {
        string flags = string.Join(',', Enumerable.Range(0, 20_000).Select(number =>
            $$"""{"key":"f{{number}}","dependencies":["f{{number + 1}}"],"variants":{"on":{"key":"on"} },"segments":[{"variant":"on"}]}"""));
        Engine engine = Engine.Of($"[{flags}]");

        // Those near the end of the chain, and no others.
        Assert.Equal(FlagOrder.Deepest, engine.Evaluate(new AmplitudeUser("u")).Count);
    }

    [Theory]
    [InlineData(1e21, "1e+21")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(-0.0, "0")]
    [InlineData(100000000000000000000.0, "100000000000000000000")]
    [InlineData(5, "5")]
    [InlineData(9007199254740993, "9007199254740993")]
    [InlineData(0.1f, "0.1")]
    [InlineData('c', "c")]
    [InlineData(DayOfWeek.Friday, "Friday")]
    public void Values_of_callers_have_the_text_of_their_JSON(object property, string text) => Assert.True(Engine.OfCondition("is", text).Holds(property));

    [Fact]
    public void Nested_values_have_the_text_of_their_JSON_and_can_be_selected_into()
    {
        Dictionary<string, object?> nested = new() { ["b"] = new object?[] { 1, "<é>", null, 2.50 }, ["a"] = JsonNode.Parse("""{"x":[true]}""") };
        Assert.True(Engine.OfCondition("is", """{"b":[1,"<é>",null,2.5],"a":{"x":[true]}}""").Holds(nested));

        Engine engine = Engine.Of("""
            [{"key":"f","variants":{"on":{"key":"on"}},"segments":[{"conditions":[[{"selector":["context","user","user_properties","p","a","x"],"op":"set contains","values":["TRUE"]}]],"variant":"on"}]}]
            """);
        Assert.True(engine.Holds(nested));
        Assert.True(engine.Holds(JsonSerializer.SerializeToElement(new { a = new { x = new[] { true } } })));
        Assert.False(engine.Holds("text"));
    }

    [Theory]
    [InlineData(new[] { "b", "c" }, true)]
    [InlineData(new[] { "a" }, false)]
    [InlineData(new string[0], false)]
    public void Lists_of_any_kind_are_lists(string[] list, bool holds)
    {
        Engine engine = Engine.OfCondition("is", "b");
        Assert.Equal(holds, engine.Holds(list));
        Assert.Equal(holds, engine.Holds(list.ToList()));
        Assert.Equal(holds, engine.Holds(new HashSet<string>(list)));
        Assert.Equal(holds, engine.Holds(list.Cast<object>().Append(null).ToArray()));
        Assert.Equal(holds, engine.Holds(JsonSerializer.SerializeToElement(list)));
        Assert.Equal(holds, engine.Holds(JsonSerializer.Serialize(list)));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(200)]
    public void Sets_of_any_size_are_compared(int size)
    {
        string[] values = [.. Enumerable.Range(0, size).Select(number => number.ToString(CultureInfo.InvariantCulture))];
        int[] numbers = [.. Enumerable.Range(0, size).Reverse()];
        Assert.True(Engine.OfCondition("set is", values).Holds(numbers));
        Assert.True(Engine.OfCondition("set contains", values).Holds(numbers.Append(-1)));
        Assert.False(Engine.OfCondition("set is", values).Holds(numbers.Append(-1)));
        Assert.False(Engine.OfCondition("set contains", values).Holds(numbers.Skip(1).Append(-1)));
        Assert.False(Engine.OfCondition("set contains any", values).Holds((int[])[-1, -2]));
    }

    [Theory]
    [InlineData(@"^\d+$", "12", true)]
    [InlineData(@"^\d+$", "١٢", false)]
    [InlineData(@"^[\w-]+$", "a_b-9", true)]
    [InlineData(@"^[\W]$", "é", true)]
    [InlineData(@"^\W[\D]$", "é1", false)]
    [InlineData(@"[[]x", "[x", true)]
    [InlineData(@"\[\d]", "x[7]", true)]
    [InlineData("a.c$", "abc\n", false)]
    public void Patterns_are_those_of_JavaScript(string pattern, string text, bool found) => Assert.Equal(found, Engine.OfCondition("regex match", pattern).Holds(text));

    [Theory]
    [InlineData("Alpha", "Infinity", "less", true)]
    [InlineData("0x10", "9", "greater", false)]
    [InlineData("+5", "5", "greater or equal", true)]
    [InlineData("5\0", "4", "greater", true)]
    [InlineData("", "4", "less", true)]
    [InlineData("Infinity", "1e999", "greater or equal", true)]
    public void Numbers_are_read_strictly_and_texts_compared_otherwise(string property, string value, string @operator, bool holds) =>
        Assert.Equal(holds, Engine.OfCondition(@operator, value).Holds(property));

    [Fact]
    public void Any_subject_is_read_where_it_lies()
    {
        Engine engine = Engine.Of("""
            [{"key":"field","variants":{"on":{"key":"on"}},"segments":[{"conditions":[[{"selector":["context","user","country"],"op":"is","values":["DE"]}]],"variant":"on"}]},
             {"key":"property","variants":{"on":{"key":"on"}},"segments":[{"conditions":[[{"selector":["context","user","user_properties","age"],"op":"greater","values":["9"]}]],"variant":"on"}]},
             {"key":"no-property","variants":{"on":{"key":"on"}},"segments":[{"conditions":[[{"selector":["context","user","user_properties","country"],"op":"is","values":["(none)"]}]],"variant":"on"}]},
             {"key":"id","variants":{"on":{"key":"on"}},"segments":[{"conditions":[[{"selector":["context","user","user_id"],"op":"is","values":["u-1"]}]],"variant":"on"}]},
             {"key":"whole","variants":{"on":{"key":"on"}},"segments":[{"conditions":[[{"selector":["context","user","user_properties"],"op":"is","values":["{\"age\":40}"]}]],"variant":"on"}]}]
            """);
        Subject subject = new("u-1") { ["country"] = "DE", ["age"] = 40 };

        Assert.Equal(["field", "property", "no-property", "id", "whole"], engine.Evaluate(subject).Keys);
        Assert.Equal(engine.Evaluate(subject), engine.Evaluate(AmplitudeUser.From(subject)));
    }

    [Fact]
    public void The_key_may_be_the_device_and_an_application_may_have_its_own_way()
    {
        const string Flags = """
            [{"key":"f","variants":{"on":{"key":"on"}},"segments":[{"conditions":[[{"selector":["context","user","device_id"],"op":"is","values":["k"]}]],"variant":"on"}]}]
            """;
        Subject subject = new("k");

        Assert.Empty(Engine.Of(Flags).Evaluate(subject));
        Assert.Single(Engine.Of(Flags, new() { SubjectKey = SubjectKeyUse.DeviceId }).Evaluate(subject));
        Assert.Single(Engine.Of(Flags, new() { ToUser = given => new AmplitudeUser(null, given.Key) }).Evaluate(subject));
    }

    [Fact]
    public void Nobody_is_evaluated_too() => Assert.Equal(["good"], Engine.Of($"[{Good}]").Evaluate((AmplitudeUser?)null).Keys);

    [Fact]
    public void Details_name_the_segment_and_why()
    {
        FlagClient client = Engine.Of("""
            [{"key":"f","variants":{"on":{"key":"on","value":"on"},"off":{"key":"off","metadata":{"default":true}}},"segments":[
              {"metadata":{"segmentName":"Testers"},"conditions":[[{"selector":["context","user","country"],"op":"is","values":["DE"]}]],"variant":"on"},
              {"metadata":{"segmentName":"All Other Users"},"variant":"off"}]}]
            """).ToClient();

        Evaluation<string> tester = client.GetStringAssignmentDetails("f", "u", new Dictionary<string, object> { ["country"] = "DE" }, "none");
        Evaluation<string> other = client.GetStringAssignmentDetails("f", "u", new Dictionary<string, object> { ["country"] = "FR" }, "none");

        Assert.Equal(("on", EvaluationReason.TargetingMatch, "Testers"), (tester.Value, tester.Reason, tester.AllocationKey));
        Assert.Equal(("none", EvaluationReason.Default, EvaluationError.None), (other.Value, other.Reason, other.Error));
        Assert.Equal([AllocationEvaluationCode.Match, AllocationEvaluationCode.Unevaluated], tester.Details.Allocations.Select(allocation => allocation.Code));
    }
}
