using EppoTyped.CodeFixes.Manifests;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.Analyzers.Tests.Manifests;

/// <summary>Each edit by an example; <see cref="ManifestEditPropertyTests"/> tries all the layouts nobody thinks of.</summary>
public sealed class ManifestEditTests
{
    [Theory]
    [InlineData("{\"flags\":{}}", "{\"flags\":{\"new\":{\"flagType\":\"boolean\",\"defaultValue\":false}}}")]
    [InlineData("{ \"flags\": {} }", "{ \"flags\": { \"new\": { \"flagType\": \"boolean\", \"defaultValue\": false } } }")]
    [InlineData("{ \"flags\": { } }", "{ \"flags\": { \"new\": { \"flagType\": \"boolean\", \"defaultValue\": false } } }")]
    [InlineData("{\n  \"flags\": {}\n}\n", "{\n  \"flags\": {\n    \"new\": { \"flagType\": \"boolean\", \"defaultValue\": false }\n  }\n}\n")]
    [InlineData("{\n\t\"flags\": {\n\t}\n}", "{\n\t\"flags\": {\n\t\t\"new\": { \"flagType\": \"boolean\", \"defaultValue\": false }\n\t}\n}")]
    public void A_flag_is_the_first_of_its_manifest(string before, string after) => Assert.Equal(after, Add(before));

    [Theory]
    [InlineData("{}", "{\n  \"flags\": {\n    \"new\": { \"flagType\": \"boolean\", \"defaultValue\": false }\n  }\n}")]
    [InlineData("{\r\n}\r\n", "{\r\n  \"flags\": {\r\n    \"new\": { \"flagType\": \"boolean\", \"defaultValue\": false }\r\n  }\r\n}\r\n")]
    [InlineData("{\n    \"subjects\": {}\n}", "{\n    \"subjects\": {},\n    \"flags\": {\n        \"new\": { \"flagType\": \"boolean\", \"defaultValue\": false }\n    }\n}")]
    [InlineData("{ \"subjects\": {} }", "{ \"subjects\": {}, \"flags\": { \"new\": { \"flagType\": \"boolean\", \"defaultValue\": false } } }")]
    public void A_manifest_without_flags_gets_them(string before, string after) => Assert.Equal(after, Add(before));

    [Theory]
    [InlineData(
        "{\n  \"flags\": {\n    \"a\": { \"flagType\": \"string\", \"defaultValue\": \"}\" }\n  }\n}",
        "{\n  \"flags\": {\n    \"a\": { \"flagType\": \"string\", \"defaultValue\": \"}\" },\n    \"new\": { \"flagType\": \"boolean\", \"defaultValue\": false }\n  }\n}")]
    [InlineData(
        "{\r\n  \"flags\": {\r\n    \"a\": {\r\n      \"flagType\": \"string\",\r\n      \"defaultValue\": \"\"\r\n    }\r\n  }\r\n}",
        "{\r\n  \"flags\": {\r\n    \"a\": {\r\n      \"flagType\": \"string\",\r\n      \"defaultValue\": \"\"\r\n    },\r\n    \"new\": {\r\n      \"flagType\": \"boolean\",\r\n      \"defaultValue\": false\r\n    }\r\n  }\r\n}")]
    [InlineData(
        "{ \"flags\": { \"a\": {\"flagType\": \"string\", \"defaultValue\": \"\"} } }",
        "{ \"flags\": { \"a\": {\"flagType\": \"string\", \"defaultValue\": \"\"}, \"new\": {\"flagType\": \"boolean\", \"defaultValue\": false} } }")]
    [InlineData(
        "{\"flags\":{\"a\":{\"flagType\":\"string\",\"defaultValue\":\"\"}}}",
        "{\"flags\":{\"a\":{\"flagType\":\"string\",\"defaultValue\":\"\"},\"new\":{\"flagType\":\"boolean\",\"defaultValue\":false}}}")]
    public void A_flag_is_added_as_the_one_before_it_is_laid_out(string before, string after) => Assert.Equal(after, Add(before));

    [Fact]
    public void A_byte_order_mark_stays() =>
        Assert.Equal("\uFEFF{ \"flags\": { \"new\": { \"flagType\": \"boolean\", \"defaultValue\": false } } }", Add("\uFEFF{ \"flags\": {} }"));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"flags\": [] }")]
    [InlineData("{ \"flags\": { /* none yet */ } }")]
    [InlineData("{ \"flags\": { \"a\": {}, } }")]
    [InlineData("{ \"flags\": { \"new\": {} } }")]
    public void What_cannot_take_the_flag_is_left_alone(string text) => Assert.Null(Add(text));

    [Theory]
    [InlineData("{ \"flags\": { \"old\": 1 } }", "{ \"flags\": {} }")]
    [InlineData("{\n  \"flags\": {\n    \"old\": { \"a\": [1, 2] }\n  }\n}\n", "{\n  \"flags\": {}\n}\n")]
    [InlineData("{ \"flags\": { \"old\": 1, \"b\": 2 } }", "{ \"flags\": { \"b\": 2 } }")]
    [InlineData("{ \"flags\": { \"a\": 1, \"old\": 2, \"b\": 3 } }", "{ \"flags\": { \"a\": 1, \"b\": 3 } }")]
    [InlineData("{ \"flags\": { \"a\": 1, \"old\": 2 } }", "{ \"flags\": { \"a\": 1 } }")]
    [InlineData("{ \"flags\": {\n  \"old\": 1,\n  \"b\": 2\n} }", "{ \"flags\": {\n  \"b\": 2\n} }")]
    [InlineData("{ \"flags\": {\n  \"a\": 1,\n  \"old\": 2,\n  \"b\": 3\n} }", "{ \"flags\": {\n  \"a\": 1,\n  \"b\": 3\n} }")]
    [InlineData("{ \"flags\": {\n  \"a\": 1,\n  \"old\": 2\n} }", "{ \"flags\": {\n  \"a\": 1\n} }")]
    public void A_flag_goes_with_its_comma_and_its_line(string before, string after) => Assert.Equal(after, Remove(before));

    [Theory]
    [InlineData("{ \"flags\": {\n  \"a\": 1,\n\n  \"old\": 2,\n  \"b\": 3\n} }", "{ \"flags\": {\n  \"a\": 1,\n\n  \"b\": 3\n} }")]
    [InlineData("{ \"flags\": {\n  \"a\": 1,\n  \"old\": 2,\n\n  \"b\": 3\n} }", "{ \"flags\": {\n  \"a\": 1,\n\n  \"b\": 3\n} }")]
    [InlineData("{ \"flags\": {\n  \"a\": 1,\n\n  \"old\": 2,\n\n  \"b\": 3\n} }", "{ \"flags\": {\n  \"a\": 1,\n\n  \"b\": 3\n} }")]
    [InlineData("{ \"flags\": {\n    \"a\": 1\n  , \"old\": 2\n  , \"b\": 3\n} }", "{ \"flags\": {\n    \"a\": 1\n  , \"b\": 3\n} }")]
    public void The_empty_line_between_two_groups_stays(string before, string after) => Assert.Equal(after, Remove(before));

    [Theory]
    [InlineData("{ \"flags\": { \"a\": 1 } }")]
    [InlineData("{ \"flags\": { \"old\": 1, \"old\": 2 } }")]
    [InlineData("{ \"flags\": { \"old\": 1 ")]
    [InlineData("{ \"subjects\": { \"old\": 1 } }")]
    public void What_does_not_hold_the_flag_once_is_left_alone(string text) => Assert.Null(Remove(text));

    private static string? Add(string text) => ManifestEdit.AddFlag(SourceText.From(text), new NewFlag("new", FlagType.Boolean, "false"))?.ToString();

    private static string? Remove(string text) => ManifestEdit.RemoveFlag(SourceText.From(text), "old")?.ToString();
}
