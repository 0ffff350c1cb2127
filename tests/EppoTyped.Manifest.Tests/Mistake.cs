using System.Text.RegularExpressions;

namespace EppoTyped.Manifest.Tests;

/// <summary>A mistake in the flag <c>"x"</c>: the members of <c>"flags"</c> that show it, and what the reader must say.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Marked">The members, every place to be told between ⟦ and ⟧.</param>
/// <param name="Mend">The end of the message: what to do.</param>
internal sealed record Mistake(string Id, string Marked, string Mend)
{
    private const string On = """{ "flagType": "boolean", "defaultValue": false }""";

    /// <summary>At least one for each rule, those aside that are about no flag or about the length of the file.</summary>
    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("EPPO1001", """ "x": { "flagType": "boolean", "defaultValue": ⟦False⟧ } """, "write false."),
        new("EPPO1001", """ "x": { "flagType": "boolean", "defaultValue": false, ⟦}⟧ """, "there is no comma after the last member, found \"}\"."),
        new("EPPO1002", """ "x": { "flagType": "boolean", "defaultValue": false, "description": ⟦[]⟧ } """, "must be a text in double quotes."),
        new("EPPO1002", """ "x": ⟦"on"⟧ """, "must be an object, like { \"flagType\": \"string\", \"defaultValue\": \"...\" }."),
        new("EPPO1003", """ ⟦"x"⟧: { "defaultValue": 1.5 } """, "add \"flagType\": \"float\"."),
        new("EPPO1004", """ "x": { "flagType": ⟦"NUMERIC"⟧, "defaultValue": 1 } """, "write \"float\", OpenFeature's word for Eppo's NUMERIC."),
        new("EPPO1004", """ "x": { "flagType": ⟦"json"⟧, "defaultValue": { } } """, "write \"object\", OpenFeature's word for Eppo's JSON."),
        new("EPPO1005", """ ⟦"x"⟧: { "flagType": "integer" } """, "add \"defaultValue\": 0."),
        new("EPPO1006", """ "x": { "flagType": "boolean", "defaultValue": ⟦"false"⟧ } """, "remove the quotes: false."),
        new("EPPO1006", """ "x": { "flagType": "object", "defaultValue": ⟦[1, 2]⟧ } """, "write one, like { }."),
        new("EPPO1007", """ "x": { "flagType": "string", "defaultValue": ⟦"fst"⟧, "variations": ["fast"] } """, "did you mean \"fast\"?"),
        new("EPPO1008", $""" ⟦"x"⟧: {On}, ⟦"x"⟧: {On} """, "the last one counts, remove the others."),
        new("EPPO1009", $""" ⟦"x"⟧: {On}, ⟦"x-"⟧: {On} """, "give one of them a \"name\"."),
        new("EPPO1010", """ "x": { "flagType": "boolean", "defaultValue": false, "subject": ⟦"usr"⟧ } """, "did you mean \"user\"?"),
        new("EPPO1011", """ "x": { "flagType": "boolean", "defaultValue": false, ⟦"descripton"⟧: "d" } """, "did you mean \"description\"?"),
        new("EPPO1012", """ "x": { "flagType": "object", "defaultValue": { }, "schema": { "a": ⟦"text?"⟧ } } """, "write \"string?\"."),
        new("EPPO1012", """ "x": { "flagType": "object", "defaultValue": { }, "schema": { "a": ⟦"json"⟧ } } """, "an object is written { \"field\": \"string\" }."),
        new("EPPO1013", """ "x": { "flagType": "object", "defaultValue": { "a": ⟦1⟧ }, "schema": { "a": "string" } } """, "change the value or the schema."),
        new("EPPO1014", """ "x": { "flagType": "integer", "defaultValue": 5, "minimum": ⟦9⟧, "maximum": 1 } """, "swap them."),
        new("EPPO1015", """ "x": { "flagType": "integer", "defaultValue": ⟦5⟧, "minimum": 6 } """, "change one of them."),
        new("EPPO1015", """ "x": { "flagType": "float", "defaultValue": ⟦5.5⟧, "maximum": 5 } """, "change one of them."),
        new("EPPO1016", """ "x": { "flagType": "integer", "defaultValue": 1, "deprecated": { "replaceWith": ⟦"2"⟧ } } """, "remove the quotes: 2."),
        new("EPPO1017", """ "x": { "flagType": "boolean", "defaultValue": false, "metadata": { "expires": ⟦"soon"⟧ } } """, "must be a date, like \"2027-03-31\"."),
        new("EPPO1018", $""" "x": {On}, ⟦""⟧: {On} """, "write the key it has in Eppo."),
        new("EPPO1019", """ "x": { "flagType": "boolean", "defaultValue": false, "name": ⟦"1st"⟧ } """, "write it like \"_1st\"."),
        new("EPPO1020", """ "x": { "flagType": "string", "defaultValue": "a", "variations": ["a", "b", ⟦"a"⟧] } """, "remove one."),
        new("EPPO1021", """ "x": { "flagType": "string", "defaultValue": "a", "variations": ["a", ⟦"b-c"⟧, { "value": ⟦"b_c"⟧ }] } """, "give one of them a \"name\"."),
        new("EPPO1022", """ "x": { "flagType": "object", "defaultValue": { }, "schema": { ⟦"a"⟧: "string?", ⟦"A"⟧: "string?" } } """, "give one of them a \"name\"."),
        new("EPPO1022", """ "x": { "flagType": "string", "defaultValue": "a", "variations": ["a"], "bandit": { "actionAttributes": { ⟦"b"⟧: { "type": "string" }, ⟦"B"⟧: { "type": "string" } } } } """, "give one of them a \"name\"."),
        new("EPPO1023", """ "x": { "flagType": "boolean", "defaultValue": false, ⟦"minimum"⟧: 1 } """, "remove it."),
        new("EPPO1024", """ "x": { "flagType": "string", "defaultValue": "a", "variations": ["a"], ⟦"bandit"⟧: { } } """, "or { } where it has none."),
        new("EPPO1024", """ "x": { "flagType": "string", "defaultValue": "a", ⟦"bandit"⟧: { "actionAttributes": { } } } """, "add them."),
        new("EPPO1025", $$""" "x": { "flagType": "object", "defaultValue": { "a": {{new string('[', 60)}}⟦[⟧{{new string(']', 61)}} } } """, "flatten it."),
        new("EPPO1027", $""" "x": {On}, ⟦"x.value"⟧: {On} """, "give it a \"name\"."),
        new("EPPO1028", """ "x": { "flagType": "string", "defaultValue": "a", "variations": ["a"], "bandit": { "actionAttributes": { "b": { "type": ⟦"bool"⟧ } } } } """, "write \"boolean\"."),
        new("EPPO1029", $""" "x": {On}, ⟦"x_vs_y"⟧: {On} """, "\"variations\": [\"x\", \"y\"]."),
    ];

    /// <summary>The members without marks.</summary>
    public string Members { get; } = Regex.Replace(Marked, "[⟦⟧]", "");

    /// <summary>The marked pieces of the text, in order.</summary>
    public IReadOnlyList<string> Places { get; } = [.. Regex.Matches(Marked, "⟦(.*?)⟧").Select(place => place.Groups[1].Value)];

    /// <summary>The same mistake in a flag of another key.</summary>
    public string MembersOf(string key) => Members.Replace("\"x", "\"" + key, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Marked.Trim()}";
}
