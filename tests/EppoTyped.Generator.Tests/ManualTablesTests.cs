using System.Text.Json;
using System.Text.RegularExpressions;
using EppoTyped.Amplitude;

namespace EppoTyped.Generator.Tests;

/// <summary>The tables of the manual are complete: what can be looked up is there.</summary>
public sealed class ManualTablesTests
{
    public static TheoryData<string, Type> Options => new()
    {
        { "docs/operating.md", typeof(EppoClientOptions) },
        { "docs/assignments.md", typeof(BatchingOptions) },
        { "docs/amplitude.md", typeof(AmplitudeLocalOptions) },
        { "docs/amplitude.md", typeof(AmplitudeRemoteOptions) },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public void A_table_of_options_names_every_option(string page, Type options)
    {
        string table = ManualPage.Of(page).Text.Split($"| `{options.Name}` |")[1].Split("\n\n")[0];
        IEnumerable<string> known = options.GetProperties().Where(option => option.CanWrite).Select(option => option.Name);

        Assert.Equal(known.Order(), FirstCells(table).Order());
    }

    [Fact]
    public void Every_reason_for_a_default_is_explained()
    {
        string section = ManualPage.Of("docs/calls.md").Section("Why is my flag the default?");

        AssertNames([.. Enum.GetNames<EvaluationError>(), nameof(EvaluationReason.Disabled)], section, "`{0}`");
    }

    [Fact]
    public void Every_status_of_a_client_has_a_row()
    {
        ManualPage operating = ManualPage.Of("docs/operating.md");

        AssertNames(Enum.GetNames<InitializationStatus>(), operating.Section("How the start went"), "\n| `{0}` |");
        AssertNames(Enum.GetNames<ClientHealthStatus>(), operating.Section("How it is now"), "\n| `{0}` |");
    }

    [Fact]
    public void Every_property_of_a_flag_and_of_an_attribute_has_a_row()
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(ManualPage.FullPathOf("flags.schema.json")));
        JsonElement definitions = schema.RootElement.GetProperty("$defs");
        IEnumerable<string> known = new[] { "flag", "stringFlag", "integerFlag", "objectFlag", "attribute" }
            .SelectMany(definition => definitions.GetProperty(definition).GetProperty("properties").EnumerateObject())
            .Select(property => property.Name);

        Assert.Empty(known.Except(FirstCells(ManualPage.Manifest.Text)));
    }

    [Fact]
    public void The_build_properties_are_those_that_the_build_files_know()
    {
        string[] files = [.. Directory.GetFiles(ManualPage.FullPathOf("src/EppoTyped/build")).Select(File.ReadAllText)];
        IEnumerable<string> known = files.SelectMany(text => Regex.Matches(text, "EppoFlags[A-Z][A-Za-z]+")).Select(match => match.Value);

        Assert.Equal(
            known.Distinct().Order(),
            FirstCells(ManualPage.Manifest.Text).Where(word => word.StartsWith("EppoFlags", StringComparison.Ordinal)).Order());
    }

    /// <summary>The words in code font in the first cells of tables.</summary>
    private static IEnumerable<string> FirstCells(string text) => Regex.Matches(text, @"^\|.*?\|", RegexOptions.Multiline)
        .SelectMany(cell => Regex.Matches(cell.Value, @"`(\w+)`"))
        .Select(word => word.Groups[1].Value);

    private static void AssertNames(string[] names, string text, string form) =>
        Assert.All(names, name => Assert.Contains(form.Replace("{0}", name, StringComparison.Ordinal), text, StringComparison.Ordinal));
}
