using EppoTyped.Manifest.Plan;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Generator.Models;

/// <summary>What the project says in MSBuild, and what is wrong with it, by value.</summary>
internal sealed record Options(Settings Settings, Reports Findings)
{
    public static Options Read(AnalyzerConfigOptions options)
    {
        GenerationOptions read = GenerationOptions.Read(name => options.TryGetValue("build_property." + name, out string? value)
            ? value
            : null);
        return new Options(new Settings(read.Namespace, read.Facade, read.IsPublic), new Reports([.. read.Problems.Select(ToReport)]));
    }

    private static Report ToReport(OptionProblem problem) => new(
        "EPPO1051",
        "MSBuild property has an impossible value",
        $"The MSBuild property {problem.Property} is \"{problem.Value}\"; set it to {problem.Wanted}, or remove it.",
        null,
        default);
}
