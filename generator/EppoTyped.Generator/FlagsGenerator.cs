using System.Collections.Immutable;
using EppoTyped.Generator.Emit;
using EppoTyped.Generator.Models;
using EppoTyped.Manifest;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Plan;
using EppoTyped.Manifest.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Generator;

/// <summary>
/// Generates the typed surface of a project's flags from its manifests. It does not read the project's C#, so that an edit of C# runs none
/// of its steps.
/// </summary>
/// <remarks>
/// All values in the pipeline are classes: for every struct the JIT would compile Roslyn's generic tables again, which takes some
/// milliseconds each at the first run.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class FlagsGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ManifestText> texts = context.AdditionalTextsProvider
            .Where(static text => ManifestName.IsManifest(text.Path))
            .Select(static (text, cancellation) => ManifestText.Read(text, cancellation))
            .WithTrackingName(TrackingNames.Texts);

        IncrementalValuesProvider<ManifestFile> manifests = texts
            .Select(static (text, _) => ManifestReader.Read(text.Path, text.Text, text.DecodedAsUnicode))
            .WithTrackingName(TrackingNames.Manifests);

        IncrementalValueProvider<GenerationOptions> options = context.AnalyzerConfigOptionsProvider
            .Select(static (provider, _) => Read(provider.GlobalOptions).Generation)
            .WithTrackingName(TrackingNames.Options);

        IncrementalValueProvider<Reports> optionProblems = context.AnalyzerConfigOptionsProvider
            .Select(static (provider, _) => Reports.Of(Read(provider.GlobalOptions).Problems))
            .WithTrackingName(TrackingNames.OptionProblems);

        // Null where the project has no manifest: such a project gets no messages.
        IncrementalValueProvider<ManifestSet?> combined = manifests.Collect()
            .Select(static (files, _) => new ManifestFiles(files))
            .Combine(options)
            .Select(static (pair, _) => pair.Left.Combine(pair.Right.Facade))
            .WithTrackingName(TrackingNames.Combined);

        // Findings take their own path: a message that moves by a line must not regenerate the source.
        IncrementalValueProvider<Reports> findings = combined
            .Select(static (set, _) => Reports.Of(set))
            .WithTrackingName(TrackingNames.Findings);

        IncrementalValueProvider<Reports> optionFindings = combined.Combine(optionProblems)
            .Select(static (pair, _) => pair.Left is null ? Reports.None : pair.Right)
            .WithTrackingName(TrackingNames.OptionFindings);

        IncrementalValueProvider<FlagsModel?> model = combined.Combine(options)
            .Select(static (pair, cancellation) => pair.Left is null ? null : ModelBuilder.Build(pair.Left, pair.Right, cancellation))
            .WithTrackingName(TrackingNames.Model);

        context.RegisterSourceOutput(findings, static (output, reports) => reports.ReportTo(output));
        context.RegisterSourceOutput(optionFindings, static (output, reports) => reports.ReportTo(output));
        context.RegisterSourceOutput(model, static (output, flags) => SourceFiles.Add(output, flags));
    }

    private static ProjectOptions Read(AnalyzerConfigOptions options) =>
        ProjectOptions.Read(name => options.TryGetValue("build_property." + name, out string? value) ? value : null);

    /// <summary>The manifests that were read, as one class.</summary>
    private sealed class ManifestFiles(ImmutableArray<ManifestFile> files)
    {
        public ManifestSet? Combine(string facade)
        {
            HashSet<string> paths = new(StringComparer.Ordinal);
            ManifestFile[] once = [.. files.Where(file => paths.Add(file.Path))];
            return once.Length == 0 ? null : ManifestSet.Combine(once, facade);
        }
    }
}
