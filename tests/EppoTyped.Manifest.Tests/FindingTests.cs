using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Naming;
using EppoTyped.Manifest.Tree;

namespace EppoTyped.Manifest.Tests;

/// <summary>Every rule at its exact place. The flags begin in line 3, column 1.</summary>
public sealed class FindingTests
{
    [Theory]
    // A flag's type.
    [InlineData("""{ }""", "EPPO1003 3:1;EPPO1005 3:1", "\"flagType\" is missing; add \"flagType\": \"string\".")]
    [InlineData("""{ "defaultValue": true }""", "EPPO1003 3:1", "Flag \"x\": \"flagType\" is missing; add \"flagType\": \"boolean\".")]
    [InlineData("""{ "flagType": "numeric", "defaultValue": 1 }""", "EPPO1004 3:20", "unknown flagType \"numeric\"; write \"float\", OpenFeature's word for Eppo's NUMERIC.")]
    [InlineData("""{ "flagType": "JSON", "defaultValue": {} }""", "EPPO1004 3:20", "write \"object\", OpenFeature's word for Eppo's JSON.")]
    [InlineData("""{ "flagType": "number", "defaultValue": 1 }""", "EPPO1004 3:20", "write \"float\".")]
    [InlineData("""{ "flagType": "double", "defaultValue": 1 }""", "EPPO1004 3:20", "write \"float\".")]
    [InlineData("""{ "flagType": "bool", "defaultValue": true }""", "EPPO1004 3:20", "write \"boolean\".")]
    [InlineData("""{ "flagType": "int", "defaultValue": 1 }""", "EPPO1004 3:20", "write \"integer\".")]
    [InlineData("""{ "flagType": "strng", "defaultValue": "" }""", "EPPO1004 3:20", "write \"string\".")]
    [InlineData("""{ "flagType": "whatever", "defaultValue": 1 }""", "EPPO1004 3:20", "use one of \"boolean\", \"string\", \"integer\", \"float\", \"object\".")]
    [InlineData("""{ "flagType": 1, "defaultValue": 1 }""", "EPPO1004 3:20", "must be one of")]
    // Its default.
    [InlineData("""{ "flagType": "integer" }""", "EPPO1005 3:1", "Flag \"x\": \"defaultValue\" is missing; add \"defaultValue\": 0.")]
    [InlineData("""{ "flagType": "string", "variations": ["a"] }""", "EPPO1005 3:1", "add \"defaultValue\": \"a\".")]
    [InlineData("""{ "flagType": "boolean", "defaultValue": "true" }""", "EPPO1006 3:47", "default \"true\" is not true or false; remove the quotes: true.")]
    [InlineData("""{ "flagType": "boolean", "defaultValue": 1 }""", "EPPO1006 3:47", "or write \"flagType\": \"integer\".")]
    [InlineData("""{ "flagType": "string", "defaultValue": 1 }""", "EPPO1006 3:46", "put it in double quotes: \"1\".")]
    [InlineData("""{ "flagType": "integer", "defaultValue": 1.5 }""", "EPPO1006 3:47", "default 1.5 is not a whole number of 64 bits; round it, or write \"flagType\": \"float\".")]
    [InlineData("""{ "flagType": "integer", "defaultValue": 9223372036854775808 }""", "EPPO1006 3:47", "64 bits")]
    [InlineData("""{ "flagType": "float", "defaultValue": 1e999 }""", "EPPO1006 3:45", "too large for a double")]
    [InlineData("""{ "flagType": "float", "defaultValue": null }""", "EPPO1006 3:45", "write one, like 0.0.")]
    [InlineData("""{ "flagType": "object", "defaultValue": [] }""", "EPPO1006 3:46", "default [...] is not an object; write one, like { }.")]
    [InlineData("""{ "flagType": "string", "defaultValue": "fst", "variations": ["fast", "slow"] }""", "EPPO1007 3:46", "default \"fst\" is not among the variations; did you mean \"fast\"?")]
    [InlineData("""{ "flagType": "string", "defaultValue": "other", "variations": ["a", "b"] }""", "EPPO1007 3:46", "use one of \"a\", \"b\", or add it there.")]
    // Shapes.
    [InlineData("true", "EPPO1002 3:6", "Flag \"x\" must be an object, like { \"flagType\": \"boolean\", \"defaultValue\": false }.")]
    [InlineData("""{ "flagType": "boolean", "defaultValue": true, "description": 1 }""", "EPPO1002 3:68", "\"description\" must be a text in double quotes.")]
    [InlineData("""{ "flagType": "boolean", "defaultValue": true, "subject": ["user"] }""", "EPPO1002 3:64", "\"subject\" must be a text")]
    [InlineData("""{ "flagType": "boolean", "defaultValue": true, "metadata": "m" }""", "EPPO1002 3:65", "\"metadata\" must be an object")]
    [InlineData("""{ "flagType": "boolean", "defaultValue": true, "deprecated": false }""", "EPPO1002 3:67", "remove it if the flag is not deprecated.")]
    [InlineData("""{ "flagType": "string", "defaultValue": "", "variations": "a" }""", "EPPO1002 3:64", "must be a list of at least one text")]
    [InlineData("""{ "flagType": "string", "defaultValue": "", "variations": [] }""", "EPPO1002 3:64", "at least one")]
    [InlineData("""{ "flagType": "string", "defaultValue": "a", "variations": ["a", 1] }""", "EPPO1002 3:71", "a variation must be a text")]
    [InlineData("""{ "flagType": "string", "defaultValue": "a", "variations": ["a", { "name": "B" }] }""", "EPPO1002 3:71", "\"value\" is missing")]
    [InlineData("""{ "flagType": "integer", "defaultValue": 1, "minimum": 0.5 }""", "EPPO1002 3:61", "\"minimum\" must be a whole number")]
    // Names and unknown things.
    [InlineData("""{ "flagType": "boolean", "defaultValue": true, "subject": "usr" }""", "EPPO1010 3:64", "unknown subject \"usr\"; did you mean \"user\"?")]
    [InlineData("""{ "flagType": "boolean", "defaultValue": true, "subjct": "user" }""", "EPPO1011 3:53", "Flag \"x\": unknown property \"subjct\"; did you mean \"subject\"?")]
    [InlineData("""{ "flagType": "boolean", "defaultValue": true, "colour": "red" }""", "EPPO1011 3:53", "the known ones are \"flagType\",")]
    [InlineData("""{ "flagType": "boolean", "defaultValue": true, "name": "kill-switch" }""", "EPPO1019 3:61", "\"name\" \"kill-switch\" is not a C# identifier; write it like \"KillSwitch\".")]
    [InlineData("""{ "flagType": "boolean", "defaultValue": true, "name": "class" }""", "EPPO1019 3:61", "write it like \"Class\".")]
    // Misspelt where something is missing: one message, at the misspelt name.
    [InlineData("""{ "flagtype": "boolean", "defaultValue": true }""", "EPPO1003 3:8", "\"flagType\" is missing; did you write \"flagtype\" instead?")]
    [InlineData("""{ "type": "boolean", "defaultValue": true }""", "EPPO1003 3:8", "did you write \"type\" instead?")]
    [InlineData("""{ "flagType": "boolean", "default": true }""", "EPPO1005 3:31", "\"defaultValue\" is missing; did you write \"default\" instead?")]
    // Choices.
    [InlineData("""{ "flagType": "string", "defaultValue": "a", "variations": ["a", "a"] }""", "EPPO1020 3:71", "variation \"a\" is listed twice, first on line 3; remove one.")]
    [InlineData("""{ "flagType": "string", "defaultValue": "a-b", "variations": ["a-b", "a_b"] }""", "EPPO1021 3:68;EPPO1021 3:75", "variations \"a-b\" and \"a_b\" (line 3) both have the enum member AB; give one of them a \"name\".")]
    // Numbers.
    [InlineData("""{ "flagType": "integer", "defaultValue": 5, "minimum": 9, "maximum": 1 }""", "EPPO1014 3:61", "minimum 9 is over maximum 1 (line 3); swap them.")]
    [InlineData("""{ "flagType": "integer", "defaultValue": 5, "minimum": 9 }""", "EPPO1015 3:47", "default 5 is under the minimum 9; change one of them.")]
    [InlineData("""{ "flagType": "float", "defaultValue": 0.51, "maximum": 0.5 }""", "EPPO1015 3:45", "default 0.51 is over the maximum 0.5")]
    [InlineData("""{ "flagType": "integer", "defaultValue": 9223372036854775807, "maximum": 9223372036854775806 }""", "EPPO1015 3:47", "over the maximum")]
    // The end of a flag.
    [InlineData("""{ "flagType": "boolean", "defaultValue": true, "deprecated": { "replaceWith": "yes" } }""", "EPPO1016 3:84", "replaceWith \"yes\" is not true or false; write one, like false.")]
    [InlineData("""{ "flagType": "integer", "defaultValue": 1, "deprecated": { "replaceWith": 1.5 } }""", "EPPO1016 3:81", "is not a whole number of 64 bits; round it.")]
    [InlineData("""{ "flagType": "string", "defaultValue": "a", "variations": ["a"], "deprecated": { "replaceWith": "b" } }""", "EPPO1016 3:103", "replaceWith \"b\" is not among the variations")]
    [InlineData("""{ "flagType": "integer", "defaultValue": 1, "maximum": 2, "deprecated": { "replaceWith": 3 } }""", "EPPO1016 3:95", "replaceWith 3 is over the maximum 2")]
    [InlineData("""{ "flagType": "object", "defaultValue": { "a": 1 }, "schema": { "a": "integer" }, "deprecated": { "replaceWith": { } } }""", "EPPO1016 3:119", "replaceWith has no \"a\"")]
    [InlineData("""{ "flagType": "boolean", "defaultValue": true, "metadata": { "expires": "31.03.2027" } }""", "EPPO1017 3:78", "must be a date, like \"2027-03-31\".")]
    [InlineData("""{ "flagType": "boolean", "defaultValue": true, "metadata": { "expires": "2027-02-30" } }""", "EPPO1017 3:78", "must be a date")]
    [InlineData("""{ "flagType": "boolean", "defaultValue": true, "metadata": { "expires": 2027 } }""", "EPPO1017 3:78", "must be a date")]
    // Properties of other types.
    [InlineData("""{ "flagType": "boolean", "defaultValue": true, "variations": ["a"] }""", "EPPO1023 3:53", "\"variations\" fits \"string\" flags only, and this one is \"boolean\"; remove it.")]
    [InlineData("""{ "flagType": "string", "defaultValue": "", "minimum": 1 }""", "EPPO1023 3:50", "\"minimum\" fits \"integer\" and \"float\" flags only")]
    [InlineData("""{ "flagType": "string", "defaultValue": "", "schema": {} }""", "EPPO1023 3:50", "\"schema\" fits \"object\" flags only")]
    // Bandits.
    [InlineData("""{ "flagType": "float", "defaultValue": 1, "bandit": {} }""", "EPPO1023 3:48", "\"bandit\" fits \"string\" flags only")]
    [InlineData("""{ "flagType": "string", "defaultValue": "a", "bandit": { "actionAttributes": {} } }""", "EPPO1024 3:51", "a bandit needs \"variations\"")]
    [InlineData("""{ "flagType": "string", "defaultValue": "a", "variations": ["a"], "bandit": {} }""", "EPPO1024 3:72", "\"actionAttributes\" is missing; list what an action has")]
    [InlineData("""{ "flagType": "string", "defaultValue": "a", "variations": ["a"], "bandit": { "attributes": {} } }""", "EPPO1024 3:84", "did you write \"attributes\" instead?")]
    [InlineData("""{ "flagType": "string", "defaultValue": "a", "variations": ["a"], "bandit": true }""", "EPPO1024 3:82", "\"bandit\" must be an object")]
    [InlineData("""{ "flagType": "string", "defaultValue": "a", "variations": ["a"], "bandit": { "actionAttributes": [] } }""", "EPPO1024 3:104", "Bandit of flag \"x\": \"actionAttributes\" must be an object")]
    [InlineData("""{ "flagType": "string", "defaultValue": "a", "variations": ["a"], "bandit": { "actionAttributes": { "b": {} } } }""", "EPPO1028 3:106", "Action attribute \"b\" of flag \"x\": \"type\" is missing")]
    // Schemas.
    [InlineData("""{ "flagType": "object", "defaultValue": {}, "schema": "string" }""", "EPPO1012 3:60", "must be an object of fields")]
    [InlineData("""{ "flagType": "object", "defaultValue": {}, "schema": { "a": "strin" } }""", "EPPO1012 3:67", "field \"a\" has the unknown type word \"strin\"; write \"string\".")]
    [InlineData("""{ "flagType": "object", "defaultValue": {}, "schema": { "a": "strin?" } }""", "EPPO1012 3:67", "write \"string?\".")]
    [InlineData("""{ "flagType": "object", "defaultValue": {}, "schema": { "a": "string[]" } }""", "EPPO1012 3:67", "a list is written [\"string\"].")]
    [InlineData("""{ "flagType": "object", "defaultValue": {}, "schema": { "a": ["string", "string"] } }""", "EPPO1012 3:67", "must list exactly one schema")]
    [InlineData("""{ "flagType": "object", "defaultValue": {}, "schema": { "a": 1 } }""", "EPPO1012 3:67", "must be a type word")]
    [InlineData("""{ "flagType": "object", "defaultValue": {}, "schema": { "$typ": "string" } }""", "EPPO1012 3:62", "unknown directive \"$typ\"; did you mean \"$type\"?")]
    [InlineData("""{ "flagType": "object", "defaultValue": {}, "schema": { "a": { "$type": "string", "b": "string" } } }""", "EPPO1012 3:88", "has a \"$type\" and fields")]
    [InlineData("""{ "flagType": "object", "defaultValue": {}, "schema": { "$nullable": true } }""", "EPPO1012 3:60", "never null")]
    [InlineData("""{ "flagType": "object", "defaultValue": {}, "schema": { "a": { "$type": "string?", "$name": "a b" } } }""", "EPPO1019 3:98", "\"$name\" \"a b\"")]
    [InlineData("""{ "flagType": "object", "defaultValue": {}, "schema": { "": "string?" } }""", "EPPO1018 3:62", "empty name")]
    [InlineData("""{ "flagType": "object", "defaultValue": {}, "schema": { "a_b": "string?", "a-b": "string?" } }""", "EPPO1022 3:62;EPPO1022 3:80", "fields \"a_b\" and \"a-b\" (line 3) both have the C# property AB")]
    [InlineData("""{ "flagType": "object", "defaultValue": {}, "schema": { "a": "string" } }""", "EPPO1013 3:46", "default has no \"a\"; add it, or let the schema allow null.")]
    [InlineData("""{ "flagType": "object", "defaultValue": { "a": null }, "schema": { "a": "string" } }""", "EPPO1013 3:53", "default at \"a\" must be a text; set a value, or let the schema allow null.")]
    [InlineData("""{ "flagType": "object", "defaultValue": { "a": [1, "2"] }, "schema": { "a": ["integer"] } }""", "EPPO1013 3:57", "default at \"a[1]\" must be a whole number of 64 bits")]
    [InlineData("""{ "flagType": "object", "defaultValue": { "hreo": true }, "schema": { "hero": "boolean?" } }""", "EPPO1013 3:48", "default has \"hreo\", which is not in the schema; did you mean \"hero\"?")]
    [InlineData("""{ "flagType": "object", "defaultValue": { "a": { "b": 1 } }, "schema": { "a": { "b": "string", "c": "number" } } }""", "EPPO1013 3:53;EPPO1013 3:60", "default at \"a\" has no \"c\"")]
    // Twice.
    [InlineData("""{ "flagType": "boolean", "flagType": "string", "defaultValue": "" }""", "EPPO1008 3:8;EPPO1008 3:31", "Flag \"x\": \"flagType\" is written twice, the other is on line 3; the last one counts, remove the others.")]
    [InlineData("""{ "flagType": "object", "defaultValue": { "a": 1, "a": 2 } }""", "EPPO1008 3:48;EPPO1008 3:56", "\"a\" is written twice")]
    public void A_flag(string flag, string places, string message)
    {
        string text = "{ \"subjects\": { \"user\": { } },\n\"flags\": {\n\"x\": " + flag + "\n} }";

        IReadOnlyList<Finding> findings = ManifestSet.Combine([Manifests.Read(text)]).Findings;

        Assert.Equal(places, string.Join(";", findings.Select(Manifests.Place)));
        Assert.Contains(findings, finding => finding.Message.Contains(message, StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.Contains("lag \"x\"", finding.Message, StringComparison.Ordinal));
        Assert.Equal("x", Assert.Single(ManifestSet.Combine([Manifests.Read(text)]).Root.Children).Flag?.Key);
    }

    [Theory]
    [InlineData("""{ "type": "Acme..Shopper" }""", "EPPO1019 2:16", "Subject \"u\": \"type\" \"Acme..Shopper\" is not the name of a class")]
    [InlineData("1", "EPPO1002 2:6", "Subject \"u\" must be an object")]
    [InlineData("""{ "attributes": [] }""", "EPPO1002 2:22", "\"attributes\" must be an object")]
    [InlineData("""{ "attribute": {} }""", "EPPO1011 2:8", "did you mean \"attributes\"?")]
    [InlineData("""{ "attributes": { "a": "string" } }""", "EPPO1002 2:29", "Attribute \"a\" of subject \"u\" must be an object, like { \"type\": \"string\" }.")]
    [InlineData("""{ "attributes": { "a": { } } }""", "EPPO1028 2:24", "\"type\" is missing")]
    [InlineData("""{ "attributes": { "a": { "type": "bool" } } }""", "EPPO1028 2:39", "unknown type \"bool\"; write \"boolean\".")]
    [InlineData("""{ "attributes": { "a": { "type": 1 } } }""", "EPPO1028 2:39", "must be one of")]
    [InlineData("""{ "attributes": { "a": { "type": "integer", "values": ["1"] } } }""", "EPPO1023 2:50", "\"values\" fits the type \"string\" only")]
    [InlineData("""{ "attributes": { "a": { "type": "string", "values": ["x", "X"] } } }""", "EPPO1021 2:60;EPPO1021 2:65", "values \"x\" and \"X\" (line 2) both have the enum member X")]
    [InlineData("""{ "attributes": { "a": { "type": "string", "required": "yes" } } }""", "EPPO1002 2:61", "\"required\" must be true or false")]
    [InlineData("""{ "attributes": { "is_new": { "type": "boolean" }, "isNew": { "type": "boolean" } } }""", "EPPO1022 2:24;EPPO1022 2:57", "both have the C# property IsNew")]
    [InlineData("""{ "attributes": { "": { "type": "boolean" } } }""", "EPPO1018 2:24", "an attribute has an empty name")]
    [InlineData("""{ "attributes": { "a": { "type": "string" }, "a": { "type": "string" } } }""", "EPPO1008 2:24;EPPO1008 2:51", "Subject \"u\": \"a\" is written twice")]
    public void A_subject(string subject, string places, string message)
    {
        IReadOnlyList<Finding> findings = Manifests.Read("{ \"flags\": { }, \"subjects\": {\n\"u\": " + subject + " } }").Findings;

        Assert.Equal(places, string.Join(";", findings.Select(Manifests.Place)));
        Assert.Contains(findings, finding => finding.Message.Contains(message, StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.Contains("ubject \"u\"", finding.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[]", "EPPO1002 1:1")]
    [InlineData("{ }", "EPPO1002 1:1")]
    [InlineData("{ \"Flags\": { \"on\": { \"flagType\": \"boolean\", \"defaultValue\": 1 } } }", "EPPO1002 1:3;EPPO1006 1:61")]
    [InlineData("{ \"flags\": 1 }", "EPPO1002 1:12")]
    [InlineData("{ \"flags\": {}, \"subjects\": [] }", "EPPO1002 1:28")]
    [InlineData("{ \"flags\": {}, \"$schema\": true }", "EPPO1002 1:27")]
    [InlineData("{ \"flags\": {}, \"subject\": {} }", "EPPO1011 1:16")]
    [InlineData("{ \"flags\": { \"\": { \"flagType\": \"boolean\", \"defaultValue\": true } } }", "EPPO1018 1:14")]
    [InlineData("{ \"flags\": {}, \"subjects\": { \"\": { } } }", "EPPO1018 1:30")]
    [InlineData("{ \"flags\": {}, }", "EPPO1001 1:16")]
    [InlineData("", "EPPO1001 1:1")]
    [InlineData("{ \"flags\": {", "EPPO1001 1:13")]
    [InlineData("\uFEFF{ \"flags\": 1 }", "EPPO1002 1:13")]
    [InlineData("{\r\n\"flags\"\r\n:\r1 }", "EPPO1002 4:1")]
    [InlineData("{ \"😀\": 1, \"flags\": 1 }", "EPPO1011 1:3;EPPO1002 1:21")]
    public void A_file(string text, string places) => Assert.Equal(places, string.Join(";", Manifests.Findings(text)));

    [Theory]
    [InlineData("""{ "flagType": "integer", "defaultValue": 5, "minimum": 5, "maximum": 5, "deprecated": { "replaceWith": 5 } }""")]
    [InlineData("""{ "flagType": "float", "defaultValue": -0.5, "minimum": -0.5, "maximum": -5e-1 }""")]
    [InlineData("""{ "flagType": "integer", "defaultValue": 3.0, "minimum": 1e0 }""")]
    [InlineData("""{ "flagType": "string", "defaultValue": "", "variations": ["", "a"] }""")]
    [InlineData("""{ "flagType": "string", "defaultValue": "a-b", "variations": ["a-b", { "value": "a_b", "name": "Other" }] }""")]
    [InlineData("""{ "flagType": "object", "defaultValue": { }, "schema": { "a": "string?" } }""")]
    [InlineData("""{ "flagType": "object", "defaultValue": { "a": 1e2, "b": 1 }, "schema": { "a": "integer", "b": "float" } }""")]
    [InlineData("""{ "flagType": "boolean", "defaultValue": true, "metadata": { "expires": "2028-02-29", "tags": [1] } }""")]
    public void Nothing_is_wrong_with(string flag) => Assert.Empty(Manifests.Findings(Manifests.WithFlags($"\"x\": {flag}")));

    [Theory]
    [InlineData("""{ "flagType": "object", "defaultValue": {}, "schema": { "title": "string", "count": "int?", "rows": ["strng"] } }""", "title:String count:Integer? rows:Array")]
    [InlineData("""{ "flagType": "object", "defaultValue": {}, "schema": { "title": "string", "count": 1, "rows": [] } }""", "title:String count:String rows:Array")]
    [InlineData("""{ "flagType": "object", "defaultValue": {}, "schema": { "$nullable": true, "title": "string" } }""", "title:String")]
    [InlineData("""{ "schema": { "title": "string" } }""", "title:String")]
    public void A_mistake_in_a_schema_takes_no_field_away(string flag, string fields) =>
        Assert.Equal(fields, string.Join(" ", Manifests.Read(Manifests.WithFlags("\"x\": " + flag)).Flags[0].Schema!.Fields.Select(field => $"{field.Key}:{field.Schema.Kind}{(field.Schema.Nullable ? "?" : "")}")));

    [Fact]
    public void A_colliding_member_gets_a_name_that_nobody_has()
    {
        FlagDefinition flag = Manifests.Read(Manifests.WithFlags("""
            "x": { "flagType": "string", "defaultValue": "ab2", "variations": ["ab2", "ab", { "value": "-ab", "name": "Ab" }] }
            """)).Flags[0];

        Assert.Equal(["Ab2", "Ab", "Ab3"], flag.Variations.Select(variation => variation.Name ?? PascalName.Of(variation.Value)));
    }

    [Fact]
    public void Nesting_too_deep() =>
        Assert.Equal(["EPPO1025 1:126"], Manifests.Findings("""{ "flags": { "x": { "flagType": "object", "defaultValue": { "a": """ + new string('[', 100) + new string(']', 100) + " } } } }"));

    [Fact]
    public void A_manifest_over_4_MB() => Assert.Equal(["EPPO1026 1:1"], Manifests.Findings(new string(' ', ManifestReader.MaxLength + 1)));

    [Fact]
    public void All_mistakes_of_a_file_come_in_one_pass()
    {
        const string text = """
            {
              "subjects": { "user": { "attributes": { "age": { "type": "int" } } } },
              "flags": {
                "a": { "flagType": "bool", "defaultValue": true },
                "b": { "flagType": "integer", "defaultValue": 1.5, "minimum": 3, "maximum": 2 }
                "c": { "flagType": "string", "defaultValue": "x", "variations": ["y"], "subject": "usr", },
                "d": { }
              }
            }
            """;

        Assert.Equal(
            ["EPPO1028 2:60", "EPPO1004 4:24", "EPPO1006 5:51", "EPPO1014 5:67", "EPPO1001 6:5", "EPPO1007 6:50", "EPPO1010 6:87", "EPPO1001 6:94", "EPPO1003 7:5", "EPPO1005 7:5"],
            Manifests.Findings(text));
        Assert.Equal(["a", "b", "c", "d"], Manifests.Read(text).Flags.Select(flag => flag.Key));
    }

    [Fact]
    public void Ids_are_unique_ordered_and_all_listed()
    {
        string[] ids = [.. FindingRules.All.Select(rule => rule.Id)];

        Assert.Equal(Enumerable.Range(1001, ids.Length).Select(number => $"EPPO{number}"), ids);
        Assert.Equal(typeof(FindingRules).GetFields().Select(field => field.GetValue(null)), FindingRules.All);
        Assert.Equal(["EPPO1011", "EPPO1017"], FindingRules.All.Where(rule => rule.Severity == FindingSeverity.Warning).Select(rule => rule.Id));
        Assert.Equal(["EPPO1029"], FindingRules.All.Where(rule => rule.Severity == FindingSeverity.Hint).Select(rule => rule.Id));
    }
}
