using System.Collections.Immutable;
using EppoTyped.Analyzers.Calls;
using EppoTyped.Analyzers.Manifests;
using EppoTyped.Manifest;
using EppoTyped.Manifest.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EppoTyped.Analyzers.Rules;

/// <summary>
/// Reports the warnings and hints of the manifest reader, because analyzers can be configured. The generator reports its errors, which must
/// not depend on analyzers.
/// </summary>
internal sealed class ManifestWarnings : FlagRule
{
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> Rules = FindingRules.All
        .Where(rule => rule.Severity != FindingSeverity.Error)
        .ToImmutableDictionary(rule => rule.Id, Describe, StringComparer.Ordinal);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
        [.. Rules.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    public override void Register(FlagProject project) => project.Context.RegisterAdditionalFileAction(Analyze);

    private static void Analyze(AdditionalFileAnalysisContext context)
    {
        if (!ManifestName.IsManifest(context.AdditionalFile.Path))
        {
            return;
        }

        foreach (Finding finding in ManifestTexts.Of(context.AdditionalFile, context.CancellationToken).Findings)
        {
            if (Rules.TryGetValue(finding.Rule.Id, out DiagnosticDescriptor? rule))
            {
                context.ReportDiagnostic(Diagnostic.Create(rule, ManifestPlace.Of(finding.Path, finding.Range), finding.Message));
            }
        }
    }

    // "{0}" because a message can hold braces from the manifest.
    private static DiagnosticDescriptor Describe(FindingRule rule) =>
        DescribeManifest(
            rule.Id,
            rule.Title,
            "{0}",
            rule.Severity == FindingSeverity.Hint ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning);
}
