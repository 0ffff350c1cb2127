using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EppoTyped.Generator.Tests;

/// <summary>What runs again after an edit: nothing that an editor could feel.</summary>
public class CachingTests
{
    private static readonly string[] Steps =
    [
        TrackingNames.Texts, TrackingNames.Manifests, TrackingNames.Options, TrackingNames.Settings,
        TrackingNames.Combined, TrackingNames.Findings, TrackingNames.OptionFindings, TrackingNames.Model,
    ];

    [Fact]
    public void An_edit_of_CSharp_runs_no_step()
    {
        GeneratorRunResult second = RunTwice(Project.Of(Project.Shop), Project.Of(Project.Shop).WithCode("class Edited { }"), (driver, _) => driver);

        Assert.Equal(Steps.Order(), second.TrackedSteps.Keys.Where(Steps.Contains).Order());
        Assert.All(Reasons(second, Steps), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(OutputReasons(second), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Options_read_anew_and_found_the_same_stop_there()
    {
        // An editor gives a new provider whenever an .editorconfig or a file of the project changes.
        Project project = Project.Of(Project.Shop);
        CSharpCompilation compilation = project.Compile("");
        GeneratorDriver driver = project.Driver(project.Texts(), tracked: true).RunGenerators(compilation);

        GeneratorRunResult second = Assert.Single(driver.WithUpdatedAnalyzerConfigOptions(project.WithProperty("EppoFlagsToday", "2027-01-01").Options()).RunGenerators(compilation).GetRunResult().Results);

        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(second, [TrackingNames.Options]));
        Assert.All(Reasons(second, Steps.Except([TrackingNames.Options])), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(OutputReasons(second), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_whitespace_edit_of_the_manifest_stops_at_the_model()
    {
        GeneratorRunResult second = RunTwice(Project.Of(Project.Shop), Project.Of("\n" + Project.Shop.Replace(":", "  :", StringComparison.Ordinal)));

        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(second, [TrackingNames.Manifests]));
        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(second, [TrackingNames.Model]));
        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(second, [TrackingNames.Findings]));
        Assert.All(OutputReasons(second), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_finding_that_moves_writes_no_source()
    {
        const string wrong = """{ "flags": { "on": { "flagType": "boolean", "defaultValue": 3 } } }""";

        GeneratorRunResult second = RunTwice(Project.Of(wrong), Project.Of("\n\n" + wrong));

        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(second, [TrackingNames.Findings]));
        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(second, [TrackingNames.Model]));
        Assert.Equal(2, Assert.Single(second.Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void A_changed_flag_changes_the_model()
    {
        GeneratorRunResult second = RunTwice(Project.Of(Project.Shop), Project.Of(Project.Shop.Replace("9.99", "8.99", StringComparison.Ordinal)));

        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(second, [TrackingNames.Model]));
        Assert.Contains(IncrementalStepRunReason.Modified, OutputReasons(second));
        Assert.Contains("8.99D", string.Concat(second.GeneratedSources.Select(source => source.SourceText.ToString())), StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_of_one_manifest_does_not_read_the_other_again()
    {
        Project before = Project.Of(Project.Shop).With("/shop/more.flags.json", """{ "flags": {} }""");

        GeneratorRunResult second = RunTwice(before, Project.Of(Project.Shop).With("/shop/more.flags.json", """{ "flags": { } }"""));

        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], Reasons(second, [TrackingNames.Manifests]));
    }

    private static GeneratorRunResult RunTwice(Project before, Project after) =>
        RunTwice(before, after, (driver, texts) => texts.Aggregate(driver, (current, pair) => current.ReplaceAdditionalText(pair.Before, pair.After)));

    private static GeneratorRunResult RunTwice(Project before, Project after, Func<GeneratorDriver, IEnumerable<(AdditionalText Before, AdditionalText After)>, GeneratorDriver> edit)
    {
        CSharpCompilation compilation = before.Compile(before.Code);
        AdditionalText[] texts = [.. before.Texts()];
        IEnumerable<(AdditionalText, AdditionalText)> edited = texts.Zip(after.Texts()).Where(pair => pair.First.GetText()!.ToString() != pair.Second.GetText()!.ToString());
        GeneratorDriver driver = before.Driver(texts, tracked: true).RunGenerators(compilation);
        driver = edit(driver, edited).RunGenerators(compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], after.Compile(after.Code).SyntaxTrees[0]));
        return Assert.Single(driver.GetRunResult().Results);
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, IEnumerable<string> steps) =>
        steps.SelectMany(step => result.TrackedSteps[step]).SelectMany(step => step.Outputs).Select(output => output.Reason);

    private static IEnumerable<IncrementalStepRunReason> OutputReasons(GeneratorRunResult result) =>
        result.TrackedOutputSteps.Values.SelectMany(steps => steps).SelectMany(step => step.Outputs).Select(output => output.Reason);
}
