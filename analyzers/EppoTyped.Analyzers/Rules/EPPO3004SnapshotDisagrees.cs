using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest.Live;
using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Rules;

/// <summary>The manifest differs from the live configuration that was pulled into its folder.</summary>
internal sealed class EPPO3004SnapshotDisagrees : FlagRule
{
    public const string Id = "EPPO3004";

    private static readonly DiagnosticDescriptor Rule = DescribeLifecycle(
        Id,
        "Manifest disagrees with the live configuration",
        "{0}; {1}",
        DiagnosticSeverity.Warning);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Register(FlagProject project)
    {
        AdditionalText[] files = [.. project.Context.Options.AdditionalFiles.Where(file => LiveSnapshot.IsSnapshot(file.Path))];
        if (project.Manifests is not { } manifests || files.Length == 0)
        {
            return;
        }

        Dictionary<AdditionalText, Lazy<LiveSnapshot>> snapshots = files.Distinct()
            .ToDictionary(file => file, file => new Lazy<LiveSnapshot>(() => LiveSnapshot.Read(file.GetText()?.ToString() ?? "")));
        project.Context.RegisterAdditionalFileAction(context => Analyze(context, manifests, snapshots));
    }

    private static void Analyze(
        AdditionalFileAnalysisContext context,
        ProjectManifests manifests,
        Dictionary<AdditionalText, Lazy<LiveSnapshot>> snapshots)
    {
        string path = context.AdditionalFile.Path;
        if (snapshots.TryGetValue(context.AdditionalFile, out Lazy<LiveSnapshot>? own))
        {
            if (own.Value.Problem is { } problem)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Rule,
                    ManifestPlace.Of(path, default),
                    "The live configuration cannot be compared",
                    problem));
            }

            return;
        }

        if (snapshots.FirstOrDefault(snapshot => LiveSnapshot.IsBeside(snapshot.Key.Path, path)).Value?.Value is not { Problem: null } live)
        {
            return;
        }

        foreach (PlacedFlag placed in manifests.Flags.Where(placed => placed.Path == path))
        {
            foreach ((SourceRange range, string what, string advice) in SnapshotComparison.Of(placed.Flag, live))
            {
                context.ReportDiagnostic(Diagnostic.Create(Rule, ManifestPlace.Of(path, range), what, advice));
            }
        }
    }
}
