using EppoTyped.Manifest;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.Analyzers;

/// <summary>The manifests of the project under analysis, and the names the generator gives.</summary>
internal sealed class ProjectManifests
{
    private readonly ManifestFile[] _files;

    private ProjectManifests(ManifestFile[] files, GenerationOptions options)
    {
        (_files, Options) = (files, options);
        Names = GeneratedNames.Of(ManifestSet.Combine(files, options.Facade), options.Facade);
    }

    public GenerationOptions Options { get; }

    public GeneratedNames Names { get; }

    /// <summary>Reads them; null where the project has none.</summary>
    public static ProjectManifests? Read(IEnumerable<AdditionalText> texts, AnalyzerConfigOptions options, CancellationToken cancellation)
    {
        ManifestFile[] files =
        [
            .. texts
                .Where(file => ManifestName.IsManifest(file.Path))
                .GroupBy(file => file.Path, StringComparer.Ordinal)
                .OrderBy(file => file.Key, StringComparer.Ordinal)
                .Select(file => ManifestReader.Read(file.Key, file.First().GetText(cancellation) is SourceText text ? text.ToString() : "")),
        ];
        return files.Length == 0
            ? null
            : new ProjectManifests(files, GenerationOptions.Read(name => options.TryGetValue("build_property." + name, out string? value) ? value : null));
    }

    /// <summary>The path of the manifest that holds a flag.</summary>
    public string PathOf(FlagDefinition flag) => _files.First(file => file.Flags.Any(other => other.Key == flag.Key && other.KeyRange == flag.KeyRange)).Path;

    /// <summary>The path of the manifest that holds a subject.</summary>
    public string PathOf(SubjectDefinition subject) => _files.First(file => file.Subjects.Any(other => other.Key == subject.Key && other.KeyRange == subject.KeyRange)).Path;
}
