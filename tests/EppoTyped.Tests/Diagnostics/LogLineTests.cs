using EppoTyped.CompilerServices;

namespace EppoTyped.Tests.Clients;

/// <summary>Text of a configuration or a caller cannot end its log line or imitate another.</summary>
public sealed class LogLineTests
{
    private const string Evil = "evil\\r\\n\\u001b[31mINFO\\u2028all is well\\u0085";
    private static readonly string EvilText = System.Text.RegularExpressions.Regex.Unescape(Evil);

    private readonly CollectingLogger _messages = new();

    [Fact]
    public void A_refused_live_value()
    {
        Flag<Variant> choice = GeneratedCodeV1.Choice("choice", Variant.Control, Variants.TryParse);
        Client(Configurations.Constant("choice", "STRING", $"\"{Evil}\"")).GetValue(choice, new Shopper("somebody"));
        AssertOneLine();
    }

    [Fact]
    public void A_live_value_of_a_megabyte()
    {
        Flag<Variant> choice = GeneratedCodeV1.Choice("choice", Variant.Control, Variants.TryParse);
        Client(Configurations.Constant("choice", "STRING", $"\"{new string('x', 1_000_000)}\"")).GetValue(choice, new Shopper("somebody"));
        Assert.InRange(Assert.Single(_messages.Lines).Text.Length, 1, 1_000);
    }

    [Fact]
    public void A_flag_and_an_allocation_that_meet_no_logger()
    {
        string flag = Configurations.Constant(Evil, "BOOLEAN", "true").Replace("\"all\"", $"\"{Evil}\"", StringComparison.Ordinal);
        Assert.True(Client(flag).GetBooleanAssignment(EvilText, "somebody", false));
        AssertOneLine();
    }

    [Fact]
    public void A_key_of_the_caller_whose_attributes_throw()
    {
        Client().GetBooleanAssignmentDetails(EvilText, "somebody", [new(null!, 1)], false);
        AssertOneLine();
    }

    [Fact]
    public void A_flag_whose_logger_throws()
    {
        FlagClient client = FlagClient.InMemory(
            Configurations.Of(Configurations.Constant(Evil, "BOOLEAN", "true")), new ThrowingLogger(), loggerFactory: _messages);
        Assert.True(client.GetBooleanAssignment(EvilText, "somebody", false));
        AssertOneLine();
    }

    private FlagClient Client(params string[] flags) => FlagClient.InMemory(Configurations.Of(flags), loggerFactory: _messages);

    private void AssertOneLine() =>
        Assert.DoesNotContain(Assert.Single(_messages.Lines).Text, character => char.IsControl(character) || character == '\u2028');

    private sealed class ThrowingLogger : IAssignmentLogger
    {
        public void LogAssignment(AssignmentEvent assignment) => throw new InvalidOperationException("full");
    }
}
