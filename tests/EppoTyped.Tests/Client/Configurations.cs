namespace EppoTyped.Tests.Clients;

/// <summary>Small configurations for tests of clients.</summary>
internal static class Configurations
{
    /// <summary>A configuration of these flags, each as <c>"key": { ... }</c>.</summary>
    public static string Of(params string[] flags) =>
        $$"""{ "createdAt": "2026-11-01T00:00:00.000Z", "environment": { "name": "Test" }, "flags": { {{string.Join(", ", flags)}} } }""";

    /// <summary>A flag that gives everybody one value, a JSON literal.</summary>
    public static string Constant(string key, string type, string value, bool doLog = true) =>
        $$"""
        "{{key}}": { "key": "{{key}}", "enabled": true, "variationType": "{{type}}", "totalShards": 10000,
          "variations": { "only": { "key": "only", "value": {{value}} } },
          "allocations": [{ "key": "all", "doLog": {{(doLog ? "true" : "false")}}, "splits": [{ "variationKey": "only", "shards": [] }] }] }
        """;

    /// <summary>Three rules and a split: what DESIGN's measurements call the typical flag. Subjects of country US are split in halves.</summary>
    public static string RulesAndSplit(string key, string first = "control", string second = "treatment", bool doLog = true) =>
        $$"""
        "{{key}}": { "key": "{{key}}", "enabled": true, "variationType": "STRING", "totalShards": 10000,
          "variations": { "a": { "key": "a", "value": "{{first}}" }, "b": { "key": "b", "value": "{{second}}" } },
          "allocations": [
            { "key": "staff", "doLog": false, "rules": [{ "conditions": [{ "attribute": "email", "operator": "MATCHES", "value": "@example\\.com$" }] }],
              "splits": [{ "variationKey": "b", "shards": [] }] },
            { "key": "beta", "doLog": true, "rules": [{ "conditions": [{ "attribute": "country", "operator": "ONE_OF", "value": ["NZ", "AU"] }] }],
              "splits": [{ "variationKey": "b", "shards": [] }] },
            { "key": "experiment", "doLog": {{(doLog ? "true" : "false")}}, "rules": [{ "conditions": [
                { "attribute": "age", "operator": "GTE", "value": 18 }, { "attribute": "country", "operator": "NOT_ONE_OF", "value": ["DE"] }] }],
              "splits": [
                { "variationKey": "a", "shards": [{ "salt": "{{key}}-split", "ranges": [{ "start": 0, "end": 5000 }] }], "extraLogging": { "holdoutKey": "h1" } },
                { "variationKey": "b", "shards": [{ "salt": "{{key}}-split", "ranges": [{ "start": 5000, "end": 10000 }] }] }] }] }
        """;
}

/// <summary>Keeps what it is given.</summary>
internal sealed class RecordingLogger : IAssignmentLogger
{
    public List<AssignmentEvent> Events { get; } = [];

    public void LogAssignment(AssignmentEvent assignment) => Events.Add(assignment);
}

/// <summary>The variants of the typical flag, as a manifest would make them.</summary>
internal enum Variant
{
    Control = 1,
    Treatment = 2,
}

internal static class Variants
{
    public static bool TryParse(string text, out Variant variant)
    {
        variant = text switch
        {
            "control" => Variant.Control,
            "treatment" => Variant.Treatment,
            _ => default,
        };
        return variant != default;
    }

    public static string ToValue(Variant variant) => variant switch
    {
        Variant.Control => "control",
        Variant.Treatment => "treatment",
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "The value is not a member of the enum."),
    };
}

/// <summary>A subject as the generator writes one.</summary>
internal sealed record Shopper(string Key) : ISubject
{
    public string? Email { get; init; }

    public string? Country { get; init; }

    public long? Age { get; init; }

    public bool TryGetAttribute(string name, out AttributeValue value)
    {
        value = name switch
        {
            "email" => AttributeValue.Of(Email),
            "country" => AttributeValue.Of(Country),
            "age" => AttributeValue.Of(Age),
            _ => default,
        };
        return !value.IsNull;
    }

    public void CopyAttributesTo(IDictionary<string, AttributeValue> attributes)
    {
        foreach (string name in (string[])["email", "country", "age"])
        {
            if (TryGetAttribute(name, out AttributeValue value))
            {
                attributes[name] = value;
            }
        }
    }
}
