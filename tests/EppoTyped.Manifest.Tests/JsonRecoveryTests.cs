using EppoTyped.Manifest.Json;

namespace EppoTyped.Manifest.Tests;

/// <summary>One mistake is one error at its place, and what stands around it is still read.</summary>
public sealed class JsonRecoveryTests
{
    [Theory]
    [InlineData("{\n \"a\": 1\n \"b\": 2\n}", "3:2 expected a comma or a }, found \"b\"", "a=1 b=2")]
    [InlineData("{ \"a\": 1, }", "1:11 expected a name: there is no comma after the last member, found \"}\"", "a=1")]
    [InlineData("{ \"a\": [1, 2,] }", "1:14 expected a value: there is no comma after the last item, found \"]\"", "a=[1,2]")]
    [InlineData("{ \"a\" 1, \"b\": 2 }", "1:7 expected a : and a value after \"a\", found \"1\"", "a=1 b=2")]
    [InlineData("{ \"a\": , \"b\": 2 }", "1:8 expected a value, found \",\"", "a= b=2")]
    [InlineData("{ a: 1, \"b\": 2 }", "1:3 a name is written in double quotes", "a=1 b=2")]
    [InlineData("{ 'a': 1, \"b\": 2 }", "1:3 text is written in double quotes, not in single ones", "a=1 b=2")]
    [InlineData("{ \"a\": True, \"b\": 2 }", "1:8 \"True\" is not a JSON value; write true", "a=True b=2")]
    [InlineData("{ \"a\": 01, \"b\": 2 }", "1:8 \"01\" is not a JSON number; write it like 12, -0.5 or 1e3", "a=01 b=2")]
    [InlineData("{ // why\n \"a\": 1 }", "1:3 JSON has no comments; remove it (a \"description\" can hold the text)", "a=1")]
    [InlineData("{ \"a\": 1, /* why\n */ \"b\": 2 }", "1:11 JSON has no comments; remove it (a \"description\" can hold the text)", "a=1 b=2")]
    [InlineData("{ \"a\": \"open,\n \"b\": 2 }", "1:8 the text is not closed on its line; a \" is missing", "a=open, b=2")]
    [InlineData("{ \"a\": \"x\ty\" }", "1:10 a control character in a text is written \\u0009 or \\t", "a=x\ty")]
    [InlineData("{ \"a\": \"C:\\dir\" }", "1:11 an unknown escape; a backslash itself is written \\\\", "a=C:dir")]
    [InlineData("{ \"a\": [1, 2, \"b\": 2 }", "1:18 expected a comma or a ], found \":\"", "a=[1,2,b]")]
    [InlineData("{ \"a\": [1, \"b\": 2, \"c\": 3 }", "1:15 expected a comma or a ], found \":\"", "a=[1,b,c]")]
    [InlineData("{ \"a\": [1, 2 }", "1:14 expected a ], found \"}\"", "a=[1,2]")]
    [InlineData("{\n<<<<<<< HEAD\n\"a\": 1,\n=======\n\"a\": 2,\n>>>>>>> theirs\n\"b\": 3 }", "2:1 a merge conflict is left here; keep one side and remove the marks", "a=1 a=2 b=3")]
    [InlineData("{\r\n\"a\": 1\r\n>>>>>>> theirs\r\n}", "3:1 a merge conflict is left here; keep one side and remove the marks", "a=1")]
    [InlineData("{ \"a\": 1 } , \"b\": 2 }", "1:10 this } ends the manifest, but there is more after it; remove it", "a=1 b=2")]
    [InlineData("{ \"a\": 1 }}", "1:11 nothing may follow the end of the manifest, found \"}\"", "a=1")]
    [InlineData("{ \"a\": { \"x\": 1, \"b\": 2 }", "1:26 expected a }, found the end of the file", "a={x=1 b=2}")]
    [InlineData("{ \"a\": 1\u00A0}", "1:9 the character U+00A0 is not white space in JSON; replace it with a space", "a=1")]
    [InlineData("{ \"a\": 1; \"b\": 2 }", "1:9 expected a comma or a }, found \";\"", "a=1 b=2")]
    [InlineData("{ \"a\": 1 2, \"b\": 2 }", "1:10 expected a comma or a }, found \"2\"", "a=1 b=2")]
    [InlineData("", "1:1 expected a value, found the end of the file", "")]
    public void Says_what_was_expected_and_reads_on(string text, string errors, string read)
    {
        JsonText json = JsonParser.Parse(text);

        Assert.Equal(errors, string.Join("|", json.Errors.Select(error => $"{error.Range.StartLine + 1}:{error.Range.StartColumn + 1} {error.Message}")));
        Assert.Equal(read, json.Root.Kind == JsonKind.Object ? Show(json.Root)[1..^1] : Show(json.Root));
    }

    [Fact]
    public void A_file_that_is_no_JSON_gives_a_bounded_number_of_errors() => Assert.InRange(JsonParser.Parse(new string('?', 10) + string.Concat(Enumerable.Repeat(" ; ] :", 10_000))).Errors.Count, 1, 100);

    private static string Show(JsonNode node) => node.Kind switch
    {
        JsonKind.Object => $"{{{string.Join(" ", node.Members.Select(member => $"{member.Name}={Show(member.Value)}"))}}}",
        JsonKind.Array => $"[{string.Join(",", node.Items.Select(Show))}]",
        _ => node.Text,
    };
}
