using System.Text.Json;
using System.Text.RegularExpressions;
using EppoTyped.Manifest.Model;
using Json.Schema;
using Xunit.Abstractions;

namespace EppoTyped.Manifest.Tests;

public sealed class SchemaAgreementTests(ITestOutputHelper output)
{
    private static readonly int Generated = RunScale.Of(8_000);

    private static readonly string SchemaText = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "flags.schema.json"));

    private static readonly JsonSchema Schema = JsonSchema.FromText(SchemaText);

    /// <summary>What one place has to do with another, no schema can say.</summary>
    private static readonly HashSet<FindingRule> BeyondSchema =
    [
        FindingRules.DefaultNotAVariation, FindingRules.DuplicateKey, FindingRules.DefaultAgainstSchema, FindingRules.MinimumOverMaximum, FindingRules.DefaultOutOfRange,
        FindingRules.ChoiceCollision, FindingRules.PropertyCollision,
    ];

    private static readonly HashSet<FindingRule> PartlyBeyondSchema = [FindingRules.WrongReplacement, FindingRules.RepeatedChoice];

    /// <summary>What is said of the text (its syntax, its length, how deep it nests, whether it is UTF-8), of which a schema sees the values only.</summary>
    private static readonly HashSet<FindingRule> OfTheText = [FindingRules.UnreadableJson, FindingRules.TooDeep, FindingRules.TooLarge];

    /// <summary>What is said of all flags and files together.</summary>
    private static readonly HashSet<FindingRule> OfTheSet = [FindingRules.AccessorCollision, FindingRules.UnknownSubject, FindingRules.TakenAccessor];

    [Theory]
    [MemberData(nameof(Valid))]
    public void Reader_and_schema_accept(string flags) => Assert.Equal("[] []", Both(Manifests.WithFlags(flags)));

    [Fact]
    public void Both_accept_the_design() => Assert.Equal("[] []", Both(Manifests.Design));

    [Theory]
    [MemberData(nameof(Broken))]
    public void Reader_and_schema_refuse(string manifest)
    {
        Assert.Contains(Manifests.Read(manifest).Findings, finding => finding.Rule.Severity == FindingSeverity.Error);
        Assert.NotEmpty(SchemaErrors.Of(Schema, manifest));
    }

    [Fact]
    public void They_agree_on_generated_manifests()
    {
        RandomManifest manifests = new(new Random(42));
        SortedDictionary<string, int> refused = new(FindingRules.All.Where(IsForSchemas).ToDictionary(rule => rule.Id, _ => 0), StringComparer.Ordinal);
        int accepted = 0;
        int refusals = 0;
        for (int i = 0; i < Generated; i++)
        {
            string manifest = manifests.Next();
            FindingRule[] errors = [.. Manifests.Read(manifest).Findings.Select(finding => finding.Rule).Where(IsForSchemas).Distinct()];
            bool schemaAccepts = SchemaErrors.Of(Schema, manifest).Count == 0;

            // A value out of its place may be of the right type, which is all that a schema sees.
            if (!schemaAccepts || errors.Length == 0 || !errors.All(PartlyBeyondSchema.Contains))
                Assert.True((errors.Length == 0) == schemaAccepts, $"{manifest}\n{Both(manifest)}");
            if (schemaAccepts && errors.Length == 0)
                accepted++;
            if (schemaAccepts)
                continue;
            refusals++;
            if (errors.Length == 1)
                refused[errors[0].Id]++;
        }

        output.WriteLine($"{Generated} manifests: {accepted} accepted and {refusals} refused by both, {Generated - accepted - refusals} by the reader alone, for what is partly beyond a schema");
        output.WriteLine($"refused for one rule alone: {string.Join(", ", refused.Select(rule => $"{rule.Key} {rule.Value}"))}");
        Assert.True(accepted > Generated / 4 && refusals > Generated / 4, $"{accepted} {refusals}");
        Assert.All(refused, rule => Assert.True(rule.Value >= 4 * RunScale.Value, $"{rule.Key}: {rule.Value}"));
    }

    private static bool IsForSchemas(FindingRule rule) =>
        rule.Severity == FindingSeverity.Error && !BeyondSchema.Contains(rule) && !OfTheText.Contains(rule) && !OfTheSet.Contains(rule);

    [Fact]
    public void The_schema_is_one_of_draft_2020_12()
    {
        using JsonDocument schema = JsonDocument.Parse(SchemaText);
        HashSet<string> references = [.. Regex.Matches(SchemaText, "\"\\$ref\": \"#/\\$defs/(\\w+)\"").Select(match => match.Groups[1].Value)];
        HashSet<string> definitions = [.. schema.RootElement.GetProperty("$defs").EnumerateObject().Select(definition => definition.Name)];

        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.RootElement.GetProperty("$schema").GetString());
        Assert.Equal(definitions.Order(), references.Order());
        Assert.All(Regex.Matches(SchemaText, "\"pattern\": (\".*\")"), match => Assert.DoesNotMatch(JsonSerializer.Deserialize<string>(match.Groups[1].Value)!, "1 "));
    }

    public static TheoryData<string> Valid => new(
        """ "a": { "flagType": "boolean", "defaultValue": true } """,
        """ "a": { "flagType": "boolean", "defaultValue": true, "unknown": 1 } """,
        """ "a": { "flagType": "string", "defaultValue": "x", "variations": ["x", { "value": "y", "name": "Why", "description": "d" }] } """,
        """ "a": { "flagType": "string", "defaultValue": "x", "variations": ["x"], "bandit": { "actionAttributes": {} } } """,
        """ "a": { "flagType": "float", "defaultValue": 1, "minimum": 0.5, "maximum": 1e3 } """,
        """ "a": { "flagType": "object", "defaultValue": { "any": [1, null] } } """,
        """ "a": { "flagType": "object", "defaultValue": { "x": [[1]], "y": { "z": null } }, "schema": { "x": { "$type": [["integer"]], "$name": "Grid" }, "y": { "$description": "d", "$nullable": true, "z": "float?" } } } """,
        """ "a": { "flagType": "object", "defaultValue": { "x": "t" }, "schema": { "$type": { "x": "string" }, "$name": "Acme" } } """,
        """ "a": { "flagType": "boolean", "defaultValue": true, "deprecated": true } """,
        """ "a": { "flagType": "boolean", "defaultValue": true, "deprecated": "gone" } """,
        """ "a": { "flagType": "boolean", "defaultValue": true, "name": "Größe", "subject": "user", "metadata": { "x": {} } } """);

    public static TheoryData<string> Broken => new(
        [
            "1", "[]", "null", "{}",
            """{ "flags": [] }""",
            """{ "flags": {}, "subjects": 1 }""",
            """{ "flags": {}, "$schema": 1 }""",
            .. new[]
            {
                """ "": { "flagType": "boolean", "defaultValue": true } """,
                """ "a": true """,
                """ "a": { "defaultValue": true } """,
                """ "a": { "flagType": "boolean" } """,
                """ "a": { "flagType": "BOOLEAN", "defaultValue": true } """,
                """ "a": { "flagType": "numeric", "defaultValue": 1 } """,
                """ "a": { "flagType": null, "defaultValue": 1 } """,
                """ "a": { "flagType": "boolean", "defaultValue": "true" } """,
                """ "a": { "flagType": "string", "defaultValue": null } """,
                """ "a": { "flagType": "integer", "defaultValue": 1.5 } """,
                """ "a": { "flagType": "float", "defaultValue": "1" } """,
                """ "a": { "flagType": "object", "defaultValue": [] } """,
                """ "a": { "flagType": "string", "defaultValue": "x", "variations": [] } """,
                """ "a": { "flagType": "string", "defaultValue": "x", "variations": ["x", "x"] } """,
                """ "a": { "flagType": "string", "defaultValue": "x", "variations": ["x", 1] } """,
                """ "a": { "flagType": "string", "defaultValue": "x", "variations": [{ "name": "X" }] } """,
                """ "a": { "flagType": "boolean", "defaultValue": true, "variations": ["x"] } """,
                """ "a": { "flagType": "string", "defaultValue": "x", "bandit": { "actionAttributes": {} } } """,
                """ "a": { "flagType": "string", "defaultValue": "x", "variations": ["x"], "bandit": {} } """,
                """ "a": { "flagType": "string", "defaultValue": "x", "variations": ["x"], "bandit": true } """,
                """ "a": { "flagType": "string", "defaultValue": "x", "variations": ["x"], "bandit": { "actionAttributes": [] } } """,
                """ "a": { "flagType": "string", "defaultValue": "x", "minimum": 1 } """,
                """ "a": { "flagType": "integer", "defaultValue": 1, "minimum": 0.5 } """,
                """ "a": { "flagType": "boolean", "defaultValue": true, "schema": {} } """,
                """ "a": { "flagType": "object", "defaultValue": {}, "schema": "string" } """,
                """ "a": { "flagType": "object", "defaultValue": {}, "schema": { "x": "strin" } } """,
                """ "a": { "flagType": "object", "defaultValue": {}, "schema": { "x": [] } } """,
                """ "a": { "flagType": "object", "defaultValue": {}, "schema": { "$typ": "string" } } """,
                """ "a": { "flagType": "object", "defaultValue": {}, "schema": { "$nullable": true } } """,
                """ "a": { "flagType": "object", "defaultValue": {}, "schema": { "x": { "$type": "string?", "y": "string" } } } """,
                """ "a": { "flagType": "object", "defaultValue": {}, "schema": { "": "string?" } } """,
                """ "a": { "flagType": "object", "defaultValue": {}, "schema": { "$type": "string" } } """,
                """ "a": { "flagType": "boolean", "defaultValue": true, "deprecated": false } """,
                """ "a": { "flagType": "boolean", "defaultValue": true, "deprecated": { "replaceWith": "yes" } } """,
                """ "a": { "flagType": "boolean", "defaultValue": true, "name": "class" } """,
                """ "a": { "flagType": "boolean", "defaultValue": true, "name": "1st" } """,
                """ "a": { "flagType": "boolean", "defaultValue": true, "metadata": [] } """,
                """ "a": { "flagType": "boolean", "defaultValue": true, "subject": 1 } """,
            }.Select(Manifests.WithFlags),
            """{ "flags": {}, "subjects": { "": {} } }""",
            """{ "flags": {}, "subjects": { "u": { "type": "Acme..User" } } }""",
            """{ "flags": {}, "subjects": { "u": { "attributes": [] } } }""",
            """{ "flags": {}, "subjects": { "u": { "attributes": { "a": "string" } } } }""",
            """{ "flags": {}, "subjects": { "u": { "attributes": { "a": { } } } } }""",
            """{ "flags": {}, "subjects": { "u": { "attributes": { "a": { "type": "bool" } } } } }""",
            """{ "flags": {}, "subjects": { "u": { "attributes": { "a": { "type": "integer", "values": ["1"] } } } } }""",
            """{ "flags": {}, "subjects": { "u": { "attributes": { "a": { "type": "string", "required": "yes" } } } } }""",
        ]);

    /// <summary>What the reader and the schema have against a manifest.</summary>
    private static string Both(string manifest) =>
        $"[{string.Join("; ", Manifests.Read(manifest).Findings.Where(finding => finding.Rule.Severity == FindingSeverity.Error).Select(finding => finding.Message))}] " +
        $"[{string.Join("; ", SchemaErrors.Of(Schema, manifest))}]";
}
