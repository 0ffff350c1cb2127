using System.Collections.Immutable;
using EppoTyped.Manifest;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EppoTyped.Analyzers.Rules;

/// <summary>Says what the reader of manifests warns of, where it can be tuned and switched off. Its errors are the generator's: they must be heard without analyzers too.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ManifestWarnings : DiagnosticAnalyzer
{
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> Rules = FindingRules.All
        .Where(rule => rule.Severity == FindingSeverity.Warning)
        .ToImmutableDictionary(rule => rule.Id, Describe, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Rules.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterAdditionalFileAction(Analyze);
    }

    private static void Analyze(AdditionalFileAnalysisContext context)
    {
        string path = context.AdditionalFile.Path;
        if (!ManifestName.IsManifest(path) || context.AdditionalFile.GetText(context.CancellationToken) is not SourceText text)
            return;
        foreach (Finding finding in ManifestReader.Read(path, text.ToString()).Findings)
        {
            if (Rules.TryGetValue(finding.Rule.Id, out DiagnosticDescriptor? rule))
                context.ReportDiagnostic(Diagnostic.Create(rule, ManifestPlace.Of(path, finding.Range), finding.Message));
        }
    }

    // "{0}" because a message may hold braces of the manifest.
    private static DiagnosticDescriptor Describe(FindingRule rule) => new(
        rule.Id,
        rule.Title,
        "{0}",
        "EppoTyped.Manifest",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RulePages.Of(rule.Id));
}
