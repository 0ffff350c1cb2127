using System.Collections.Immutable;
using EppoTyped.Generator.Emit;
using EppoTyped.Generator.Models;
using EppoTyped.Manifest;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Tree;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Generator;

/// <summary>
/// Makes the typed surface of a project's flags from its manifests. Never looks at the project's C#, so an edit of it runs nothing here.
/// </summary>
/// <remarks>
/// What flows is classes all the way: the compiler's own tables are compiled anew for every struct, at a first run some milliseconds each.
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

        IncrementalValueProvider<Options> options = context.AnalyzerConfigOptionsProvider
            .Select(static (provider, _) => Options.Read(provider.GlobalOptions))
            .WithTrackingName(TrackingNames.Options);

        IncrementalValueProvider<Settings> settings = options
            .Select(static (read, _) => read.Settings)
            .WithTrackingName(TrackingNames.Settings);

        // Null where the project has no manifest: such a project hears nothing.
        IncrementalValueProvider<ManifestSet?> combined = manifests.Collect()
            .Select(static (files, _) => new ManifestFiles(files))
            .Combine(settings)
            .Select(static (pair, _) => pair.Left.Combine(pair.Right.Facade))
            .WithTrackingName(TrackingNames.Combined);

        // What is wrong goes its own way: a message that moves by a line must not write the source anew.
        IncrementalValueProvider<Reports> findings = combined
            .Select(static (set, _) => Reports.Of(set))
            .WithTrackingName(TrackingNames.Findings);

        IncrementalValueProvider<Reports> optionFindings = combined.Combine(options)
            .Select(static (pair, _) => pair.Left is null ? Reports.None : pair.Right.Findings)
            .WithTrackingName(TrackingNames.OptionFindings);

        IncrementalValueProvider<FlagsModel?> model = combined.Combine(settings)
            .Select(static (pair, cancellation) => pair.Left is null ? null : ModelBuilder.Build(pair.Left, pair.Right, cancellation))
            .WithTrackingName(TrackingNames.Model);

        context.RegisterSourceOutput(findings, static (output, reports) => reports.Say(output));
        context.RegisterSourceOutput(optionFindings, static (output, reports) => reports.Say(output));
        context.RegisterSourceOutput(model, static (output, flags) => SourceFiles.Add(output, flags));
    }

    /// <summary>The manifests that were read, as one thing.</summary>
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
