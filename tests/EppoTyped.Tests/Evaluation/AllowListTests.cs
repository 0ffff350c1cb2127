using EppoTyped.CompilerServices;
using EppoTyped.Tests.Clients;

namespace EppoTyped.Tests.Legacy;

/// <summary>The allow list: single subjects get a value whatever the rules are, and are never logged.</summary>
public sealed class AllowListTests
{
    private static readonly string Listed = $"\"{Rac.Md5("anna")}\": \"treatment\"";

    private readonly RecordingLogger _assignments = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_listed_subject_gets_its_value_on_and_off_and_is_not_logged(bool enabled)
    {
        FlagClient client = Client(
            Rac.Flag(
                "f", exposure: 0, conditions: Rac.Condition("x", "GT", "1"), enabled: enabled, overrides: Listed, typedOverrides: Listed));
        EppoLegacyClient legacy = new(client);

        Assert.Equal("treatment", legacy.GetAssignment("anna", "f"));
        Assert.Equal("treatment", legacy.Assign("anna", "f"));
        Assert.Equal("treatment", legacy.FindStringAssignment("f", "anna"));
        Assert.Equal("treatment", client.GetStringAssignment("f", "anna", "none"));
        Assert.Equal(
            Variant.Treatment, client.GetValue(GeneratedCodeV1.Choice("f", Variant.Control, Variants.TryParse), new Shopper("anna")));
        Assert.Null(legacy.GetAssignment("ben", "f"));
        Assert.Null(legacy.GetAssignment("Anna", "f"));
        Assert.Null(legacy.GetAssignment(null!, "f"));
        Assert.Empty(_assignments.Events);
    }

    [Fact]
    public void Details_name_the_override_and_the_allocations_of_other_subjects()
    {
        FlagClient client = Client(
            Rac.Flag("off", enabled: false, overrides: Listed, typedOverrides: Listed),
            Rac.Flag("on", overrides: Listed, typedOverrides: Listed));

        EvaluationDetails listed = client.GetStringAssignmentDetails("off", "anna", "none").Details;
        Assert.Equal(
            (EvaluationCode.Match, "Flag override applied", "treatment"),
            (listed.FlagEvaluationCode, listed.FlagEvaluationDescription, listed.VariationKey));
        Assert.Equal((EvaluationReason.Static, null), (listed.Reason, listed.MatchedAllocation));
        Assert.Equal(EvaluationReason.Disabled, client.GetStringAssignmentDetails("off", "ben", "none").Reason);
        Assert.Equal(EvaluationReason.Split, client.GetStringAssignmentDetails("on", "ben", "none").Reason);
        Assert.Equal("ben", Assert.Single(_assignments.Events).Subject);
    }

    [Fact]
    public void A_typed_call_gets_the_typed_value_and_an_untyped_one_the_text()
    {
        string anna = Rac.Md5("anna");
        EppoLegacyClient client = new(Client(
            Rac.Flag("number", Rac.Only("\"5\"", "5"), enabled: false, overrides: $"\"{anna}\": \"7\"", typedOverrides: $"\"{anna}\": 7"),
            Rac.Flag("wrong", Rac.Only("\"5\"", "5"), overrides: $"\"{anna}\": \"seven\"", typedOverrides: $"\"{anna}\": \"seven\""),
            Rac.Flag("only-typed", Rac.Only("\"true\"", "true"), typedOverrides: $"\"{anna}\": false"),
            Rac.Flag("only-text", Rac.Only("\"5\"", "5"), overrides: $"\"{anna}\": \"5\"")));

        Assert.Equal(7, client.FindIntegerAssignment("number", "anna"));
        Assert.Equal(7.0, client.FindNumericAssignment("number", "anna"));
        Assert.Equal("7", client.GetAssignment("anna", "number"));
        Assert.Null(client.FindStringAssignment("number", "anna"));
        Assert.Null(client.FindIntegerAssignment("wrong", "anna"));
        Assert.False(client.FindBooleanAssignment("only-typed", "anna"));
        Assert.Equal("false", client.GetAssignment("anna", "only-typed"));
        Assert.Equal(5, client.FindIntegerAssignment("only-text", "anna"));
        Assert.Empty(_assignments.Events);
    }

    [Fact]
    public void Keys_of_any_length_and_script_are_found()
    {
        foreach (string key in (string[])["", "é😀漢", new string('k', 5000), "a\uD800b"])
        {
            string hash = Rac.Md5(key.Replace('\uD800', '\uFFFD'));
            EppoLegacyClient client = new(
                Client(Rac.Flag("f", enabled: false, overrides: $"\"{hash}\": \"control\"", typedOverrides: $"\"{hash}\": \"control\"")));
            Assert.Equal("control", client.GetAssignment(key, "f"));
        }
    }

    [Fact]
    public void A_text_that_is_not_a_hash_lists_no_subject()
    {
        EppoLegacyClient client = new(
            Client(Rac.Flag("f", exposure: 0, overrides: "\"anna\": \"control\"", typedOverrides: "\"\": \"control\"")));
        Assert.Null(client.GetAssignment("anna", "f"));
        Assert.Null(client.GetAssignment("", "f"));
    }

    private FlagClient Client(params string[] flags) => FlagClient.InMemory(Rac.Document(flags), _assignments);
}
