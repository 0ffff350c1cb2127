using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EppoTyped.Generator.Tests;

/// <summary>What runs again after an edit, step by step: nothing that an editor could feel.</summary>
public class CachingTests
{
    private const string More = """{ "flags": { "more": { "flagType": "boolean", "defaultValue": true } } }""";

    private const string Wrong = """{ "flags": { "on": { "flagType": "boolean", "defaultValue": 3 } } }""";

    private static readonly Project Shop = Project.Of(Project.Shop);

    private static readonly Project TwoManifests = Shop.With("/shop/more.flags.json", More);

    private static readonly Dictionary<string, (Project Before, Project After)> Edits = new(StringComparer.Ordinal)
    {
        ["C#"] = (Shop, Shop.WithCode("class Edited { }")),
        ["C# that uses flags"] = (Shop, Shop.WithCode("class Edited { object Price => Shop.Flags.Price; }")),
        ["options that are none of ours"] = (Shop, Shop.WithProperty("EppoFlagsToday", "2027-01-01")),
        ["another class"] = (Shop, Shop.WithProperty("EppoFlagsClass", "ShopFlags")),
        ["an impossible option"] = (Shop, Shop.WithProperty("EppoFlagsAccessibility", "private")),
        ["white space"] = (Shop, Project.Of("\n" + Project.Shop.Replace(":", "  :", StringComparison.Ordinal))),
        ["the schema's place"] = (Shop, Changed("./flags.schema.json", "https://example.com/flags.schema.json")),
        ["the text of a number"] = (Shop, Changed("9.99", "999e-2")),
        ["a finding that moves"] = (Project.Of(Wrong), Project.Of("\n\n" + Wrong)),
        ["a description"] = (Shop, Changed("Which checkout a shopper sees.", "How a shopper pays.")),
        ["an owner"] = (Shop, Changed("\"payments\"", "\"growth\"")),
        ["another order"] = (Shop, Changed("\"kill-switch\":  { \"flagType\": \"boolean\", \"defaultValue\": false },\n", "").Last("\"kill-switch\":  { \"flagType\": \"boolean\", \"defaultValue\": false }")),
        ["another name"] = (Shop, Changed("\"kill-switch\"", "\"stop-switch\"")),
        ["another default"] = (Shop, Changed("9.99", "8.99")),
        ["one more flag"] = (Shop, Shop.Last("\"more\": { \"flagType\": \"boolean\", \"defaultValue\": true }")),
        ["one more manifest"] = (Shop, TwoManifests),
        ["one of two manifests"] = (TwoManifests, Shop.With("/shop/more.flags.json", More.Replace("true", "false", StringComparison.Ordinal))),
        ["white space in one of two manifests"] = (TwoManifests, Shop.With("/shop/more.flags.json", More + "\n")),
        ["one manifest less"] = (TwoManifests, Shop),
    };

    /// <summary>Where an edit is felt: - is cached, = is run and found the same, M is modified, N new, R removed; a letter a manifest.</summary>
    [Theory]
    [InlineData("C#", "Texts - Manifests - Options - OptionProblems - Combined - Findings - OptionFindings - Model - Source -")]
    [InlineData("C# that uses flags", "Texts - Manifests - Options - OptionProblems - Combined - Findings - OptionFindings - Model - Source -")]
    [InlineData("options that are none of ours", "Texts - Manifests - Options = OptionProblems = Combined - Findings - OptionFindings - Model - Source -")]
    [InlineData("another class", "Texts - Manifests - Options M OptionProblems = Combined M Findings = OptionFindings = Model M Source M")]
    [InlineData("an impossible option", "Texts - Manifests - Options = OptionProblems M Combined - Findings - OptionFindings M Model - Source -")]
    [InlineData("white space", "Texts M Manifests M Options - OptionProblems - Combined M Findings = OptionFindings = Model = Source -")]
    [InlineData("the schema's place", "Texts M Manifests M Options - OptionProblems - Combined M Findings = OptionFindings = Model = Source -")]
    [InlineData("the text of a number", "Texts M Manifests M Options - OptionProblems - Combined M Findings = OptionFindings = Model M Source M")]
    [InlineData("a finding that moves", "Texts M Manifests M Options - OptionProblems - Combined M Findings M OptionFindings = Model = Source -")]
    [InlineData("a description", "Texts M Manifests M Options - OptionProblems - Combined M Findings = OptionFindings = Model M Source M")]
    [InlineData("an owner", "Texts M Manifests M Options - OptionProblems - Combined M Findings = OptionFindings = Model M Source M")]
    [InlineData("another order", "Texts M Manifests M Options - OptionProblems - Combined M Findings = OptionFindings = Model M Source M")]
    [InlineData("another name", "Texts M Manifests M Options - OptionProblems - Combined M Findings = OptionFindings = Model M Source M")]
    [InlineData("another default", "Texts M Manifests M Options - OptionProblems - Combined M Findings = OptionFindings = Model M Source M")]
    [InlineData("one more flag", "Texts M Manifests M Options - OptionProblems - Combined M Findings = OptionFindings = Model M Source M")]
    [InlineData("one more manifest", "Texts -N Manifests -N Options - OptionProblems - Combined M Findings = OptionFindings = Model M Source M")]
    [InlineData("one of two manifests", "Texts -M Manifests -M Options - OptionProblems - Combined M Findings = OptionFindings = Model M Source M")]
    [InlineData("white space in one of two manifests", "Texts -M Manifests -M Options - OptionProblems - Combined M Findings = OptionFindings = Model = Source -")]
    [InlineData("one manifest less", "Texts -R Manifests -R Options - OptionProblems - Combined M Findings = OptionFindings = Model M Source M")]
    public void An_edit_is_felt_no_further_than_it_must(string edit, string expected)
    {
        GeneratorRunResult second = Rerun(Edits[edit].Before, Edits[edit].After);

        Assert.Equal(expected, string.Join(" ", Steps.Select(step => $"{step} {string.Concat(second.TrackedSteps[step].SelectMany(run => run.Outputs).Select(Letter))}").Append($"Source {Source(second)}")));
    }

    [Fact]
    public void Every_edit_has_its_row() => Assert.Equal(
        Edits.Keys.Order(StringComparer.Ordinal),
        typeof(CachingTests).GetMethod(nameof(An_edit_is_felt_no_further_than_it_must))!.GetCustomAttributesData().Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value!).Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_felt_is_written() =>
        Assert.Contains("8.99D", string.Concat(Rerun(Shop, Edits["another default"].After).GeneratedSources.Select(source => source.SourceText.ToString())), StringComparison.Ordinal);

    [Fact]
    public void A_finding_that_moves_is_said_at_its_new_place() =>
        Assert.Equal(2, Assert.Single(Rerun(Project.Of(Wrong), Edits["a finding that moves"].After).Diagnostics).Location.GetLineSpan().StartLinePosition.Line);

    private static IEnumerable<string> Steps =>
    [
        TrackingNames.Texts, TrackingNames.Manifests, TrackingNames.Options, TrackingNames.OptionProblems,
        TrackingNames.Combined, TrackingNames.Findings, TrackingNames.OptionFindings, TrackingNames.Model,
    ];

    private static Project Changed(string right, string wrong)
    {
        string manifest = Project.Shop.ReplaceLineEndings("\n");
        Assert.Contains(right, manifest, StringComparison.Ordinal);
        return Project.Of(manifest.Replace(right, wrong, StringComparison.Ordinal));
    }

    private static GeneratorRunResult Rerun(Project before, Project after)
    {
        CSharpCompilation compilation = before.Compile(before.Code);
        Dictionary<string, AdditionalText> texts = before.Texts().ToDictionary(text => text.Path);
        GeneratorDriver driver = before.Driver(texts.Values, tracked: true).RunGenerators(compilation);
        foreach (AdditionalText text in after.Texts())
        {
            if (!texts.Remove(text.Path, out AdditionalText? old))
                driver = driver.AddAdditionalTexts([text]);
            else if (old.GetText()!.ToString() != text.GetText()!.ToString())
                driver = driver.ReplaceAdditionalText(old, text);
        }

        driver = driver.RemoveAdditionalTexts([.. texts.Values]);
        if (before.Properties != after.Properties)
            driver = driver.WithUpdatedAnalyzerConfigOptions(after.Options());
        if (before.Code != after.Code)
            compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], after.Compile(after.Code).SyntaxTrees[0]);
        return Assert.Single(driver.RunGenerators(compilation).GetRunResult().Results);
    }

    /// <summary>What became of the source: its output is the one that the model goes into.</summary>
    private static string Source(GeneratorRunResult result) => string.Concat(result.TrackedOutputSteps.Values.SelectMany(steps => steps)
        .Where(step => step.Inputs.Any(input => input.Source.Name == TrackingNames.Model)).SelectMany(step => step.Outputs).Select(Letter).Distinct());

    private static char Letter((object Value, IncrementalStepRunReason Reason) output) => output.Reason switch
    {
        IncrementalStepRunReason.Cached => '-',
        IncrementalStepRunReason.Unchanged => '=',
        _ => output.Reason.ToString()[0],
    };
}
