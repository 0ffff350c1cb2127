using EppoTyped.Manifest;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Plan;
using EppoTyped.Manifest.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Manifests;

/// <summary>The manifests of the analyzed project, and the names of its generated code.</summary>
internal sealed class ProjectManifests
{
    private readonly ManifestFile[] _files;
    private readonly Dictionary<string, PlacedFlag> _flags;
    private readonly Dictionary<string, AccessorNames> _accessors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);

    private ProjectManifests(ManifestFile[] files, ProjectOptions options)
    {
        (_files, Options, Today) = (files, options.Generation, options.Today);
        Set = ManifestSet.Combine(files, Options.Facade);
        _flags = Set.Flags.ToDictionary(placed => placed.Flag.Key, StringComparer.Ordinal);
        Names = GeneratedNames.Of(Set, Options.Facade);
        Collect(Names.Root, "");
    }

    public GenerationOptions Options { get; }

    /// <summary>The day by which flags expire; null where the build does not set it.</summary>
    public DateTime? Today { get; }

    public ManifestSet Set { get; }

    public GeneratedNames Names { get; }

    /// <summary>The flags, one for each key, in the order of the manifests.</summary>
    public IReadOnlyList<PlacedFlag> Flags => Set.Flags;

    /// <summary>Reads the manifests; null where the project has none.</summary>
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
                ProjectOptions.Read(name => options.TryGetValue("build_property." + name, out string? value) ? value : null));
    }

    /// <summary>The flag of a key; null where no manifest of the project declares it.</summary>
    public FlagDefinition? Find(string key) => _flags.TryGetValue(key, out PlacedFlag? placed) ? placed.Flag : null;

    /// <summary>The names of a flag's accessor, and in <paramref name="path"/> its path: <c>Checkout.ExpressPay</c>.</summary>
    public AccessorNames? AccessorOf(string key, out string path)
    {
        path = _paths.TryGetValue(key, out string? known) ? known : "";
        return _accessors.TryGetValue(key, out AccessorNames? names) ? names : null;
    }

    /// <summary>The subject that a flag is evaluated for; null for any.</summary>
    public SubjectNames? SubjectOf(FlagDefinition flag) =>
        flag.Subject is null ? null : Names.Subjects.FirstOrDefault(subject => subject.Definition.Key == flag.Subject);

    /// <summary>The path of the manifest that declares a flag.</summary>
    public string PathOf(FlagDefinition flag) => _flags[flag.Key].Path;

    /// <summary>The path of the manifest that declares a subject.</summary>
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
