using System.Text.Json;
using EppoTyped.CompilerServices;

namespace EppoTyped.Tests.Clients;

/// <summary>A subject, a logger or an override that throws never reaches the caller, at any entry point.</summary>
public sealed class NeverThrowsTests
{
    private static readonly Flag<Variant> Typical = GeneratedCodeV1.Choice("typical", Variant.Control, Variants.TryParse);
    private static readonly Flag<bool> Constant = GeneratedCodeV1.Boolean("constant", false);
    private static readonly JsonElement Json = JsonDocument.Parse("{}").RootElement;

    private static readonly string Configuration = Configurations.Of(
        Configurations.RulesAndSplit("typical"),
        Configurations.Constant("constant", "BOOLEAN", "true"),
        Configurations.Constant("text", "STRING", "\"live\""),
        Configurations.Constant("integer", "INTEGER", "7"),
        Configurations.Constant("number", "NUMERIC", "7.5"),
        Configurations.Constant("json", "JSON", "\"[1]\""));

    public static TheoryData<ISubject> ThrowingSubjects => [new ThrowsOnKey(), new ThrowsOnAttributes(), new ThrowsOnCopy(), null!];

    [Theory]
    [MemberData(nameof(ThrowingSubjects))]
    public void A_throwing_or_missing_subject_costs_the_caller_the_default(ISubject subject)
    {
        CollectingLogger messages = new();
        FlagClient client = FlagClient.InMemory(Configuration, new RecordingLogger(), loggerFactory: messages);

        Assert.InRange(client.GetValue(Typical, subject, Variant.Treatment), Variant.Control, Variant.Treatment);
        Assert.InRange(GeneratedCodeV1.Value(client, Typical, subject), Variant.Control, Variant.Treatment);
        Assert.NotNull(GeneratedCodeV1.Details(client, Typical, subject).Details.ToJson());
        Assert.NotNull(client.GetDetails(Typical, subject).Details.ToJson());
        Assert.True(client.GetValue(Constant, subject));
        Assert.NotNull(client.GetDetails(Constant, subject).Details.ToEppoJson());
    }

    [Fact]
    public void A_subject_that_throws_while_it_is_evaluated_gives_the_default_a_reason_and_one_line()
    {
        CollectingLogger messages = new();
        FlagClient client = FlagClient.InMemory(Configuration, new RecordingLogger(), loggerFactory: messages);

        Assert.Equal(Variant.Treatment, client.GetValue(Typical, new ThrowsOnAttributes(), Variant.Treatment));
        Evaluation<Variant> details = client.GetDetails(Typical, new ThrowsOnAttributes(), Variant.Treatment);

        Assert.Equal((Variant.Treatment, EvaluationReason.Error, EvaluationError.General), (details.Value, details.Reason, details.Error));
        Assert.Equal(EvaluationCode.AssignmentError, details.Code);
        Assert.Single(messages.Lines, line => line.Text.Contains("the subject threw", StringComparison.Ordinal));
    }

    [Fact]
    public void A_throwing_logger_loses_its_event_and_nothing_else()
    {
        CollectingLogger messages = new();
        FlagClient client = FlagClient.InMemory(Configuration, new ThrowingLogger(), loggerFactory: messages);
        Shopper shopper = new("somebody") { Country = "US", Age = 40 };
        Dictionary<string, object> attributes = new() { ["country"] = "US", ["age"] = 40 };

        Assert.True(client.GetValue(Constant, shopper));
        Assert.True(client.GetDetails(Constant, shopper).Value);
        Assert.NotEqual("none", client.GetStringAssignment("typical", "somebody", attributes, "none"));
        Assert.NotEqual("none", client.GetStringAssignmentDetails("typical", "somebody", attributes, "none").Value);
        Assert.True(client.GetBooleanAssignment("constant", "somebody", false));
        Assert.Equal(7, client.GetIntegerAssignment("integer", "somebody", 0));
        Assert.Equal(7.5, client.GetNumericAssignment("number", "somebody", 0));
        Assert.Equal("[1]", client.GetJsonStringAssignment("json", "somebody", "{}"));
        Assert.Equal(JsonValueKind.Array, client.GetJsonAssignment("json", "somebody", Json).ValueKind);
        Assert.Single(messages.Lines, line => line.Text.Contains("logger threw", StringComparison.Ordinal));
    }

    [Fact]
    public void A_throwing_override_lets_the_configuration_decide()
    {
        CollectingLogger messages = new();
        FlagOverrides overrides = new();
        overrides.Set(Constant, _ => throw new InvalidOperationException("no"));
        FlagClient client = FlagClient.InMemory(Configuration, new RecordingLogger(), overrides, loggerFactory: messages);

        Assert.True(client.GetValue(Constant, new Shopper("somebody")));
        Assert.True(client.GetDetails(Constant, new Shopper("somebody")).Value);
        Assert.Single(messages.Lines, line => line.Text.Contains("override threw", StringComparison.Ordinal));
    }

    [Fact]
    public void Attributes_that_throw_cost_a_string_keyed_caller_the_default()
    {
        FlagClient client = FlagClient.InMemory(Configuration, new RecordingLogger());
        IEnumerable<KeyValuePair<string, object>> attributes = ThrowingAttributes();

        Assert.Equal("none", client.GetStringAssignment("typical", "somebody", attributes, "none"));
        Evaluation<string> details = client.GetStringAssignmentDetails("typical", "somebody", attributes, "none");
        Assert.Equal(("none", EvaluationError.General), (details.Value, details.Error));
        Assert.Equal("live", client.GetStringAssignment("text", "somebody", attributes, "none"));
    }

    [Fact]
    public void Null_keys_give_the_default_and_a_reason_where_a_shard_needs_them()
    {
        FlagClient client = FlagClient.InMemory(Configuration, new RecordingLogger());
        Dictionary<string, object> attributes = new() { ["country"] = "US", ["age"] = 40 };

        Assert.Equal("none", client.GetStringAssignment(null!, "somebody", attributes, "none"));
        Assert.Equal("none", client.GetStringAssignmentDetails(null!, "somebody", attributes, "none").Value);
        Assert.Equal("none", client.GetStringAssignment("typical", null!, attributes, "none"));
        Assert.Equal(EvaluationError.TargetingKeyMissing, client.GetStringAssignmentDetails("typical", null!, attributes, "none").Error);
        Assert.Equal("live", client.GetStringAssignment("text", null!, "none"));
    }

    private static IEnumerable<KeyValuePair<string, object>> ThrowingAttributes()
    {
        yield return new("country", "US");
        throw new InvalidOperationException("no more");
    }

    private sealed class ThrowingLogger : IAssignmentLogger
    {
        public void LogAssignment(AssignmentEvent assignment) => throw new InvalidOperationException("full");
    }

    private sealed class ThrowsOnKey : ISubject
    {
        public string Key => throw new InvalidOperationException("no key");

        public bool TryGetAttribute(string name, out AttributeValue value) => throw new InvalidOperationException("no attribute");

        public void CopyAttributesTo(IDictionary<string, AttributeValue> attributes) => throw new InvalidOperationException("no attributes");
    }

    private sealed class ThrowsOnAttributes : ISubject
    {
        public string Key => "somebody";

        public bool TryGetAttribute(string name, out AttributeValue value) => throw new InvalidOperationException("no attribute");

        public void CopyAttributesTo(IDictionary<string, AttributeValue> attributes) => throw new InvalidOperationException("no attributes");
    }

    private sealed class ThrowsOnCopy : ISubject
    {
        public string Key => "somebody";

        public bool TryGetAttribute(string name, out AttributeValue value)
        {
            value = name == "age" ? 40 : "US";
            return true;
        }

        public void CopyAttributesTo(IDictionary<string, AttributeValue> attributes) => throw new InvalidOperationException("no attributes");
    }
}
