namespace EppoTyped.Tests.Bandits;

/// <summary>Small flags with bandits, and their models.</summary>
internal static class BanditData
{
    /// <summary>One flag, <c>banner</c>: variation key <c>treatment</c>, value <c>smart</c>, bandit <c>banner-bandit</c>: three names, so that none passes for another.</summary>
    public static string Flags(string modelVersion = "v1", bool enabled = true, string references = "", string flagKey = "banner") =>
        $$"""
        { "createdAt": "2026-11-01T00:00:00.000Z", "environment": { "name": "Test" }, "flags": {
          "{{flagKey}}": { "key": "{{flagKey}}", "enabled": {{(enabled ? "true" : "false")}}, "variationType": "STRING", "totalShards": 10000,
            "variations": { "treatment": { "key": "treatment", "value": "smart" }, "control": { "key": "control", "value": "plain" } },
            "allocations": [
              { "key": "british", "doLog": true, "rules": [{ "conditions": [{ "attribute": "country", "operator": "ONE_OF", "value": ["UK"] }] }],
                "splits": [{ "variationKey": "control", "shards": [] }] },
              { "key": "all", "doLog": true, "splits": [{ "variationKey": "treatment", "shards": [] }] }] },
          "plain": { "key": "plain", "enabled": true, "variationType": "STRING", "totalShards": 10000, "variations": { "only": { "key": "only", "value": "smart" } },
            "allocations": [{ "key": "all", "doLog": true, "splits": [{ "variationKey": "only", "shards": [] }] }] } },
          "banditReferences": { "banner-bandit": { "modelVersion": "{{modelVersion}}", "unknown": null, "flagVariations": [
            { "key": "banner-bandit", "flagKey": "{{flagKey}}", "allocationKey": "all", "variationKey": "treatment", "variationValue": "smart" },
            { "key": "banner-bandit", "flagKey": "{{flagKey}}", "allocationKey": "other", "variationKey": "treatment", "variationValue": "smart" }] }{{references}} } }
        """;

    /// <summary>Models of any number of bandits, each by <see cref="Model"/>.</summary>
    public static string Models(params string[] models) => $$"""{ "updatedAt": "2026-11-01T00:00:00.000Z", "environment": {}, "bandits": { {{string.Join(", ", models)}} } }""";

    public static string Model(
        string banditKey = "banner-bandit", string version = "v1", string coefficients = "", string gamma = "1.0", string floor = "0.0", string defaultScore = "0.0") =>
        $$"""
        "{{banditKey}}": { "banditKey": "{{banditKey}}", "modelName": "falcon", "modelVersion": "{{version}}", "updatedAt": "2026-11-01T00:00:00.000Z", "unknown": [null],
          "modelData": { "gamma": {{gamma}}, "defaultActionScore": {{defaultScore}}, "actionProbabilityFloor": {{floor}}, "unknown": {}, "coefficients": { {{coefficients}} } } }
        """;

    /// <summary>An action whose score is 100 plus three times <c>price</c>, or 1 where there is none, plus what <c>color</c> and the subject's <c>plan</c> and <c>age</c> add.</summary>
    public static string Action(string key, double intercept = 100) =>
        $$"""
        "{{key}}": { "actionKey": "{{key}}", "intercept": {{intercept.ToString(System.Globalization.CultureInfo.InvariantCulture)}}, "unknown": 1,
          "actionNumericCoefficients": [{ "attributeKey": "price", "coefficient": 3.0, "missingValueCoefficient": 1.0, "unknown": 1 }],
          "actionCategoricalCoefficients": [{ "attributeKey": "color", "valueCoefficients": { "red": 10.0, "true": 20.0, "81427": 30.0, "0.5": 40.0, "": 50.0 }, "missingValueCoefficient": 5.0 }],
          "subjectNumericCoefficients": [{ "attributeKey": "age", "coefficient": 0.5, "missingValueCoefficient": 0.25 }],
          "subjectCategoricalCoefficients": [{ "attributeKey": "plan", "valueCoefficients": { "gold": 7.0 }, "missingValueCoefficient": -7.0 }] }
        """;

    public static FlagClient Client(string models, RecordingBandits? log = null, string? flags = null, TimeProvider? clock = null, CollectingLogger? diagnostics = null) =>
        FlagClient.InMemory(flags ?? Flags(), log, clock: clock, loggerFactory: diagnostics, banditModels: models);
}

/// <summary>Keeps what it is given.</summary>
internal sealed class RecordingBandits : IAssignmentLogger
{
    public List<AssignmentEvent> Assignments { get; } = [];

    public List<BanditActionEvent> Actions { get; } = [];

    public void LogAssignment(AssignmentEvent assignment) => Assignments.Add(assignment);

    public void LogBanditAction(BanditActionEvent action) => Actions.Add(action);
}

/// <summary>The variations of <c>banner</c>, as a manifest would make them.</summary>
internal enum Banner
{
    Plain = 1,
    Smart = 2,
}

internal static class Banners
{
    public static Flag<Banner> Flag { get; } = CompilerServices.GeneratedCodeV1.Choice("banner", Banner.Plain, TryParse);

    public static bool TryParse(string text, out Banner banner)
    {
        banner = text switch
        {
            "plain" => Banner.Plain,
            "smart" => Banner.Smart,
            _ => default,
        };
        return banner != default;
    }
}

/// <summary>An action as the generator writes one.</summary>
internal sealed record Offer(string Key) : IBanditAction
{
    public double? Price { get; init; }

    public string? Color { get; init; }

    public bool TryGetAttribute(string name, out AttributeValue value)
    {
        value = name switch
        {
            "price" => AttributeValue.Of(Price),
            "color" => AttributeValue.Of(Color),
            _ => default,
        };
        return !value.IsNull;
    }

    public void CopyAttributesTo(IDictionary<string, AttributeValue> attributes)
    {
        CompilerServices.GeneratedCodeV1.CopyAttribute(attributes, "price", AttributeValue.Of(Price));
        CompilerServices.GeneratedCodeV1.CopyAttribute(attributes, "color", Color);
    }
}
