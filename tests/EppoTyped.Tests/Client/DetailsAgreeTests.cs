using EppoTyped.CompilerServices;

namespace EppoTyped.Tests.Clients;

/// <summary>A call with details gives the value of the call without them, whatever the subject does.</summary>
public sealed class DetailsAgreeTests
{
    private static readonly Flag<Variant> Typical = GeneratedCodeV1.Choice("typical", Variant.Control, Variants.TryParse);
    private static readonly Flag<bool> Constant = GeneratedCodeV1.Boolean("constant", false);

    private readonly CollectingLogger _messages = new();
    private readonly FlagClient _client;

    public DetailsAgreeTests() => _client = FlagClient.InMemory(
        Configurations.Of(Configurations.RulesAndSplit("typical"), Configurations.Constant("constant", "BOOLEAN", "true")), new RecordingLogger(), loggerFactory: _messages);

    [Theory]
    [InlineData(Throws.Nowhere)]
    [InlineData(Throws.OnKey)]
    [InlineData(Throws.OnAttributes)]
    [InlineData(Throws.OnCopy)]
    [InlineData(Throws.Everywhere)]
    public void Typed(Throws throws)
    {
        Moody subject = new(throws);

        Assert.Equal(_client.GetValue(Typical, subject), _client.GetDetails(Typical, subject).Value);
        Assert.True(_client.GetValue(Constant, subject));
        Evaluation<bool> constant = _client.GetDetails(Constant, subject);
        Assert.Equal((true, EvaluationCode.Match, EvaluationReason.Static), (constant.Value, constant.Code, constant.Reason));
    }

    [Fact]
    public void String_keyed_with_attributes_that_cannot_be_copied()
    {
        // Found by name as long as nobody enumerates it, and under a name that no dictionary takes.
        KeyValuePair<string, object>[] attributes = [new("country", "US"), new("age", 40), new(null!, "nobody")];

        string value = _client.GetStringAssignment("typical", "somebody", attributes, "none");
        Assert.NotEqual("none", value);
        Assert.Equal(value, _client.GetStringAssignmentDetails("typical", "somebody", attributes, "none").Value);
        Assert.Single(_messages.Lines);
    }

    [Fact]
    public void What_could_be_copied_of_the_attributes_is_told()
    {
        KeyValuePair<string, object>[] attributes = [new("country", "US"), new("age", 40), new(null!, "nobody")];

        EvaluationDetails details = _client.GetStringAssignmentDetails("typical", "somebody", attributes, "none").Details;

        Assert.Equal("US", details.SubjectAttributes["country"].AsString);
    }

    public enum Throws
    {
        Nowhere,
        OnKey,
        OnAttributes,
        OnCopy,
        Everywhere,
    }

    private sealed class Moody(Throws throws) : ISubject
    {
        public string Key => throws is Throws.OnKey or Throws.Everywhere ? throw new InvalidOperationException("no key") : "somebody";

        public bool TryGetAttribute(string name, out AttributeValue value)
        {
            value = throws is Throws.OnAttributes or Throws.Everywhere ? throw new InvalidOperationException("no attribute") : name == "age" ? 40 : "US";
            return true;
        }

        public void CopyAttributesTo(IDictionary<string, AttributeValue> attributes)
        {
            if (throws is Throws.OnCopy or Throws.Everywhere)
            {
                throw new InvalidOperationException("no attributes");
            }
        }
    }
}
