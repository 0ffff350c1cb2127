using System.Text;
using static EppoTyped.Tests.Bandits.BanditData;

namespace EppoTyped.Tests.Bandits;

/// <summary>
/// The response with bandit models, and the references in the flag configuration (docs/protocols/eppo.md, sections 8.1 and 2.7).
/// </summary>
public sealed class BanditModelsReaderTests
{
    private readonly CollectingLogger _diagnostics = new();

    [Theory]
    [InlineData("\"gamma\": 1.0", "\"gamma\": \"1\"", "modelData.gamma: expected a number, found a string")]
    [InlineData("\"gamma\": 1.0", "\"gamma\": -1", "modelData.gamma: expected a number of 0 or more")]
    [InlineData("\"gamma\": 1.0", "\"gamma\": 1e999", "modelData.gamma: expected a number that a double can hold")]
    [InlineData("\"gamma\": 1.0,", "", "modelData.gamma: is missing")]
    [InlineData("\"defaultActionScore\": 0.0,", "", "modelData.defaultActionScore: is missing")]
    [InlineData("\"actionProbabilityFloor\": 0.0,", "", "modelData.actionProbabilityFloor: is missing")]
    [InlineData("\"modelVersion\": \"v1\"", "\"modelVersion\": null", "modelVersion: expected a string, found null")]
    [InlineData("\"modelVersion\": \"v1\",", "", "modelVersion: is missing")]
    [InlineData("\"modelData\": {", "\"modelDate\": {", "modelData: is missing")]
    [InlineData(
        "\"coefficient\": 3.0",
        "\"coefficient\": null",
        "modelData.coefficients.nike.actionNumericCoefficients[0].coefficient: expected a number, found null")]
    [InlineData(
        "\"red\": 10.0",
        "\"red\": true",
        "modelData.coefficients.nike.actionCategoricalCoefficients[0].valueCoefficients.red: expected a number, found a boolean")]
    [InlineData(
        "\"missingValueCoefficient\": 5.0",
        "\"unknown\": 5.0",
        "modelData.coefficients.nike.actionCategoricalCoefficients[0].missingValueCoefficient: is missing")]
    [InlineData("\"intercept\": 100,", "", "modelData.coefficients.nike.intercept: is missing")]
    public void A_bandit_that_cannot_be_read_is_set_aside_alone(string right, string wrong, string defect)
    {
        string broken = Model("broken", coefficients: Action("nike"));
        string response = Models(Model("first"), broken.Replace(right, wrong, StringComparison.Ordinal), Model("last"));
        Assert.NotEqual(Models(Model("first"), broken, Model("last")), response);

        BanditModels models = Read(response);

        Assert.Equal(["first", "last"], models.ByBandit.Keys);
        Assert.Equal(
            $"Bandit broken cannot be read and is set aside: {defect}. Its flags have their variations without actions; all other bandits choose. (Logged once for each configuration.)",
            Assert.Single(_diagnostics.Lines).Text);
    }

    [Fact]
    public void Coefficients_that_are_null_or_missing_are_empty()
    {
        BanditModels models = Read(Models(Model(coefficients: """ "a": { "intercept": 1, "actionNumericCoefficients": null } """)));
        SubjectAttributeCache nobody = default;
        Assert.Equal(1, models.ByBandit["banner-bandit"].Score("a", ref nobody, default));
        Assert.Equal(0, models.ByBandit["banner-bandit"].Score("A", ref nobody, default));
        Assert.Empty(_diagnostics.Lines);
    }

    [Fact]
    public void Of_two_bandits_of_one_key_the_last_one_is_used()
    {
        Assert.Equal("v2", Read(Models(Model(version: "v1"), Model(version: "v2"))).ByBandit["banner-bandit"].Version);
        Assert.Empty(Read(Models(Model(version: "v1"), "\"banner-bandit\": 3")).ByBandit);
        Assert.Single(_diagnostics.Lines);
    }

    [Fact]
    public void Without_a_response_there_are_no_bandits_also_as_a_null_array()
    {
        Assert.Null(new EppoConfiguration(Encoding.UTF8.GetBytes(Flags()), (byte[]?)null).Bandits);
        Assert.Null(new EppoConfiguration(Encoding.UTF8.GetBytes(Flags()), Array.Empty<byte>()).Bandits);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "bandits": null }""")]
    [InlineData("""{ "bandits": {} } x""")]
    [InlineData("""{ "bandits": {""")]
    public void An_invalid_response_is_refused_with_a_reason_and_the_flags_are_used(string response)
    {
        Assert.NotNull(BanditModelsReader.Read(Encoding.UTF8.GetBytes(response)).Problem);
        FlagTable? table = ConfigurationReader.Read(
            new EppoConfiguration(Encoding.UTF8.GetBytes(Flags()), Encoding.UTF8.GetBytes(response)), DateTimeOffset.UnixEpoch, _diagnostics, out string? problem);
        Assert.Null(problem);
        Assert.Contains("banner", table!.Flags.Keys);
        Assert.Equal(42, Assert.Single(_diagnostics.Lines).Id.Id);
        Assert.Throws<FormatException>(() => FlagClient.InMemory(Flags(), banditModels: response));
    }

    [Fact]
    public void Cut_or_changed_text_never_throws()
    {
        byte[] response = Encoding.UTF8.GetBytes(Models(Model("é\\ud800", coefficients: Action("nike"))));
        for (int at = 0; at < response.Length; at++)
        {
            byte[] changed = [.. response];
            changed[at] = (byte)(at * 31);
            BanditModelsReader.Read(changed).LogDefects(_diagnostics);
            Assert.NotNull(BanditModelsReader.Read(response.AsSpan(0, at)).Problem);
        }
    }

    [Theory]
    [InlineData("null", 0)]
    [InlineData("[]", 0)]
    [InlineData("""{ "b": 1 }""", 1)]
    [InlineData("""{ "b": { "flagVariations": {} } }""", 1)]
    [InlineData("""{ "b": { "flagVariations": [1, { "flagKey": "banner" }, { "flagKey": "banner", "variationValue": 1 }] } }""", 1)]
    [InlineData("""{ "b": { "modelVersion": 3, "flagVariations": [] } }""", 0)]
    public void References_that_cannot_be_read_are_left_out_and_the_flags_are_used(string references, int lines)
    {
        FlagTable? table = UfcReader.Read(
            Encoding.UTF8.GetBytes($$"""{ "banditReferences": {{references}}, "flags": {} }"""),
            DateTimeOffset.UnixEpoch,
            _diagnostics,
            out _);
        Assert.NotNull(table);
        Assert.Null(table.Bandits.FirstOf("banner"));
        Assert.True(table.Bandits.IsComplete);
        Assert.Equal(Enumerable.Repeat(41, lines), _diagnostics.Lines.Select(line => line.Id.Id));
    }

    [Fact]
    public void References_that_were_read_already_are_not_read_again()
    {
        const string Flags =
            """{ "flags": {}, "banditReferences": { "one": { "flagVariations": [{ "flagKey": "f", "variationValue": "x" }] } } }""";
        BanditReference known = new("two", null, [("f", "x")], null);
        EppoResponse response = new(Encoding.UTF8.GetBytes(Flags)) { References = [known] };
        FlagTable? table = UfcReader.Read(response.Content.Span, DateTimeOffset.UnixEpoch, _diagnostics, out _, response: response);
        Assert.Equal("two", table!.Bandits.Find("f", "x")?.Key);
    }

    [Fact]
    public void Of_two_bandits_on_one_variation_the_first_one_is_used_and_the_deprecated_map_is_not_read()
    {
        const string Variations = """[{ "flagKey": "f", "variationValue": "x" }]""";
        string flags = $$"""
            { "flags": {}, "bandits": { "old": {{Variations}} }, "banditReferences": { "one": { "flagVariations": {{Variations}} }, "two": { "flagVariations": {{Variations}} } } }
            """;
        FlagTable? table = UfcReader.Read(Encoding.UTF8.GetBytes(flags), DateTimeOffset.UnixEpoch, _diagnostics, out _);
        Assert.Equal("one", table!.Bandits.Find("f", "x")?.Key);
        Assert.Null(table.Bandits.Find("f", "X"));
        Assert.Null(table.Bandits.Find("f", null));
        Assert.False(table.Bandits.IsComplete);
    }

    private BanditModels Read(string response)
    {
        BanditModels models = BanditModelsReader.Read(Encoding.UTF8.GetBytes(response));
        models.LogDefects(_diagnostics);
        return models;
    }
}
