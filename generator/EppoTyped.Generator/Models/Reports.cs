using EppoTyped.Manifest.Model;
using EppoTyped.Manifest.Tree;
using Microsoft.CodeAnalysis;

namespace EppoTyped.Generator.Models;

/// <summary>
/// The errors of the manifests or of the options, by value. Warnings are the analyzers', where they can be tuned and switched off.
/// </summary>
internal sealed record Reports(EquatableArray<Report> All)
{
    public static Reports None { get; } = new([]);

    public static Reports Of(ManifestSet? manifests)
    {
        Report[] errors = [.. (manifests?.Findings ?? [])
            .Where(finding => finding.Rule.Severity == FindingSeverity.Error)
            .Select(Report.Of)];
        return errors.Length == 0 ? None : new Reports(new EquatableArray<Report>(errors));
    }

    public void Say(SourceProductionContext output)
    {
        foreach (Report report in All)
        {
            output.ReportDiagnostic(report.ToDiagnostic());
        }
    }
}
