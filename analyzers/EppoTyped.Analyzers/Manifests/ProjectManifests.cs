using EppoTyped.Manifest;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Plan;
using EppoTyped.Manifest.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Manifests;

/// <summary>The manifests of the project under analysis, and the names the generator gives.</summary>
internal sealed class ProjectManifests
{
    private readonly ManifestFile[] _files;
    private readonly Dictionary<string, PlacedFlag> _flags;
    private readonly Dictionary<string, AccessorNames> _accessors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);

    private ProjectManifests(ManifestFile[] files, GenerationOptions options)
    {
        (_files, Options) = (files, options);
        Set = ManifestSet.Combine(files, options.Facade);
        _flags = Set.Flags.ToDictionary(placed => placed.Flag.Key, StringComparer.Ordinal);
        Names = GeneratedNames.Of(Set, options.Facade);
        Collect(Names.Root, "");
    }

    public GenerationOptions Options { get; }

    public ManifestSet Set { get; }

    public GeneratedNames Names { get; }

    /// <summary>The flags, each key once, in the order of the manifests.</summary>
    public IReadOnlyList<PlacedFlag> Flags => Set.Flags;

    /// <summary>Reads them; null where the project has none.</summary>
    public static ProjectManifests? Read(IEnumerable<AdditionalText> texts, AnalyzerConfigOptions options, CancellationToken cancellation)
    {
        ManifestFile[] files =
        [
            .. texts
                .Where(file => ManifestName.IsManifest(file.Path))
                .GroupBy(file => file.Path, StringComparer.Ordinal)
                .OrderBy(file => file.Key, StringComparer.Ordinal)
                .Select(file => ManifestTexts.Of(file.First(), cancellation)),
        ];
        return files.Length == 0
            ? null
            : new ProjectManifests(
                files,
                GenerationOptions.Read(name => options.TryGetValue("build_property." + name, out string? value) ? value : null));
    }

    /// <summary>The flag of a key; null where no manifest of the project has it.</summary>
    public FlagDefinition? Find(string key) => _flags.TryGetValue(key, out PlacedFlag? placed) ? placed.Flag : null;

    /// <summary>The accessor of a flag: its names, and in <paramref name="path"/> how it is reached, <c>Checkout.ExpressPay</c>.</summary>
    public AccessorNames? AccessorOf(string key, out string path)
    {
        path = _paths.TryGetValue(key, out string? known) ? known : "";
        return _accessors.TryGetValue(key, out AccessorNames? names) ? names : null;
    }

    /// <summary>The subject a flag is decided for; null when any will do.</summary>
    public SubjectNames? SubjectOf(FlagDefinition flag) =>
        flag.Subject is null ? null : Names.Subjects.FirstOrDefault(subject => subject.Definition.Key == flag.Subject);

    /// <summary>The path of the manifest that holds a flag.</summary>
    public string PathOf(FlagDefinition flag) => _flags[flag.Key].Path;

    /// <summary>The path of the manifest that holds a subject.</summary>
    public string PathOf(SubjectDefinition subject) =>
        _files.First(file => file.Subjects.Any(other => other.Key == subject.Key && other.KeyRange == subject.KeyRange)).Path;

    private void Collect(AccessorNames names, string path)
    {
        string here = path.Length == 0 ? names.Accessor : path + "." + names.Accessor;
        if (names.Group.Flag is { } flag)
        {
            (_accessors[flag.Key], _paths[flag.Key]) = (names, here);
        }

        foreach (AccessorNames child in names.Children)
        {
            Collect(child, here);
        }
    }
}
