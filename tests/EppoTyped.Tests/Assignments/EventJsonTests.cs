using EppoTyped.Tests.Clients;
using static EppoTyped.Tests.Assignments.LoggingClients;

namespace EppoTyped.Tests.Assignments;

/// <summary>Events on the wire, byte for byte, in the names of Eppo's documentation.</summary>
public sealed class EventJsonTests
{
    private static readonly string Sdk = $$"""{"sdkName":"eppotyped","sdkVersion":"{{EppoSdk.Version}}"}""";

    [Fact]
    public void An_assignment()
    {
        AssignmentEvent assignment = new()
        {
            Timestamp = new DateTimeOffset(2026, 11, 21, 14, 0, 0, 7, TimeSpan.FromHours(2)),
            FeatureFlag = "flag",
            Allocation = "allocation",
            Experiment = "flag-allocation",
            Subject = "anna \"the\" first \ud83d\ude00",
            SubjectAttributes = new Dictionary<string, AttributeValue>
            {
                ["text"] = "x", ["whole"] = 30, ["half"] = 0.5, ["yes"] = true, ["nothing"] = default, ["list"] = AttributeValue.Of(["a", "b"]), ["endless"] = double.PositiveInfinity,
            },
            Variation = "treatment",
            EntityId = 7,
            ExtraLogging = new Dictionary<string, string> { ["holdoutKey"] = "h1", ["subject"] = "an impostor", ["entityId"] = "8", ["holdoutVariation"] = "status_quo" },
        };

        Assert.Equal(
            LogText($$"""
            {"timestamp":"2026-11-21T12:00:00.007Z","featureFlag":"flag","allocation":"allocation","experiment":"flag-allocation","subject":"anna \u0022the\u0022 first \uD83D\uDE00",
            "subjectAttributes":{"text":"x","whole":30,"half":0.5,"yes":true,"nothing":null,"list":["a","b"],"endless":null},"variation":"treatment",
            "metaData":{{Sdk}},"entityId":7,"holdoutKey":"h1","holdoutVariation":"status_quo"}
            """),
            assignment.ToJson());
    }

    [Fact]
    public void An_assignment_with_as_little_as_there_can_be()
    {
        RecordingLogger logger = new();
        FlagClient.InMemory(On, logger, clock: new FakeTimeProvider(Ufc.Now)).GetBooleanAssignment("on", null!, false);

        Assert.Equal(
            LogText($$"""
            {"timestamp":"2026-07-01T12:00:00.000Z","featureFlag":"on","allocation":"all","experiment":"on-all","subject":null,"subjectAttributes":{},"variation":"only",
            "metaData":{{Sdk}}}
            """),
            Assert.Single(logger.Events).ToJson());
    }

    [Fact]
    public void A_bandit_action() => Assert.Equal(
        LogText($$"""
        {"timestamp":"2026-11-21T12:00:00.007Z","flagKey":"banner-bandit","banditKey":"banner","subject":"anna","action":"nike","actionProbability":0.25,"optimalityGap":1.5,
        "modelVersion":"v123","subjectNumericAttributes":{"age":30},"subjectCategoricalAttributes":{"country":"US"},"actionNumericAttributes":{"brand_affinity":2.3,"broken":null},
        "actionCategoricalAttributes":{},"metaData":{{Sdk}}}
        """),
        Action("anna", "nike").ToJson());

    [Fact]
    public void Half_a_surrogate_pair_does_not_cost_the_event() =>
        Assert.Contains("\"subject\":\"\\uFFFDx\"", Action("\ud83dx", "nike").ToJson(), StringComparison.Ordinal);

    [Fact]
    public void The_console_logger_writes_both_kinds()
    {
        using StringWriter console = new();
        ConsoleAssignmentLogger logger = new(console);
        FlagClient client = FlagClient.InMemory(On, logger);
        Ask(client, "anna");
        client.Core.Log.RecordBanditAction(Action("anna", "nike"));

        string[] lines = console.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains("\"featureFlag\":\"on\"", lines[0], StringComparison.Ordinal);
        Assert.Equal(Action("anna", "nike").ToJson(), lines[1]);
    }

    private static string LogText(string json) => json.ReplaceLineEndings("");
}
