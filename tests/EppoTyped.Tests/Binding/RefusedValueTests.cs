using EppoTyped.CompilerServices;

namespace EppoTyped.Tests.Clients;

/// <summary>Live values that the manifest does not allow: the default, a reason, one line, no assignment.</summary>
public sealed class RefusedValueTests
{
    private static readonly Flag<Variant> Choice = GeneratedCodeV1.Choice("choice", Variant.Control, Variants.TryParse);
    private static readonly Flag<long> Ranged = GeneratedCodeV1.Integer("ranged", 10, minimum: 1, maximum: 100);
    private static readonly Flag<double> Share = GeneratedCodeV1.Number("share", 0.5, minimum: 0, maximum: 1);
    private static readonly Shopper Someone = new("somebody");

    private readonly CollectingLogger _messages = new();
    private readonly RecordingLogger _assignments = new();

    [Fact]
    public void A_variation_the_manifest_does_not_know()
    {
        FlagClient client = Client(Configurations.Constant("choice", "STRING", "\"surprise\""));

        Assert.Equal(Variant.Control, client.GetValue(Choice, Someone));
        Assert.Equal(Variant.Treatment, client.GetValue(Choice, Someone, Variant.Treatment));
        Refused(client.GetDetails(Choice, Someone), Variant.Control, "\"surprise\"");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    public void A_number_outside_the_range(string live)
    {
        FlagClient client = Client(Configurations.Constant("ranged", "INTEGER", live));

        Assert.Equal(10, client.GetValue(Ranged, Someone));
        Refused(client.GetDetails(Ranged, Someone), 10, "from 1 to 100");
    }

    [Fact]
    public void The_ends_of_the_range_belong_to_it()
    {
        Assert.Equal(1, Client(Configurations.Constant("ranged", "INTEGER", "1")).GetValue(Ranged, Someone));
        Assert.Equal(100, Client(Configurations.Constant("ranged", "INTEGER", "100.0")).GetValue(Ranged, Someone));
        Assert.Equal(1.0, Client(Configurations.Constant("share", "NUMERIC", "1")).GetValue(Share, Someone));
        Assert.Equal(0.5, Client(Configurations.Constant("share", "NUMERIC", "1.01")).GetValue(Share, Someone));
    }

    [Fact]
    public void A_new_configuration_says_it_once_more()
    {
        string configuration = Configurations.Constant("choice", "STRING", "\"surprise\"");
        FlagClient client = Client(configuration);
        client.GetValue(Choice, Someone);
        client.GetValue(Choice, Someone);
        Assert.Single(_messages.Lines);

        client.Core.Publish(Client(configuration).Core.Table);
        client.GetValue(Choice, Someone);
        client.GetValue(Choice, Someone);

        Assert.Equal(2, _messages.Lines.Count);
    }

    private FlagClient Client(string flag) => FlagClient.InMemory(Configurations.Of(flag), _assignments, loggerFactory: _messages);

    private void Refused<T>(Evaluation<T> evaluation, T defaultValue, string because)
    {
        Assert.Equal(defaultValue, evaluation.Value);
        Assert.Equal((EvaluationCode.AssignmentError, EvaluationReason.Error, EvaluationError.TypeMismatch), (evaluation.Code, evaluation.Reason, evaluation.Error));
        Assert.Equal("only", evaluation.VariationKey);
        Assert.Contains(because, evaluation.Details.FlagEvaluationDescription, StringComparison.Ordinal);
        Assert.Contains(because, Assert.Single(_messages.Lines).Text, StringComparison.Ordinal);
        Assert.Empty(_assignments.Events);
    }
}
