using System.Text.Json.Nodes;
using EppoTyped.CompilerServices;
using EppoTyped.Tests.Clients;

namespace EppoTyped.Tests.Assignments;

/// <summary>What reaches the logger, and what does not.</summary>
public sealed class AssignmentLogTests
{
    private static readonly Flag<Variant> Typical = GeneratedCodeV1.Choice("typical", Variant.Control, Variants.TryParse);
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public void An_assignment_has_every_field()
    {
        RecordingLogger logger = new();
        FlagClient client = Client(logger);
        // "c" falls into the lower half of the split, the one with extra logging.
        Shopper shopper = Enumerable.Range(0, 100).Select(number => new Shopper($"shopper-{number}") { Country = "US", Age = 40 })
            .First(candidate => client.GetValue(Typical, candidate) == Variant.Control);
        logger.Events.Clear();

        client.GetValue(Typical, shopper);

        AssignmentEvent assignment = Assert.Single(logger.Events);
        Assert.Equal(Noon, assignment.Timestamp);
        Assert.Equal("typical", assignment.FeatureFlag);
        Assert.Equal("experiment", assignment.Allocation);
        Assert.Equal("typical-experiment", assignment.Experiment);
        Assert.Equal(shopper.Key, assignment.Subject);
        Assert.Equal("a", assignment.Variation);
        Assert.Equal(["age", "country"], assignment.SubjectAttributes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("h1", assignment.ExtraLogging["holdoutKey"]);
        Assert.Equal("eppotyped", assignment.MetaData["sdkName"]);
        Assert.NotEmpty(assignment.MetaData["sdkVersion"]);
    }

    [Fact]
    public void Its_json_has_the_documented_names_and_extra_logging_at_the_top()
    {
        AssignmentEvent assignment = new()
        {
            Timestamp = Noon.ToOffset(TimeSpan.FromHours(2)),
            FeatureFlag = "f",
            Allocation = "a",
            Experiment = "f-a",
            Subject = "s",
            SubjectAttributes = new Dictionary<string, AttributeValue> { ["n"] = double.NaN, ["b"] = true, ["t"] = "x" },
            Variation = "v",
            EntityId = 7,
            ExtraLogging = new Dictionary<string, string> { ["holdoutKey"] = "h", ["subject"] = "an impostor" },
        };

        JsonObject json = JsonNode.Parse(assignment.ToJson())!.AsObject();

        Assert.Equal(
            ["timestamp", "featureFlag", "allocation", "experiment", "subject", "subjectAttributes", "variation", "metaData", "entityId", "holdoutKey"],
            json.Select(member => member.Key));
        Assert.Equal("2026-11-21T12:00:00.123Z", (string?)json["timestamp"]);
        Assert.Equal("s", (string?)json["subject"]);
        Assert.Equal("""{"n":null,"b":true,"t":"x"}""", json["subjectAttributes"]!.ToJsonString());
    }

    [Fact]
    public void An_allocation_that_is_not_to_be_logged_is_not()
    {
        RecordingLogger logger = new();

        Client(logger).GetValue(Typical, new Shopper("staff") { Email = "staff@example.com" });

        Assert.Empty(logger.Events);
    }

    [Fact]
    public void Defaults_are_no_assignments()
    {
        RecordingLogger logger = new();
        FlagClient client = Client(logger);

        client.GetValue(Typical, new Shopper("child") { Country = "US", Age = 4 });
        client.GetStringAssignment("unknown", "somebody", "none");
        client.GetBooleanAssignment("typical", "somebody", false);

        Assert.Empty(logger.Events);
    }

    [Fact]
    public void Details_and_string_keyed_calls_are_logged_alike()
    {
        RecordingLogger logger = new();
        FlagClient client = Client(logger);
        Dictionary<string, object> attributes = new() { ["country"] = "US", ["age"] = 40 };

        client.GetDetails(Typical, new Shopper("somebody") { Country = "US", Age = 40 });
        client.GetStringAssignment("typical", "somebody", attributes, "none");
        client.GetStringAssignmentDetails("typical", "somebody", attributes, "none");

        Assert.Equal(3, logger.Events.Count);
        Assert.Single(logger.Events.Select(assignment => assignment with { SubjectAttributes = logger.Events[0].SubjectAttributes }).Distinct());
    }

    [Fact]
    public void The_attributes_of_an_event_are_a_copy()
    {
        RecordingLogger logger = new();
        Dictionary<string, object> attributes = new() { ["country"] = "US", ["age"] = 40 };

        Client(logger).GetStringAssignment("typical", "somebody", attributes, "none");
        attributes["country"] = "NZ";

        Assert.Equal("US", Assert.Single(logger.Events).SubjectAttributes["country"].AsString);
    }

    [Fact]
    public void A_client_without_a_logger_says_so_once_and_only_when_it_matters()
    {
        CollectingLogger messages = new();
        FlagClient client = FlagClient.InMemory(
            Configurations.Of(Configurations.RulesAndSplit("typical"), Configurations.Constant("quiet", "BOOLEAN", "true", doLog: false)), loggerFactory: messages);

        client.GetBooleanAssignment("quiet", "somebody", false);
        Assert.Empty(messages.Lines);

        client.GetValue(Typical, new Shopper("somebody") { Country = "US", Age = 40 });
        client.GetValue(Typical, new Shopper("another") { Country = "US", Age = 40 });
        Assert.Contains("AssignmentLogger", Assert.Single(messages.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_console_logger_writes_one_line_of_json_an_assignment()
    {
        using StringWriter console = new();
        FlagClient client = FlagClient.InMemory(Configurations.Of(Configurations.Constant("on", "BOOLEAN", "true")), new ConsoleAssignmentLogger(console));

        client.GetBooleanAssignment("on", "anna", false);
        client.GetBooleanAssignment("on", "ben", false);

        string[] lines = console.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["anna", "ben"], lines.Select(line => (string?)JsonNode.Parse(line)!["subject"]));
    }

    private static FlagClient Client(RecordingLogger logger) =>
        FlagClient.InMemory(Configurations.Of(Configurations.RulesAndSplit("typical")), logger, clock: new FakeTimeProvider(Noon));
}
